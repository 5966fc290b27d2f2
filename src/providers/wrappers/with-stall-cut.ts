import { cuttable } from '../../core/model/abort';
import type { ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { Clock } from './clock';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';

export interface StallPolicy {
  /** How long a model may be silent before the first word of its answer; every sign of life begins it anew. */
  readonly firstWordMs: number;
  /** How long it may be silent once it writes. */
  readonly betweenEventsMs: number;
}

/**
 * A model that thinks hard may say nothing for minutes, and a server at home says nothing while it fetches a model from its disk, answers
 * who came before, and reads a long prompt without a GPU. Cut too soon, either begins anew at each retry, is paid for again and never
 * comes to an end. The limit is there for connections that are lost without a word.
 */
const firstWordMs = 15 * 60_000;

/** `silenceSeconds`: once it writes. */
export function stallPolicy(silenceSeconds = 60): StallPolicy {
  return { firstWordMs, betweenEventsMs: silenceSeconds * 1000 };
}

/**
 * Cuts a try that has gone silent: aborts it and throws ModelError `unavailable`, code `STALLED`. Time in which nobody pulls
 * does not count. An abort ends the stream at once, even when the model below is slow to notice.
 */
export function withStallCut<R extends PricedRequest>(
  model: PolicedModel<R>,
  { policy, clock }: { readonly policy: StallPolicy; readonly clock: Clock },
): PolicedModel<R> {
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    const line = cuttable(signal);
    const events = model.stream(request, line.signal)[Symbol.asyncIterator]();
    const watchdog = watch({ clock, signal, tickMs: Math.min(policy.firstWordMs, policy.betweenEventsMs) });
    let limitMs = policy.firstWordMs;
    let text = '';
    let ended = false;
    let isWhole = false;
    try {
      while (true) {
        const next = await watchdog.race(events.next(), limitMs);
        if (next === 'stalled') throw stalled(limitMs, text);
        if (next.done === true) {
          ended = true;
          return;
        }
        text = textAfter(text, next.value);
        if (text !== '') limitMs = policy.betweenEventsMs;
        isWhole = next.value.type === 'done';
        yield next.value;
      }
    } finally {
      watchdog.stop();
      line.release();
      if (!ended) {
        // Of a whole answer there is no rest, and an abort is dear.
        if (!isWhole) line.cut(new DOMException('The stream is no longer read.', 'AbortError'));
        // Not awaited: a stalled stream may never answer.
        void Promise.resolve(events.return?.()).catch(() => {});
      }
    }
  });
}

interface Watchdog {
  /** What `next` gives, or `stalled` after `limitMs`; rejects when the call is aborted. */
  race<T>(next: Promise<T>, limitMs: number): Promise<T | 'stalled'>;
  stop(): void;
}

/** One timer at a time for the whole stream, and not one for each event: a fast stream has thousands. */
function watch({
  clock,
  signal,
  tickMs,
}: {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The timer wakes at least this often, so that a deadline that moved nearer is not missed. */
  readonly tickMs: number;
}): Watchdog {
  const over = new AbortController();
  let deadline: number | undefined;
  let guarding = false;
  let onStall: () => void = () => {};
  let onAbort: () => void = () => {};
  const forwardAbort = () => onAbort();
  signal.addEventListener('abort', forwardAbort, { once: true });

  async function guard(): Promise<void> {
    guarding = true;
    while (deadline !== undefined && deadline > clock.now()) {
      await clock.sleep(Math.min(deadline - clock.now(), tickMs), over.signal);
    }
    guarding = false;
    if (deadline !== undefined) onStall();
  }

  return {
    async race(next, limitMs) {
      deadline = clock.now() + limitMs;
      const interrupted = new Promise<'stalled'>((resolve, reject) => {
        onStall = () => resolve('stalled');
        onAbort = () => reject(signal.reason);
      });
      if (!guarding) void guard().catch(() => {});
      try {
        return await Promise.race([next, interrupted]);
      } finally {
        deadline = undefined;
      }
    },
    stop() {
      signal.removeEventListener('abort', forwardAbort);
      over.abort(noLongerWatched);
    },
  };
}

/** Made once: an error of its own for each call, with the trace that it takes, is dear. */
const noLongerWatched = new DOMException('The stream is over.', 'AbortError');

function textAfter(text: string, event: ModelEvent): string {
  switch (event.type) {
    case 'text':
      return text + event.text;
    case 'restart':
      return '';
    case 'wait':
    case 'done':
      return text;
  }
}

function stalled(silentMs: number, partialText: string): ModelError {
  return new ModelError({
    kind: 'unavailable',
    code: 'STALLED',
    message: `The model sent nothing for ${Math.round(silentMs / 1000)} seconds, so the call was cut. Run it again, or choose another model.`,
    partialText,
  });
}
