import { describe, expect, it } from 'vitest';
import { faultKindWords, faultWords } from './fault-words';

const message = 'The reply was blocked.';

describe('the faults of a run', () => {
  it('are counted over all kinds', () => {
    const faults = [
      { kind: 'prompt-blocked', count: 2, message },
      { kind: 'empty', count: 1, message },
    ];
    expect(faultWords(faults)).toBe('3 calls gave no answer');
  });

  it('are nothing to speak of when there are none', () => {
    expect(faultWords([])).toBeNull();
  });

  it('say in words what went wrong', () => {
    expect(faultKindWords({ kind: 'prompt-blocked', count: 1 })).toBe('1 was blocked before an answer');
    expect(faultKindWords({ kind: 'empty', count: 1200 })).toBe('1,200 were empty');
    expect(faultKindWords({ kind: 'unreadable-reply', count: 3 })).toBe('3 could not be read');
  });

  it('name a kind that has no words by its code', () => {
    expect(faultKindWords({ kind: 'odd', count: 2 })).toBe('2 failed (odd)');
  });
});
