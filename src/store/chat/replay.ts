import { playUser } from '../../core/alignment/play-user';
import { type Candidate, candidateText } from '../../core/conversation/candidate';
import type { Conversation } from '../../core/conversation/chat';
import type { Replay, ReplayBot } from '../../core/conversation/replay';
import { besideOf, documentOf, messagesOf, nextStep } from '../../core/conversation/replay-steps';
import { pathTo } from '../../core/conversation/tree';
import type { Turn } from '../../core/conversation/turn';
import { documentAt } from '../../core/prompt/history';
import type { Problem } from '../align/align-state';
import { patchTurn, stateOf } from '../change-project';
import type { ActionContext } from '../context';
import { alignmentDeps } from '../context-tokens';
import { errorData } from '../model-choice';
import { writeCandidates } from '../write-candidates';
import { type Answering, addConversation, addTurn, waiting } from './start-turn';

/** A conversation for a script, with nothing said in it yet but a fixed opening. Its id; null, and told, where there is no bot to talk to. */
export function addReplay(context: ActionContext, replay: Replay): string | null {
  const { conversations } = context.get().project.chat;
  const side = replay.besideId !== undefined ? ' · right' : replay.other !== undefined ? ' · left' : '';
  const name = freeName(
    `${replay.user.name}${side}`,
    conversations.map((one) => one.name),
  );
  const root = addConversation(context, { name, replay }, answering(context, replay.bot));
  return root?.input.message?.conversationId ?? null;
}

/**
 * Says a script to the end, a turn after the other, and to the other of two bots after that. What is to be done next is read from what
 * was said: a reply that is there is never asked for again, whatever ended the last try.
 */
export async function continueReplay(context: ActionContext, conversationId: string): Promise<void> {
  const { work, get, setAlign } = context;
  await work.run(
    {
      scope: 'project/align/replay',
      ifRunning: 'leave',
      failed: (error) => showProblem(context, { kind: 'model', error: errorData(error) }),
      stopped: () => setAlign({ replay: null }),
    },
    async (signal) => {
      for (let id: string | null = conversationId; id !== null; ) {
        setAlign({ replay: { status: 'running', conversationId: id } });
        id = await takeStep(context, id, signal);
        signal.throwIfAborted();
      }
      if (get().align.replay?.status === 'running') setAlign({ replay: null });
    },
  );
}

/** The conversation in which it goes on; null at the end, or where it cannot go on. */
async function takeStep(context: ActionContext, id: string, signal: AbortSignal): Promise<string | null> {
  const { turns, chat } = context.get().project;
  const conversation = chat.conversations.find((one) => one.id === id);
  if (conversation === undefined) return null;
  const step = nextStep({ turns }, conversation);
  switch (step.kind) {
    case 'write': {
      const candidateId = placeToWrite(context, step);
      await writeCandidates(context, step.turn.id, candidateId);
      if (!isAnswered(context, { turnId: step.turn.id, candidateId })) return null;
      // It goes on from the whole reply, not from the one that was cut.
      if (candidateId !== step.candidate.id)
        patchTurn(context, step.turn.id, (turn) => ({ ...turn, chosenId: candidateId }));
      return id;
    }
    case 'say':
      return say(context, conversation, step) ? id : null;
    case 'ask': {
      const path = pathTo(turns, step.leaf.id);
      const played = await playUser({ ...step, path }, alignmentDeps(context, signal));
      signal.throwIfAborted();
      if (!played.ok) {
        const { raw, why } = played.error;
        showProblem(context, { kind: 'unreadable', raw, why });
        return null;
      }
      const { message, done } = played.value;
      if (message !== '' && !say(context, conversation, { ...step, text: message })) return null;
      if (done) patchReplay(context, id, { end: 'said' });
      return id;
    }
    case 'over':
      return withOther(context, conversation);
    case 'left':
      return null;
  }
}

/** The other of two bots is told what the first was told. */
function withOther(context: ActionContext, conversation: Conversation): string | null {
  const { turns, chat } = context.get().project;
  const { replay } = conversation;
  if (replay?.other === undefined || besideOf({ turns, chat }, conversation) !== null) return null;
  const { id, name } = replay.user;
  const messages = messagesOf(pathTo(turns, conversation.leafId));
  const added = addReplay(context, {
    user: { kind: 'fixed', id, name, messages },
    bot: replay.other,
    besideId: conversation.id,
  });
  // The author may be reading the first one, or something else.
  context.setProject((project) => ({ ...project, chat: { ...project.chat, currentId: chat.currentId } }));
  return added;
}

interface ToSay {
  readonly leaf: Turn;
  readonly reply: Candidate;
  readonly text: string;
}

function say(context: ActionContext, { id, replay }: Conversation, { leaf, reply, text }: ToSay): boolean {
  if (replay === undefined) return false;
  const message = { conversationId: id, text, repliesTo: reply.id };
  const said = addTurn(context, { message, parentId: leaf.id }, answering(context, replay.bot));
  if (said === null) return false;
  patchTurn(context, leaf.id, (turn) => ({ ...turn, chosenId: reply.id }));
  return true;
}

function answering({ get }: ActionContext, bot: ReplayBot): Answering {
  const document = documentOf(documentAt(stateOf(get().project), bot.revisionId), bot);
  return { document, revisionId: bot.revisionId, model: bot.model, candidates: 1 };
}

/** Words that were cut stay beside those that are written now: nothing that was said is lost. */
function placeToWrite(
  context: ActionContext,
  { turn, candidate }: { readonly turn: Turn; readonly candidate: Candidate },
) {
  if (candidateText(candidate.state) === '') return candidate.id;
  const beside = waiting(context.deps.newId());
  patchTurn(context, turn.id, (one) => ({ ...one, candidates: [...one.candidates, beside] }));
  return beside.id;
}

function isAnswered(
  { get }: ActionContext,
  { turnId, candidateId }: { readonly turnId: string; readonly candidateId: string },
) {
  const written = get().project.turns.find(({ id }) => id === turnId);
  return written?.candidates.find(({ id }) => id === candidateId)?.state.status === 'answered';
}

/** Of the replay in this conversation. */
export function patchReplay({ setProject }: ActionContext, id: string, change: Partial<Replay>): void {
  setProject(({ chat, ...project }) => ({
    ...project,
    chat: {
      ...chat,
      conversations: chat.conversations.map((one) =>
        one.id === id && one.replay !== undefined ? { ...one, replay: { ...one.replay, ...change } } : one,
      ),
    },
  }));
}

function showProblem({ get, setAlign }: ActionContext, problem: Problem): void {
  const { replay } = get().align;
  if (replay !== null) setAlign({ replay: { status: 'failed', conversationId: replay.conversationId, problem } });
}

/** `Prices`, then `Prices (2)`: the first that is not taken. */
function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken);
  let free = name;
  for (let n = 2; used.has(free); n += 1) free = `${name} (${n})`;
  return free;
}
