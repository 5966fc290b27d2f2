import type { Fault } from '../../../core/calls/spent';
import type { ModelErrorKind } from '../../../core/model/model-error';
import { counted, whole } from '../../shared/counted';

/** `14 calls gave no answer`; null when all did. */
export function faultWords(faults: readonly Fault[]): string | null {
  const count = faults.reduce((sum, fault) => sum + fault.count, 0);
  return count === 0 ? null : `${counted(count, 'call')} gave no answer`;
}

/** `5 were blocked before an answer`, `1 was empty`: one kind of fault. */
export function faultKindWords({ kind, count }: Pick<Fault, 'kind' | 'count'>): string {
  if (!isKnown(kind)) return `${whole(count)} failed (${kind})`;
  const verb = count === 1 ? 'was' : 'were';
  return `${whole(count)} ${kinds[kind].replace(/^were\b/, verb)}`;
}

type Kind = ModelErrorKind | 'unreadable-reply';

/** After a number of calls. */
const kinds: Readonly<Record<Kind, string>> = {
  'prompt-blocked': 'were blocked before an answer',
  'answer-blocked': 'were blocked at the answer',
  empty: 'were empty',
  'token-limit': 'stopped at the token limit',
  unreadable: 'could not be read',
  'unreadable-reply': 'could not be read',
  unavailable: 'found the service busy',
  unreachable: 'did not reach the service',
  interrupted: 'were cut off',
  'rate-limited-minute': 'were over the limit of a minute',
  'rate-limited-day': 'were over the limit of the day',
  'no-credit': 'found no credit left',
  'unsupported-region': 'came from where the service is not offered',
  'unknown-format': 'came back in a form that is not known',
  'over-budget': 'were over the budget',
  'no-key': 'had no key',
  'bad-key': 'had a key that was refused',
  'unknown-model': 'asked for a model that is not there',
  'bad-request': 'were refused',
  'too-long': 'were too long for the model',
  'no-model': 'found no model on this device',
  device: 'failed on the GPU',
  private: 'would have left this device',
  internal: 'failed in the studio',
};

function isKnown(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}
