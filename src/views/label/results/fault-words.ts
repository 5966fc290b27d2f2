import type { Fault } from '../../../core/labeler/labeler-run';
import { counted, whole } from './figures';

/** `14 calls gave no answer`; null when all did. */
export function faultWords(faults: readonly Fault[]): string | null {
  const count = faults.reduce((sum, fault) => sum + fault.count, 0);
  return count === 0 ? null : `${counted(count, 'call')} gave no answer`;
}

/** `5 were blocked`, `1 was empty`: one kind of fault. */
export function faultKindWords({ kind, count }: Pick<Fault, 'kind' | 'count'>): string {
  const words = kinds[kind];
  if (words === undefined) return `${whole(count)} failed (${kind})`;
  return `${whole(count)} ${typeof words === 'string' ? words : count === 1 ? words.one : words.many}`;
}

interface Words {
  readonly one: string;
  readonly many: string;
}

const kinds: Readonly<Record<string, string | Words>> = {
  blocked: { one: 'was blocked', many: 'were blocked' },
  empty: { one: 'was empty', many: 'were empty' },
  'token-limit': 'stopped at the token limit',
  unreadable: 'could not be read',
  'unreadable-reply': 'could not be read',
  unavailable: 'found the service unavailable',
  unreachable: 'did not reach the service',
  interrupted: { one: 'was cut off', many: 'were cut off' },
  'rate-limited-minute': { one: 'was over the limit of a minute', many: 'were over the limit of a minute' },
  'rate-limited-day': { one: 'was over the limit of the day', many: 'were over the limit of the day' },
};
