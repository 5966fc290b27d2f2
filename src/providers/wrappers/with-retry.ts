import type { ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { type Clock, fromInstant, type Random, toInstant } from './clock';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';

export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly tries: number;
  /**
   * Tries in all when the service cannot be reached. Fewer, because a page cannot tell a blip from a device that is offline or
   * a service that refuses pages (CORS): one repeat heals the blip, and the person learns of the rest within a second.
   */
  readonly triesUnreachable: number;
  /** Tries in all when the service goes silent. Each of them cost minutes: one repeat heals a connection that was lost. */
  readonly triesStalled: number;
  /** Before the second try the wait is random up to this, and twice as much each time after, up to `capMs`. */
  readonly baseMs: number;
  readonly capMs: number;
  /** Added at random to an instant that the service named, so that not everybody comes back in the same moment. */
  readonly untilJitterMs: number;
  /** When the service asks for more than this, it is for the person to decide, and the call fails. */
  readonly longestWaitMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  tries: 6,
  triesUnreachable: 2,
  triesStalled: 2,
  baseMs: 500,
  capMs: 32_000,
  untilJitterMs: 1_000,
  longestWaitMs: 300_000,
};

/**
 * Repeats a call that failed in a way that can pass: rate-limited by the minute, unavailable, unreachable. Every try counts,
 * whatever comes of it. Before a repeat there is a `wait` event, and a `restart` when text had come. Its `attempt` is the number
 * of the try that is waited for, from 1; waits that come from below are given theirs. After a refusal for rate it is the limiter
 * below that holds the next try, as it holds every other call.
 */
export function withRetry<R extends PricedRequest>(model: PolicedModel<R>, deps: RetryDeps): PolicedModel<R> {
  const { clock } = deps;
  return streaming(model, async function* (request, signal) {
    let unreachable = 0;
    let stalled = 0;
    let lastCode: string | undefined;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      let textCame = false;
      let wait: PlannedWait;
      try {
        for await (const event of model.stream(request, signal)) {
          textCame ||= event.type === 'text';
          yield numbered(event, { attempt, lastCode });
        }
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ModelError)) throw error;
        if (error.kind === 'unreachable') unreachable += 1;
        if (error.data.code === 'STALLED') stalled += 1;
        wait = planWait(error, { attempt, unreachable, stalled, deps });
        lastCode = wait.code;
      }
      // A refusal for rate holds all calls, and so this one: the limiter below says until when.
      if (wait.reason === 'retry') {
        const until = toInstant(clock.now() + wait.ms);
        yield { type: 'wait', reason: wait.reason, until, attempt: attempt + 1, code: wait.code };
        await clock.sleep(wait.ms, signal);
      }
      if (textCame) yield { type: 'restart' };
    }
  });
}

interface RetryDeps {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly random: Random;
}

interface PlannedWait {
  readonly reason: 'rate-limit' | 'retry';
  readonly ms: number;
  readonly code: string;
}

interface Tried {
  readonly attempt: number;
  /** How many of the tries ended so. */
  readonly unreachable: number;
  readonly stalled: number;
  readonly deps: RetryDeps;
}

/** How to go on after a failed try; throws when there is no going on. */
function planWait(error: ModelError, { attempt, unreachable, stalled, deps }: Tried): PlannedWait {
  const { policy } = deps;
  if (!canPass(error)) throw error;
  const ms = waitMs(error, attempt, deps);
  if (ms > policy.longestWaitMs) throw error;
  const spent = attempt >= policy.tries || unreachable >= policy.triesUnreachable || stalled >= policy.triesStalled;
  if (spent) throw afterTries(error, attempt);
  return { reason: error.kind === 'rate-limited-minute' ? 'rate-limit' : 'retry', ms, code: error.data.code };
}

/** What is unavailable may pass or not: a page that is no answer of the service, for one, will be the same next time. */
const passing = /^(?:408|5(?!01|05)\d\d|STREAM_CUT|STALLED)\b/;

function canPass(error: ModelError): boolean {
  if (error.kind === 'unavailable') return passing.test(error.data.code);
  return error.kind === 'rate-limited-minute' || error.kind === 'unreachable';
}

/** Exponential with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), and never before the service's own instant. */
function waitMs(error: ModelError, attempt: number, { policy, clock, random }: RetryDeps): number {
  const backoff = random() * Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  const until = fromInstant(error.data.until);
  if (until === undefined) return backoff;
  return Math.max(backoff, until - clock.now() + random() * policy.untilJitterMs);
}

/** A wait from below, as the one of this try: with its number, and with what the try before it failed with. */
function numbered(
  event: ModelEvent,
  { attempt, lastCode }: { readonly attempt: number; readonly lastCode: string | undefined },
): ModelEvent {
  if (event.type !== 'wait') return event;
  return { ...event, attempt, code: event.reason === 'rate-limit' ? (lastCode ?? event.code) : event.code };
}

function afterTries(error: ModelError, tries: number): ModelError {
  return new ModelError({ ...error.data, message: `${error.data.message} Tried ${tries} times.` }, { cause: error });
}
