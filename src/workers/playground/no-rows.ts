import { ModelError } from '../../core/model/model-error';

/** Of a run that has kept nothing on this device. */
export function noRows(what: 'scored' | 'embedded'): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'NO_ROWS',
    message: `Expected rows that this run has ${what}, found none on this device: it has ${what} none yet, or its project comes from another device. Let it go on, or run it again.`,
  });
}
