import type { Case } from '../src/core/cases/case';
import { passQuestion } from '../src/core/cases/pass-question';
import type { Principle } from '../src/core/constitution/principle';
import type { Candidate } from '../src/core/conversation/candidate';
import { openingCue } from '../src/core/conversation/chat';
import type { Turn } from '../src/core/conversation/turn';
import { practiceModel } from '../src/core/model/model-ref';
import { exportProjectJson } from '../src/core/project/export-project';
import { newProject } from '../src/core/project/new-project';
import type { Project } from '../src/core/project/project';

/** The size that chat mode is held to. */
export const chatSize = { turns: 200, candidates: 3, branches: 20, principles: 30 };

const at = '2026-01-02T03:04:05.000Z';
const preamble =
  'You are Mila, a guide in the clock museum. The museum is open from ten to five. A ticket costs 12 euros.';
/** The longest path; the other turns are branches from it, of one length each. */
const trunk = 105;
const fork = 5;

/** A conversation with branches at every fifth turn, the longest one on the screen. As the author would import it. */
export function bigChatFile(): string {
  const base = baseProject();
  const turns = chatTurns();
  const leafId = `t${trunk - 1}`;
  const conversation = { id: 'talk', name: 'A long visit', at, leafId };
  const chat = { ...base.chat, botName: 'Mila', conversations: [conversation], currentId: 'talk' };
  return exportProjectJson({ ...base, name: 'Long conversation', mode: 'chat', turns, chat });
}

/** The same texts, each turn a prompt that was run by itself. */
export function sameTextInRunsFile(): string {
  const turns = chatTurns().map((turn) => ({
    ...turn,
    parentId: null,
    input: { values: {}, prompt: `${turn.input.prompt}\n\n${turn.input.message?.text}`, message: null },
  }));
  return exportProjectJson({
    ...baseProject(),
    name: 'Same text in runs',
    turns,
    currentTurnId: turns.at(-1)?.id ?? null,
  });
}

function baseProject(): Project {
  const principles = Array.from(
    { length: chatSize.principles },
    (_, index): Principle => ({
      id: `p${index}`,
      text: `When the user asks about hall ${index + 1}, name the clocks that are in it.`,
      status: 'on',
      when: { scope: 'turn', trigger: `When the user asks about hall ${index + 1}` },
      sources: [{ by: 'author', at }],
    }),
  );
  return newProject({ id: 'chat', name: 'Chat', at, prompt: { preamble, fold: null, principles } });
}

function chatTurns(): readonly Turn[] {
  const turns: Turn[] = [];
  for (let n = 0; n < trunk; n += 1) turns.push(turnOf(n, n === 0 ? null : `t${n - 1}`));
  const others = chatSize.branches - 1;
  const length = (chatSize.turns - trunk) / others;
  for (let branch = 0; branch < others; branch += 1) {
    for (let step = 0; step < length; step += 1) {
      const parentId = step === 0 ? `t${(branch + 1) * fork - 1}` : `t${turns.length - 1}`;
      turns.push(turnOf(turns.length, parentId));
    }
  }
  return turns;
}

function turnOf(n: number, parentId: string | null): Turn {
  const isOpening = parentId === null;
  const message = {
    conversationId: 'talk',
    text: isOpening
      ? 'Begin the conversation.'
      : `Question ${n}: what is there to see in hall ${(n % 30) + 1}, and when was it built?`,
    repliesTo: isOpening ? null : `${parentId}-0`,
    ...(isOpening ? { isCue: true as const } : {}),
  };
  return {
    id: `t${n}`,
    n: n + 1,
    at,
    parentId,
    revisionId: null,
    input: { values: {}, prompt: preamble, message },
    model: practiceModel,
    settings: {},
    candidates: Array.from({ length: chatSize.candidates }, (_, index) => reply(n, index)),
    chosenId: `t${n}-0`,
  };
}

function reply(n: number, index: number): Candidate {
  const sentences = Array.from(
    { length: 8 },
    (_, at) =>
      `**Clock ${n + at}** stands in hall ${((n + at) % 30) + 1}, and its maker built it in ${1500 + ((n * 7 + at + index) % 400)}.`,
  );
  return {
    id: `t${n}-${index}`,
    state: {
      status: 'answered',
      text: sentences.join(' '),
      finish: { kind: 'stop', code: 'STOP' },
      usage: { inputTokens: 200, outputTokens: 150, thoughtTokens: 0, estimated: true },
      tookMs: 400,
    },
    feedback: [],
  };
}

/** A bot whose feedback was pinned so many times: a question each, and nothing known of any. */
export function pinnedCasesFile(count: number): string {
  const base = baseProject();
  const cases = Array.from({ length: count }, (_, n): Case => {
    const said = `Question ${n}: where is hall ${n + 1}?`;
    const reason = `It should name the floor of hall ${n + 1}.`;
    const response = `Hall ${n + 1} is near.`;
    return {
      id: `case${n}`,
      at,
      from: { turnId: `t${n}`, candidateId: `t${n}-0`, n: n + 1, feedbackAt: at },
      input: {
        values: {},
        conversation: [
          { role: 'user', text: openingCue },
          { role: 'model', text: 'Welcome to the clock museum.' },
          { role: 'user', text: said },
        ],
      },
      response,
      kind: 'critique',
      reason,
      question: passQuestion({ kind: 'critique', reason, response }),
      results: [],
    };
  });
  const regression = { ...base.regression, cases };
  return exportProjectJson({ ...base, name: 'Pinned cases', mode: 'chat', regression });
}
