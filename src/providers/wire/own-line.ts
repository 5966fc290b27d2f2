import { cuttable } from '../../core/model/abort';
import type { ModelEvent } from '../../core/model/language-model';

/**
 * A transfer on a line of its own, which is cut when the signal is aborted, and when nobody reads on: a service that is not told goes on
 * working. An abort is dear, and a transfer that has come to its end needs none.
 */
export async function* onOwnLine(
  signal: AbortSignal,
  transfer: (line: AbortSignal) => AsyncIterable<ModelEvent>,
): AsyncGenerator<ModelEvent> {
  const line = cuttable(signal);
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
    line.release();
    if (!isOver) line.cut(new DOMException('The transfer is no longer read.', 'AbortError'));
  }
}
