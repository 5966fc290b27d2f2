import * as z from 'zod/mini';
import { modelRefSchema } from '../model/model-ref-schema';
import { labelerWorkSchema } from './labeler-schema';
import { playgroundWorkSchema } from './playground-schema';
import {
  finishSchema,
  instantSchema,
  modelErrorSchema,
  samplingSchema,
  usageSchema,
  valuesSchema,
} from './schema-parts';
import { tuningWorkSchema } from './tuning-schema';

/**
 * The shape of a project, for storage and files: as in `project.ts`, which a type-level test proves. It checks shape alone. What
 * makes a project whole (unique ids, a history that leads to the prompt) is `project-integrity.ts`, so that one wrong value in
 * storage does not make a whole project unreadable.
 */
const text = z.string();
const count = z.number();

const feedbackKind = z.enum(['kudos', 'critique', 'rewrite']);

const feedback = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kudos'), text, quote: z.exactOptional(text) }),
  z.strictObject({ kind: z.literal('critique'), text, quote: z.exactOptional(text) }),
  z.strictObject({ kind: z.literal('rewrite'), text }),
]);

const runFields = { id: text, n: count, candidateId: text, candidate: count };

const feedbackSourceFields = {
  by: z.literal('feedback'),
  at: instantSchema,
  was: z.exactOptional(text),
  feedback,
  run: z.strictObject(runFields),
  response: text,
  model: modelRefSchema,
  verbatim: z.exactOptional(z.literal(true)),
};

const feedbackSource = z.strictObject({
  ...feedbackSourceFields,
  run: z.strictObject({ ...runFields, turn: z.exactOptional(count) }),
  reason: z.exactOptional(text),
  speaker: z.exactOptional(z.literal('end-user')),
});
const authorSource = z.strictObject({ by: z.literal('author'), at: instantSchema, was: z.exactOptional(text) });
const importSource = z.strictObject({ by: z.literal('import'), at: instantSchema, from: text });

export const sourceSchema = z.discriminatedUnion('by', [authorSource, feedbackSource, importSource]);

/** As prompt files have it. */
export const plainSourceSchema = z.discriminatedUnion('by', [
  authorSource,
  z.strictObject(feedbackSourceFields),
  importSource,
]);

const when = z.exactOptional(z.strictObject({ scope: z.enum(['turn', 'conversation']), trigger: text }));

const principleFields = { id: text, text, status: z.enum(['on', 'off', 'folded']) };

export const principleSchema = z.strictObject({ ...principleFields, when, sources: z.array(sourceSchema) });

/** As prompt files have it, which are for whoever uses the prompt: its own words say when it holds. */
export const plainPrincipleSchema = z.strictObject({ ...principleFields, sources: z.array(plainSourceSchema) });

const foldLayer = z.strictObject({ before: text, after: text, principleIds: z.array(text) });
const fold = z.nullable(z.strictObject({ original: text, result: text, layers: z.exactOptional(z.array(foldLayer)) }));

export const promptDocumentSchema = z.strictObject({ preamble: text, fold, principles: z.array(principleSchema) });

const reason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('edit-prompt') }),
  z.strictObject({ kind: z.literal('add-principle'), n: count }),
  z.strictObject({ kind: z.literal('edit-principle'), n: count }),
  z.strictObject({ kind: z.literal('delete-principles'), numbers: z.array(count) }),
  z.strictObject({ kind: z.literal('turn-principles'), to: z.enum(['on', 'off']), numbers: z.array(count) }),
  z.strictObject({ kind: z.literal('move-principle'), from: count, to: count }),
  z.strictObject({
    kind: z.literal('mutation'),
    change: z.enum(['add', 'edit', 'delete']),
    n: count,
    feedback: feedbackKind,
    run: count,
    turn: z.exactOptional(count),
  }),
  z.strictObject({
    kind: z.literal('update-prompt'),
    feedback: feedbackKind,
    run: count,
    turn: z.exactOptional(count),
  }),
  z.strictObject({ kind: z.literal('merge'), numbers: z.array(count) }),
  z.strictObject({ kind: z.literal('fold'), count }),
  z.strictObject({ kind: z.literal('unfold'), numbers: z.array(count) }),
  z.strictObject({ kind: z.literal('restore-original') }),
  z.strictObject({ kind: z.literal('restore'), of: z.nullable(text) }),
  z.strictObject({ kind: z.literal('import'), from: text }),
]);

