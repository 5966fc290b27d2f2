import { describe, expect, it } from 'vitest';
import { budgetWords, totalsWords } from './session-words';

describe('totalsWords', () => {
  it('counts calls and tokens', () => {
    expect(totalsWords({ calls: 1, tokens: 3400 })).toBe('1 call, 3,400 tokens');
    expect(totalsWords({ calls: 2, tokens: 3400, estimated: true })).toBe('2 calls, about 3,400 tokens');
  });
});

describe('budgetWords', () => {
  it('says what is left of each limit', () => {
    expect(budgetWords({ calls: 3, tokens: 900 }, { calls: 20, tokens: 10_000 })).toBe(
      '17 of 20 calls, 9,100 of 10,000 tokens left',
    );
    expect(budgetWords({ calls: 3, tokens: 900 }, { calls: 20, tokens: null })).toBe('17 of 20 calls left');
  });
  it('says so when there is none', () => {
    expect(budgetWords({ calls: 3, tokens: 900 }, { calls: null, tokens: null })).toBe('No limit');
  });
  it('never has less than nothing left', () => {
    expect(budgetWords({ calls: 3, tokens: 900 }, { calls: null, tokens: 800 })).toBe('0 of 800 tokens left');
  });
});
