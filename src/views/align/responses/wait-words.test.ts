import { describe, expect, it } from 'vitest';
import { waitWords } from './wait-words';

describe('waitWords', () => {
  it('says which try a rate limit holds up, and the code it came with', () => {
    const words = waitWords({ reason: 'rate-limit', attempt: 2, code: '429' });
    expect(words.why).toMatch(/^Rate limited/);
    expect(words.detail).toBe('attempt 2, after 429');
  });

  it('says nothing of tries to a call that waits for its turn', () => {
    expect(waitWords({ reason: 'queue', attempt: 1, code: 'QUEUED' }).detail).toBe('');
  });

  it('tells a failed try from a rate limit', () => {
    const words = waitWords({ reason: 'retry', attempt: 3, code: '503' });
    expect(words.why).toBe('The last attempt failed.');
    expect(words.detail).toBe('attempt 3, after 503');
  });
});