const patch = z.strictObject({
  preamble: z.exactOptional(z.strictObject({ before: text, after: text })),
  fold: z.exactOptional(z.strictObject({ before: fold, after: fold })),
  principles: z.exactOptional(
    z.strictObject({ at: count, before: z.array(principleSchema), after: z.array(principleSchema) }),
  ),
});

export const revisionSchema = z.strictObject({
  id: text,
  parent: z.nullable(text),
  at: instantSchema,
  reason,
  patch,
});

export const historySchema = z.strictObject({
  base: promptDocumentSchema,
  revisions: z.array(revisionSchema),
  head: z.nullable(text),
});

const tokenLogprob = z.strictObject({
  token: text,
  logprob: count,
  alternatives: z.array(z.strictObject({ token: text, logprob: count })),
});

const citation = z.strictObject({
  uri: z.exactOptional(text),
  title: z.exactOptional(text),
  license: z.exactOptional(text),
});

const candidateState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('waiting') }),
  z.strictObject({ status: z.literal('streaming'), text }),
  z.strictObject({
    status: z.literal('answered'),
    text,
    finish: finishSchema,
    usage: usageSchema,
    tookMs: count,
    tokens: z.exactOptional(z.array(tokenLogprob)),
    citations: z.exactOptional(z.array(citation)),
  }),
  z.strictObject({ status: z.literal('failed'), error: modelErrorSchema }),
  z.strictObject({ status: z.literal('cancelled'), text }),
  z.strictObject({ status: z.literal('interrupted'), text }),
]);

const verdict = z.enum(['followed', 'not-followed', 'does-not-apply', 'unsure']);

const givenVerdict = z.strictObject({
  principleId: text,
  wording: text,
  judge: text,
  verdict,
  answers: z.array(z.strictObject({ question: text, answer: z.enum(['yes', 'no', 'unsure']), quote: text })),
  overruled: z.exactOptional(verdict),
});

const candidate = z.strictObject({
  verdicts: z.exactOptional(z.array(givenVerdict)),
  rewriteOf: z.exactOptional(text),
  id: text,
  state: candidateState,
  feedback: z.array(
    z.strictObject({ kind: feedbackKind, at: instantSchema, became: z.nullable(text), text: z.exactOptional(text) }),
  ),
});

const turnInput = z.strictObject({
  values: valuesSchema,
  inputSetId: z.exactOptional(text),
  prompt: text,
  message: z.nullable(
    z.strictObject({
      conversationId: text,
      text,
      repliesTo: z.nullable(text),
      isCue: z.exactOptional(z.literal(true)),
    }),
  ),
  leftOut: z.exactOptional(count),
});

export const turnSchema = z.strictObject({
  id: text,
  n: count,
  at: instantSchema,
  parentId: z.nullable(text),
  revisionId: z.nullable(text),
  input: turnInput,
  model: modelRefSchema,
  settings: samplingSchema,
  candidates: z.array(candidate),
  chosenId: z.nullable(text),
});

const inputSet = z.strictObject({ id: text, name: text, values: valuesSchema });

const inputsSchema = z.strictObject({
  values: valuesSchema,
  sets: z.array(inputSet),
  doubledBraces: z.exactOptional(z.enum(['variables', 'text'])),
});

const mutation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), text, when }),
  z.strictObject({ kind: z.literal('edit'), id: text, text, when }),
  z.strictObject({ kind: z.literal('delete'), id: text }),
]);

const wording = z.strictObject({ id: text, text });

const review = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mutation'),
    mutation,
    source: feedbackSource,
    targetText: z.exactOptional(text),
  }),
  z.strictObject({
    kind: z.literal('fold'),
    before: text,
    after: text,
    principleIds: z.array(text),
    principleTexts: z.exactOptional(z.array(text)),
    edit: z.exactOptional(z.strictObject({ id: text, text })),
    startedFrom: text,
    model: modelRefSchema,
  }),
  z.strictObject({
    kind: z.literal('unfold'),
    before: text,
    after: text,
    principleId: text,
    edit: z.exactOptional(text),
  }),
  z.strictObject({ kind: z.literal('update-prompt'), before: text, after: text, source: feedbackSource }),
  z.strictObject({ kind: z.literal('merge'), older: wording, newer: wording, text, when, model: modelRefSchema }),
]);

