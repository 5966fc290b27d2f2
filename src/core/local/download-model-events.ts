import { createAsyncQueue } from '../async-queue';
import { cuttable } from '../model/abort';

/**
 * Work that tells of itself while something else pulls the strings, as a stream of events. Ends when the work ends, with its error;
 * after an abort with the signal's reason. A reader that goes away stops the work, and the stream is closed when that has stopped.
 */
export async function* eventsOf<E extends object>(
  signal: AbortSignal,
  run: (work: { readonly emit: (event: E) => void; readonly signal: AbortSignal }) => Promise<void>,
): AsyncGenerator<E> {
  signal.throwIfAborted();
  const line = cuttable(signal);
  const events = createAsyncQueue<E>();
  const work = run({ emit: events.push, signal: line.signal }).then(
    () => events.end(),
    (error: unknown) => events.end({ error: signal.aborted ? signal.reason : error }),
  );
  try {
    // Without the signal: an abort ends the work first, and what that tells last is still told.
    yield* events.items();
  } finally {
    line.release();
    line.cut(new Error('Nobody listens any more.'));
    await work;
  }
}

const progressMs = 100;

/** Lets through at most ten a second. */
export function throttled<E>(emit: (event: E) => void, now: () => number): (event: E) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    const at = now();
    // A clock that was set back must not silence the rest.
    if (at >= last && at - last < progressMs) return;
    last = at;
    emit(event);
  };
}
