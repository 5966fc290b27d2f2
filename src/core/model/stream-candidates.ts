import { createAsyncQueue } from '../async-queue';
import { cuttable } from './abort';
import type { LanguageModel, ModelEvent } from './language-model';
import { ModelError, type ModelErrorData } from './model-error';
import type { ModelRequest } from './model-request';
import { type SamplingSettings, settingRanges } from './sampling-settings';

export interface CandidateEvent {
  /** From 0. */
  readonly candidate: number;
  readonly event: ModelEvent | { readonly type: 'failed'; readonly error: ModelErrorData };
}

/**
 * Asks for `settings.candidates` answers (default 1) to one request, a call each and all at once, and hands on their events as they
 * come. Candidates differ in `candidate`, counted on from the request's, and so in their seed where one is set. A candidate
 * ends with `done` or `failed`; one that fails leaves the others alone. Nothing is sent before the first pull; leaving the loop early
 * aborts all calls; an abort throws the signal's reason at once.
 */
export async function* streamCandidates(
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<CandidateEvent, void, undefined> {
  signal.throwIfAborted();
  const count = candidateCount(request.settings);
  const line = cuttable(signal);
  let running = count;
  const arrived = createAsyncQueue<CandidateEvent>();

  try {
    for (let candidate = 0; candidate < count; candidate += 1) {
      // Never rejects: what goes wrong comes as an event.
      void forward(model.stream(candidateRequest(request, candidate), line.signal), (event) =>
        arrived.push({ candidate, event }),
      );
    }
    for await (const next of arrived.items(signal)) {
      // Before it is handed on: who has the last answer may read no further.
      if (next.event.type === 'done' || next.event.type === 'failed') running -= 1;
      yield next;
      if (running === 0) return;
    }
  } finally {
    line.release();
    // Where all are whole there is nothing to abort.
    if (running > 0) line.cut(new Error('No one waits for these candidates any more.'));
  }
}

/** Pulls a stream to its end; ends with one `done` or `failed`, and ignores what comes after. */
async function forward(
  stream: AsyncIterable<ModelEvent>,
  put: (event: CandidateEvent['event']) => void,
): Promise<void> {
  try {
    for await (const event of stream) {
      put(event);
      if (event.type === 'done') return;
    }
    put({ type: 'failed', error: internalError('the model ended its answer without a last event', 'NO_DONE') });
  } catch (error) {
    put({ type: 'failed', error: error instanceof ModelError ? error.data : internalErrorOf(error) });
  }
}

function candidateRequest(request: ModelRequest, candidate: number): ModelRequest {
  const { candidates: _, ...rest } = request.settings;
  // One candidate of several that is asked for again keeps its place, and so its seed.
  const place = (request.candidate ?? 0) + candidate;
  const settings: SamplingSettings = rest.seed === undefined ? rest : { ...rest, seed: seedOf(rest.seed, place) };
  return { ...request, settings, candidate: place };
}

function seedOf(seed: number, candidate: number): number {
  return (seed + candidate) % (settingRanges.seed.max + 1);
}

function candidateCount({ candidates = 1 }: SamplingSettings): number {
  if (!Number.isInteger(candidates) || candidates < 1) {
    throw new RangeError(`The number of candidates is a whole number from 1, not ${candidates}.`);
  }
  return candidates;
}

function internalErrorOf(error: unknown): ModelErrorData {
  return internalError(
    error instanceof Error ? error.message : String(error),
    error instanceof Error ? error.name : 'UNKNOWN',
  );
}

function internalError(what: string, code: string): ModelErrorData {
  return {
    kind: 'internal',
    code,
    message: `The call failed inside the studio: ${what}. Run it again.`,
    partialText: '',
  };
}
