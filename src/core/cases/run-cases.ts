import { ask } from '../alignment/ask';
import { createAsyncQueue } from '../async-queue';
import { type CallBudget, createCallBudget } from '../calls/budget';
import { failingGate } from '../calls/gate';
import type { CallLimits } from '../calls/limits';
import type { ModelSource } from '../calls/paid-calls';
import { type CallQueue, createCallQueue } from '../calls/queue';
import { judgeCaseInstruction } from '../instructions/judge-case';
import type { LanguageModel } from '../model/language-model';
import { ModelError } from '../model/model-error';
import { type ModelRef, modelKey } from '../model/model-ref';
import type { ModelRequest } from '../model/model-request';
import { outsideRules, type Reply } from '../model/reply';
import { streamCandidates } from '../model/stream-candidates';
import type { Case, CaseAnswer, CaseVerdict } from './case';
import { judgeSubject, type PlannedSample } from './plan';
import { answerId, knownVerdict, type SamplePlace } from './remembered';

/** What came of a run of cases, as it comes: whoever keeps it at once pays for nothing twice. */
export type CaseEvent =
  | { readonly kind: 'answered'; readonly place: SamplePlace; readonly answer: CaseAnswer }
  | { readonly kind: 'judged'; readonly place: SamplePlace; readonly verdict: CaseVerdict };

interface RunDeps {
  readonly models: Pick<ModelSource, 'model'>;
  readonly model: ModelRef;
  readonly judge: ModelRef;
  /** How much the judge holds; null where nobody knows. */
  readonly judgeContext: number | null;
  readonly limits: CallLimits;
  /** The most calls; null: as many as it takes. */
  readonly callBudget: number | null;
  readonly signal: AbortSignal;
}

/**
 * Answers and judges side by side, within the limits. What fails for one answer is told with it; what would fail for all ends the run with
 * that ModelError, or BudgetSpent. Throws the signal's reason once it is aborted.
 */
export async function* runCases(planned: readonly PlannedSample[], deps: RunDeps): AsyncGenerator<CaseEvent> {
  const { gate, signal } = failingGate(deps.signal);
  const concurrency = deps.limits.parallelRequests;
  const queue = createCallQueue({ concurrency, gate, signal, onPaused: () => {}, onResumed: () => {} });
  const arrived = createAsyncQueue<CaseEvent>();
  const calls = { ...deps, signal, queue, budget: createCallBudget(deps.callBudget), shared: new Map() };
  const all = planned.map((sample) => through(sample, calls, (event) => arrived.push(event)));
  Promise.all(all).then(
    () => arrived.end(),
    (error: unknown) => arrived.end({ error }),
  );
  yield* arrived.items(signal);
}

interface Calls extends RunDeps {
  readonly queue: CallQueue;
  readonly budget: CallBudget;
  /** Equal calls that are under way: two cases can be about the same input, two answers the same words. */
  readonly shared: Map<string, Promise<unknown>>;
}

async function through(sample: PlannedSample, calls: Calls, tell: (event: CaseEvent) => void): Promise<void> {
  const { place } = sample;
  const answer: CaseAnswer =
    sample.answer === null
      ? await once(calls, `answer/${answerId(place)}`, () => answered(sample.request, calls))
      : { text: sample.answer };
  tell({ kind: 'answered', place, answer });
  if ('failure' in answer) return;
  const known = knownVerdict(sample.case, answer.text, modelKey(calls.judge));
  const verdict =
    known ??
    (await once(calls, `verdict/${place.caseId}/${answer.text}`, () => judged(sample.case, answer.text, calls)));
  tell({ kind: 'judged', place, verdict });
}

function once<T>({ shared }: Calls, name: string, call: () => Promise<T>): Promise<T> {
  const underWay = shared.get(name) as Promise<T> | undefined; // each name begins with what its call gives
  if (underWay !== undefined) return underWay;
  const begun = call();
  shared.set(name, begun);
  return begun;
}

async function answered(request: ModelRequest, { models, model, queue, budget, signal }: Calls): Promise<CaseAnswer> {
  try {
    const call = () => replyOf(models.model(model), request, signal);
    const { text, finish } = await queue.run(call, { budget, urgency: 'now' });
    return finish.code === outsideRules
      ? { failure: 'The practice model has no rules for this prompt. Choose another prompt model.' }
      : { text };
  } catch (error) {
    return { failure: messageOf(error, signal) };
  }
}

async function replyOf(model: LanguageModel, request: ModelRequest, signal: AbortSignal): Promise<Reply> {
  for await (const { event } of streamCandidates(model, request, signal)) {
    if (event.type === 'done') return event.reply;
    if (event.type === 'failed') throw new ModelError(event.error);
  }
  throw new Error('Expected an answer or a failure, and the stream ended.');
}

async function judged(
  one: Case,
  response: string,
  { models, judge, judgeContext: contextTokens, queue, budget, signal }: Calls,
): Promise<CaseVerdict> {
  const by = modelKey(judge);
  try {
    const deps = { model: models.model(judge), signal, contextTokens };
    const call = () => ask(judgeCaseInstruction, judgeSubject(one, response), deps);
    const reply = await queue.run(call, { budget, urgency: 'now' });
    if (reply.ok) return { judge: by, ...reply.value };
    return { judge: by, verdict: 'unreadable', reason: `The judge’s answer could not be read. ${reply.error.why}` };
  } catch (error) {
    return { judge: by, verdict: 'unreadable', reason: messageOf(error, signal) };
  }
}

/** Of what concerns one call alone; whatever else was thrown is thrown on. */
function messageOf(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  if (error instanceof ModelError) return error.message;
  throw error;
}
