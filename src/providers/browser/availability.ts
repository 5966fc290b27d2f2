import type { SetTimer } from '../../core/effects';
import type { BrowserModelAvailability } from '../../core/model/browser-model';
import { expectedLanguages, promptApiOf } from './prompt-api';

/** A browser whose model service does not come up never answers. */
export const availabilityTimeoutMs = 5_000;

/** Never throws and never hangs: what fails to answer is `unavailable`. `scope` is the window. */
export async function browserModelAvailability(
  scope: object,
  { setTimer }: { readonly setTimer: SetTimer },
): Promise<BrowserModelAvailability> {
  const api = promptApiOf(scope);
  if (api === undefined) return 'absent';
  return new Promise((resolve) => {
    const cancel = setTimer(availabilityTimeoutMs, () => resolve('unavailable'));
    const settle = (answer: BrowserModelAvailability) => {
      cancel();
      resolve(answer);
    };
    // In a function of its own, since a browser may throw where it ought to reject.
    const ask = async () => api.availability(expectedLanguages);
    ask().then(
      (answer) => settle(known(answer)),
      () => settle('unavailable'),
    );
  });
}

/** A word that is new to us is none that we could go on with. */
function known(answer: unknown): BrowserModelAvailability {
  return answer === 'available' || answer === 'downloadable' || answer === 'downloading' ? answer : 'unavailable';
}
