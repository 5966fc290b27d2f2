import fc from 'fast-check';
import type { Case, Regression } from '../core/cases/case';
import type { Feedback } from '../core/constitution/feedback';
import type { Principle, Source } from '../core/constitution/principle';
import { withConversationsOf } from '../core/conversation/branches';
import type { Candidate, CandidateState } from '../core/conversation/candidate';
import type { Chat } from '../core/conversation/chat';
import type { Replay, ReplayBot } from '../core/conversation/replay';
import type { Scripts, UserScript } from '../core/conversation/scripts';
import type { Turn } from '../core/conversation/turn';
import type { ModelRef } from '../core/model/model-ref';
import type { Citation } from '../core/model/reply';
import type { Drafts, InputSet, Project } from '../core/project/project';
import { commit, redo, startHistory, undo, type Versioned } from '../core/prompt/history';
import type { PromptDocument } from '../core/prompt/prompt-document';
import { arbitraryLabeler } from './arbitrary-labeler';
import { arbitraryPlayground } from './arbitrary-playground';
import { arbitraryTuning } from './arbitrary-tuning';

/** Any project that the app can make: unique ids, a history that leads to the prompt, settings within their ranges. */
export function arbitraryProject(): fc.Arbitrary<Project> {
  return fc
    .record({
      name: text,
      createdAt: instant,
      updatedAt: instant,
      versioned: versioned(),
      inputs: fc.record({ values, sets: fc.array(inputSet, { maxLength: 3 }).map(numbered('set')) }),
      sampling,
      mode: fc.constantFrom('single', 'chat'),
      turns: fc.array(fc.tuple(turn, saying), { maxLength: 6 }).map(linked),
      chat,
      replay,
      drafts,
      regression,
      adherence: fc.record({
        checks: fc.array(fc.record({ wording: text, applies: text, questions: fc.array(text, { maxLength: 4 }) }), {
          maxLength: 2,
        }),
        checksReplies: fc.boolean(),
      }),
      keptPairs: fc.array(fc.record({ one: fc.record({ id: text, text }), other: fc.record({ id: text, text }) }), {
        maxLength: 2,
      }),
      labeler: fc.option(arbitraryLabeler),
      tuning: fc.option(arbitraryTuning),
      playground: fc.option(arbitraryPlayground),
    })
    .map(({ versioned: { document, history }, turns, chat, replay, ...rest }) => ({
      id: 'project',
      ...rest,
      prompt: document,
      history,
      turns,
      chat: withReplay(withConversationsOf(chat, turns), replay),
      currentTurnId: turns.at(-1)?.id ?? null,
    }))
    .map((project) => structuredClone(project)); // fast-check makes some objects without a prototype
}

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 10 }));
const words = text.filter((value) => value.trim() !== '').map((value) => value.trim());
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const count = fc.nat({ max: 5000 });
const variable = fc.oneof(
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/),
  fc.constantFrom('__proto__', 'constructor', 'name', 'id', '1', '10', '2'),
);
const values = fc
  .array(fc.tuple(variable, text), { maxLength: 4 })
  .map((entries): Readonly<Record<string, string>> => Object.fromEntries(entries));
