import type { ModelEvent } from '../../core/model/language-model';

/**
 * A transfer on a line of its own, which is cut when the signal is aborted, and when nobody reads on: a service that is not told goes on
 * working. An abort is dear, and a transfer that has come to its end needs none.
 */
export async function* onOwnLine(
  signal: AbortSignal,
  transfer: (line: AbortSignal) => AsyncIterable<ModelEvent>,
): AsyncGenerator<ModelEvent> {
  const line = new AbortController();
  const hangUp = () => line.abort(signal.reason);
  signal.addEventListener('abort', hangUp, { once: true });
  let isOver = false;
  try {
    for await (const event of transfer(line.signal)) {
      isOver = event.type === 'done';
      yield event;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    signal.removeEventListener('abort', hangUp);
    if (!isOver) line.abort();
  }
}