const draftsSchema = z.strictObject({
  newPrinciple: text,
  principleEdit: z.nullable(
    z.strictObject({ id: text, text, scope: z.exactOptional(z.enum(['always', 'turn', 'conversation'])) }),
  ),
  feedback: z.nullable(
    z.strictObject({
      turnId: text,
      candidateId: text,
      kind: feedbackKind,
      quote: text,
      applyAs: z.enum(['principle', 'prompt']),
    }),
  ),
  feedbackTexts: valuesSchema,
  review: z.nullable(review),
});

const userScript = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), id: text, name: text, messages: z.array(text) }),
  z.strictObject({ kind: z.literal('played'), id: text, name: text, who: text, wants: text, turns: count }),
]);

const replayBot = z.strictObject({ revisionId: z.nullable(text), principles: z.boolean(), model: modelRefSchema });

const replay = z.strictObject({
  user: userScript,
  bot: replayBot,
  other: z.exactOptional(replayBot),
  besideId: z.exactOptional(text),
  end: z.exactOptional(z.enum(['said', 'left'])),
});

const chatSchema = z.strictObject({
  botName: text,
  opening: z.strictObject({ by: z.enum(['bot', 'text']), text }),
  speaker: z.enum(['designer', 'end-user']),
  conversations: z.array(
    z.strictObject({ id: text, name: text, at: instantSchema, leafId: text, replay: z.exactOptional(replay) }),
  ),
  currentId: z.nullable(text),
  branchNames: valuesSchema,
  messages: valuesSchema,
  scripts: z.exactOptional(
    z.strictObject({ openings: z.array(z.strictObject({ id: text, text })), users: z.array(userScript) }),
  ),
  contradictions: z.exactOptional(z.array(z.strictObject({ one: wording, other: wording, why: text }))),
  retry: z.exactOptional(
    z.strictObject({
      principleId: text,
      before: z.strictObject({ turnId: text, candidateId: text }),
      leafId: text,
      turnId: text,
    }),
  ),
});

const caseVerdict = z.strictObject({
  judge: text,
  verdict: z.enum(['passes', 'fails', 'unsure', 'unreadable']),
  reason: text,
});

const caseResult = z.strictObject({
  key: text,
  samples: z.array(
    z.strictObject({
      n: count,
      answer: z.union([z.strictObject({ text }), z.strictObject({ failure: text })]),
      verdicts: z.array(caseVerdict),
    }),
  ),
  overruled: z.exactOptional(z.strictObject({ passes: z.boolean() })),
  isTrial: z.exactOptional(z.literal(true)),
});

const regressionSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: text,
      at: instantSchema,
      from: z.strictObject({ turnId: text, candidateId: text, n: count, feedbackAt: instantSchema }),
      input: z.strictObject({
        values: valuesSchema,
        conversation: z.exactOptional(z.array(z.strictObject({ role: z.enum(['user', 'model']), text }))),
      }),
      response: text,
      kind: feedbackKind,
      reason: text,
      question: text,
      results: z.array(caseResult),
    }),
  ),
  samples: count,
  runsAfterChange: z.boolean(),
});

const adherenceSchema = z.strictObject({
  checks: z.array(z.strictObject({ wording: text, applies: text, questions: z.array(text) })),
  checksReplies: z.boolean(),
});

/** The parts of a project without its turns, history and labeler, as fields: storage keeps those in records of their own. */
export const projectFields = {
  name: text,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  prompt: promptDocumentSchema,
  inputs: inputsSchema,
  sampling: samplingSchema,
  mode: z.enum(['single', 'chat']),
  chat: chatSchema,
  currentTurnId: z.nullable(text),
  drafts: draftsSchema,
  regression: regressionSchema,
  adherence: adherenceSchema,
  tuning: z.nullable(tuningWorkSchema),
  playground: z.nullable(playgroundWorkSchema),
  keptPairs: z.array(z.strictObject({ one: wording, other: wording })),
};

export const projectSchema = z.strictObject({
  id: text,
  ...projectFields,
  history: historySchema,
  turns: z.array(turnSchema),
  labeler: z.nullable(labelerWorkSchema),
});