const model: fc.Arbitrary<ModelRef> = fc.oneof(
  fc.constant({ provider: 'practice' } as const),
  text.map((id) => ({ provider: 'gemini', id }) as const),
);
const sampling = fc.record(
  {
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topK: fc.integer({ min: 1, max: 1000 }),
    stopSequences: fc.array(words, { maxLength: 3 }),
    presencePenalty: fc.double({ min: -2, max: 2, noNaN: true }).map((penalty) => penalty + 0), // JSON has no -0
    seed: fc.integer({ min: 0, max: 2_147_483_647 }),
  },
  { requiredKeys: [] },
);
const feedback: fc.Arbitrary<Feedback> = fc.oneof(
  fc.record({ kind: fc.constantFrom('kudos', 'critique'), text, quote: text }, { requiredKeys: ['kind', 'text'] }),
  fc.record({ kind: fc.constant('rewrite' as const), text }),
);
const feedbackSource: fc.Arbitrary<Extract<Source, { readonly by: 'feedback' }>> = fc.record(
  {
    by: fc.constant('feedback' as const),
    at: instant,
    was: text,
    feedback,
    run: fc.record({ id: text, n: count, candidateId: text, candidate: count }),
    response: text,
    model,
    reason: text,
    speaker: fc.constant('end-user' as const),
  },
  { requiredKeys: ['by', 'at', 'feedback', 'run', 'response', 'model'] },
);
const source: fc.Arbitrary<Source> = fc.oneof(
  fc.record({ by: fc.constant('author' as const), at: instant, was: text }, { requiredKeys: ['by', 'at'] }),
  feedbackSource,
  fc.record({ by: fc.constant('import' as const), at: instant, from: text }),
);
const principle: fc.Arbitrary<Principle> = fc.record(
  {
    id: fc.constant(''),
    text: words,
    status: fc.constantFrom('on', 'off', 'folded'),
    when: fc.record({ scope: fc.constantFrom('turn' as const, 'conversation' as const), trigger: words }),
    sources: fc.array(source, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['id', 'text', 'status', 'sources'] },
);
const document: fc.Arbitrary<PromptDocument> = fc.record({
  preamble: text,
  fold: fc.option(fc.record({ original: text, result: text })),
  principles: fc.array(principle, { maxLength: 3 }).map(numbered('principle')),
});
const inputSet: fc.Arbitrary<InputSet> = fc.record({ id: fc.constant(''), name: text, values });

const citation: fc.Arbitrary<Citation> = fc.record({ uri: text, title: text, license: text }, { requiredKeys: [] });
const state: fc.Arbitrary<CandidateState> = fc.oneof(
  fc.record(
    {
      status: fc.constant('answered' as const),
      text,
      finish: fc.record({ kind: fc.constantFrom('stop' as const, 'length' as const, 'other' as const), code: text }),
      usage: fc.record({ inputTokens: count, outputTokens: count, thoughtTokens: count, estimated: fc.boolean() }),
      tookMs: count,
      citations: fc.array(citation, { maxLength: 2 }),
    },
    { requiredKeys: ['status', 'text', 'finish', 'usage', 'tookMs'] },
  ),
  fc.record({
    status: fc.constant('failed' as const),
    error: fc.record({
      kind: fc.constantFrom('empty' as const, 'unreachable' as const),
      code: text,
      message: text,
      partialText: text,
    }),
  }),
  fc.record({ status: fc.constantFrom('cancelled' as const, 'interrupted' as const), text }),
);
const verdict = fc.constantFrom(
  'followed' as const,
  'not-followed' as const,
  'does-not-apply' as const,
  'unsure' as const,
);
const givenVerdict = fc.record(
  {
    principleId: text,
    wording: text,
    judge: text,
    verdict,
    answers: fc.array(
      fc.record({
        question: text,
        answer: fc.constantFrom('yes' as const, 'no' as const, 'unsure' as const),
        quote: text,
      }),
      { maxLength: 2 },
    ),
    overruled: verdict,
  },
  { requiredKeys: ['principleId', 'wording', 'judge', 'verdict', 'answers'] },
);
const candidate: fc.Arbitrary<Candidate> = fc.record(
  {
    id: fc.constant(''),
    verdicts: fc.array(givenVerdict, { maxLength: 2 }),
    rewriteOf: text,
    state,
    feedback: fc.array(
      fc.record(
        { kind: fc.constantFrom('kudos', 'critique', 'rewrite'), at: instant, became: fc.option(text), text },
        { requiredKeys: ['kind', 'at', 'became'] },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['id', 'state', 'feedback'] },
);
const turn: fc.Arbitrary<Turn> = fc.record({
  id: fc.constant(''),
  n: fc.constant(0),
  at: instant,
  parentId: fc.constant(null),
  revisionId: fc.constant(null),
  input: fc.record(
    { values, inputSetId: text, prompt: text, message: fc.constant(null) },
    { requiredKeys: ['values', 'prompt', 'message'] },
  ),
  model,
  settings: sampling,
  candidates: fc.array(candidate, { minLength: 1, maxLength: 3 }),
  chosenId: fc.constantFrom(null, 'first'),
});
interface Saying {
  readonly conversation: string;
  readonly text: string;
  readonly back: number;
}

/** What was said in which conversation, and how far back lies what it goes on from; null for a prompt by itself. */
const saying: fc.Arbitrary<Saying | null> = fc.option(
  fc.record({ conversation: fc.constantFrom('a', 'b'), text, back: fc.nat({ max: 3 }) }),
  {
    freq: 1,
  },
);
const drafts: fc.Arbitrary<Drafts> = fc.record({
  newPrinciple: text,
  principleEdit: fc.option(fc.record({ id: text, text })),
  feedback: fc.constant(null),
  feedbackTexts: values,
  review: fc.option(
    fc.record({ kind: fc.constant('update-prompt' as const), before: text, after: text, source: feedbackSource }),
  ),
});

const user: fc.Arbitrary<UserScript> = fc.oneof(
  fc.record({
    kind: fc.constant('fixed' as const),
    id: fc.constant(''),
    name: words,
    messages: fc.array(words, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('played' as const),
    id: fc.constant(''),
    name: words,
    who: words,
    wants: words,
    turns: fc.integer({ min: 1, max: 20 }),
  }),
);
const scripts: fc.Arbitrary<Scripts> = fc.record({
  openings: fc.array(fc.record({ id: fc.constant(''), text: words }), { maxLength: 2 }).map(numbered('opening')),
  users: fc.array(user, { maxLength: 2 }).map(numbered('user')),
});

const chat: fc.Arbitrary<Chat> = fc.record(
  {
    botName: text,
    opening: fc.record({ by: fc.constantFrom('bot', 'text'), text }),
    speaker: fc.constantFrom('designer', 'end-user'),
    conversations: fc.constant([]),
    currentId: fc.constant(null),
    branchNames: values,
    messages: values,
    scripts,
    retry: fc.record({
      principleId: text,
      before: fc.record({ turnId: text, candidateId: text }),
      leafId: text,
      turnId: text,
    }),
  },
  {
    requiredKeys: ['botName', 'opening', 'speaker', 'conversations', 'currentId', 'branchNames', 'messages'],
  },
);

const caseResult: fc.Arbitrary<Case['results'][number]> = fc.record(
  {
    key: text,
    samples: fc.array(
      fc.record({
        n: fc.nat({ max: 4 }),
        answer: fc.oneof(fc.record({ text }), fc.record({ failure: text })),
        verdicts: fc.array(
          fc.record({
            judge: text,
            verdict: fc.constantFrom('passes', 'fails', 'unsure', 'unreadable'),
            reason: text,
          }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2 },
    ),
    overruled: fc.record({ passes: fc.boolean() }),
    isTrial: fc.constant(true as const),
  },
  { requiredKeys: ['key', 'samples'] },
);

const regression: fc.Arbitrary<Regression> = fc.record({
  cases: fc
    .array(
      fc.record({
        id: text,
        at: instant,
        from: fc.record({ turnId: text, candidateId: text, n: count, feedbackAt: instant }),
        input: fc.record(
          {
            values,
            conversation: fc.array(fc.record({ role: fc.constantFrom('user', 'model'), text }), { maxLength: 3 }),
          },
          { requiredKeys: ['values'] },
        ),
        response: text,
        kind: fc.constantFrom('kudos', 'critique', 'rewrite'),
        reason: text,
        question: text,
        results: fc.array(caseResult, { maxLength: 2 }),
      }),
      { maxLength: 2 },
    )
    .map(numbered('case')),
  samples: fc.integer({ min: 1, max: 5 }),
  runsAfterChange: fc.boolean(),
});

const bot: fc.Arbitrary<ReplayBot> = fc.record({ revisionId: fc.constant(null), principles: fc.boolean(), model });
const replay: fc.Arbitrary<Replay | null> = fc.option(
  fc.record(
    { user, bot, other: bot, besideId: text, end: fc.constantFrom('said' as const, 'left' as const) },
    { requiredKeys: ['user', 'bot'] },
  ),
);

/** The last conversation is one that a script is said in. */
function withReplay(chat: Chat, replay: Replay | null): Chat {
  const last = chat.conversations.at(-1);
  if (last === undefined || replay === null) return chat;
  return { ...chat, conversations: chat.conversations.with(-1, { ...last, replay }) };
}

/** Commits, undoes and redoes: a tree with a head anywhere in it. */
function versioned(): fc.Arbitrary<Versioned> {
  const step = fc.oneof(fc.record({ document, at: instant }), fc.constantFrom('undo' as const, 'redo' as const));
  return fc.tuple(document, fc.array(step, { maxLength: 6 })).map(([base, steps]) =>
    steps.reduce<Versioned>(
      (current, next, index) => {
        if (next === 'undo') return undo(current) ?? current;
        if (next === 'redo') return redo(current) ?? current;
        const about = { id: `revision-${index}`, at: next.at, reason: { kind: 'edit-prompt' } as const };
        return commit(current, next.document, about);
      },
      { document: base, history: startHistory(base) },
    ),
  );
}

function numbered<T>(prefix: string): (items: readonly T[]) => readonly T[] {
  return (items) => items.map((item, index) => ({ ...item, id: `${prefix}-${index}` }));
}

/** Prompts by themselves, and conversations: trees with forks. */
function linked(given: readonly (readonly [Turn, Saying | null])[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const [one, said] of given) {
    const turn = numberedTurn(one, turns.length);
    turns.push(said === null ? turn : inConversation(turn, said, turns));
  }
  return turns;
}

function numberedTurn(one: Turn, index: number): Turn {
  const id = `turn-${index}`;
  return {
    ...one,
    id,
    n: index + 1,
    candidates: numbered<Candidate>(`${id}-candidate`)(one.candidates),
    chosenId: one.chosenId === null ? null : `${id}-candidate-0`,
  };
}

function inConversation(
  turn: Turn,
  { conversation: conversationId, text, back }: Saying,
  before: readonly Turn[],
): Turn {
  const earlier = before.filter(({ input }) => input.message?.conversationId === conversationId);
  const parent = earlier.at(-1 - back) ?? earlier[0];
  const message = { conversationId, text, repliesTo: parent?.candidates.at(-1)?.id ?? null };
  return { ...turn, parentId: parent?.id ?? null, input: { ...turn.input, message } };
}
