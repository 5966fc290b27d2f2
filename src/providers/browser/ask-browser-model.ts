import type { SetTimer } from '../../core/effects';
import type { BrowserQuestion } from '../../core/model/browser-model';
import { askSession } from './ask-session';
import { browserModelAvailability } from './availability';
import { failureOf, notThere } from './failures';
import { promptApiOf } from './prompt-api';

/**
 * The page's side: the answer of the browser's own model, which no worker has, in pieces. `scope` is the window; it is looked at anew for
 * each question, since a browser may have downloaded its model in the meantime. Throws ModelError, or what the browser throws once the
 * signal is aborted.
 */
export async function* askBrowserModel(
  question: BrowserQuestion,
  { scope, signal, setTimer }: { readonly scope: object; readonly signal: AbortSignal; readonly setTimer: SetTimer },
): AsyncGenerator<string> {
  try {
    const availability = await browserModelAvailability(scope, { setTimer });
    const api = promptApiOf(scope);
    if (availability !== 'available' || api === undefined) {
      throw notThere(availability === 'available' ? 'absent' : availability);
    }
    signal.throwIfAborted();
    yield* askSession(api, { question, signal });
  } catch (error) {
    throw signal.aborted ? error : failureOf(error);
  }
}
