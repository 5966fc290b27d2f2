import type { ActionContext } from '../context';
import { stopped } from '../write-candidates';

/** Work of which one piece at a time is under way. A sample, a file or a row that is chosen later takes the place of the one before. */
export type WorkKey =
  | `label/read/${'training' | 'test' | 'rows'}`
  | `label/reason/${string}`
  | 'label/sample'
  | 'label/check'
  | 'label/train'
  | 'label/rescore'
  | 'label/effects'
  | 'label/classify'
  | 'label/job'
  | 'label/import-batch'
  | 'label/import-labeler';

/**
 * Does the work under a signal of its own; the one before of the same key is aborted. An abort is not an error: whoever pressed Stop,
 * chose something else or opened another project has decided what the screen shows then. Other errors are thrown on, unless the work
 * is not wanted any more.
 */
export async function doLatest(
  context: Pick<ActionContext, 'running'>,
  key: WorkKey,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  stopWork(context, key);
  const controller = new AbortController();
  context.running.set(key, controller);
  try {
    await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  } finally {
    if (context.running.get(key) === controller) context.running.delete(key);
  }
}

/** Whether there was anything to stop. */
export function stopWork({ running }: Pick<ActionContext, 'running'>, key: WorkKey): boolean {
  const controller = running.get(key);
  running.delete(key);
  controller?.abort(stopped());
  return controller !== undefined;
}
