import { failureOf, notThere } from './failures';
import { expectedLanguages, promptApiOf } from './prompt-api';

/**
 * Has the browser download its model. Call it straight from a press of a button: without one the browser refuses. `onProgress` gets 0
 * to 1, when there is something to download. Ends when the model is there; throws a ModelError, or the signal's reason. After an abort
 * the browser may go on by itself.
 */
export async function prepareBrowserModel(
  scope: object,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: number) => void },
): Promise<void> {
  signal.throwIfAborted();
  const api = promptApiOf(scope);
  if (api === undefined) throw notThere('absent');
  try {
    const session = await api.create({
      ...expectedLanguages,
      signal,
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) => {
          const { loaded } = event as ProgressEvent; // so says the Prompt API
          onProgress(loaded);
        }),
    });
    session.destroy();
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, 'create');
  }
}
