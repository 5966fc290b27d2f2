import { describe, expect, it } from 'vitest';
import { readPageMessage, readWorkerMessage } from './messages';

describe('a message between page and service worker', () => {
  it.each([
    { type: 'state', version: 'v1', complete: true, engine: false, why: null },
    { type: 'failed', version: 'v1', why: 'No room.' },
    { type: 'took-over', version: 'v2' },
  ])('of the worker is read: $type', (message) => {
    expect(readWorkerMessage(message)).toEqual(message);
  });

  it.each([null, 'state', {}, { type: 'state' }, { type: 'failed', version: 'v1' }, { type: 'later', version: 'v1' }])(
    'that this version does not know is passed over: %j',
    (message) => {
      expect(readWorkerMessage(message)).toBeNull();
    },
  );

  it('of the page is read, and what is not ours is passed over', () => {
    expect(readPageMessage({ type: 'keep-engine' })).toEqual({ type: 'keep-engine' });
    expect(readPageMessage({ type: 'something' })).toBeNull();
    expect(readPageMessage(undefined)).toBeNull();
  });
});
