import type { ModelErrorData } from '../../../core/model/model-error';
import { localDayTime } from '../time/local-time';

/** A lasting failure in the few words that the header has room for; `now` in milliseconds. */
export function failureSay({ kind, until }: ModelErrorData, now: number): string {
  switch (kind) {
    case 'bad-key':
      return 'key refused';
    case 'no-key':
      return 'needs a key';
    case 'rate-limited-day':
      return until === undefined ? 'quota spent' : `quota spent until ${untilWords(until, now)}`;
    case 'rate-limited-minute':
      return 'rate limit reached';
    case 'no-credit':
      return 'no credit left';
    case 'unsupported-region':
      return 'not available in your region';
    case 'unknown-model':
      return 'unknown model';
    case 'unknown-format':
      return 'unexpected response format';
    case 'unreachable':
      return 'cannot be reached';
    case 'device':
      return 'GPU failed';
    default:
      return 'not available';
  }
}

/** `09:00` of the same day, else `22 Nov, 09:00`. */
function untilWords(until: string, now: number): string {
  const [day = '', time = ''] = localDayTime(until).split(', ');
  return localDayTime(new Date(now).toISOString()).startsWith(`${day},`) ? time : `${day}, ${time}`;
}
