import { describe, expect, it } from 'vitest';
import type { ScoredText } from '../model/scoring-model';
import { decidingToken } from './deciding-token';
import { placesByRank, ranksOf } from './ranks';

describe('ranks', () => {
  it('begin at 1 for the greatest; equal values share the better one, and a row without a value has none', () => {
    expect(ranksOf([-3, -1, null, -1, -9])).toEqual([3, 1, null, 1, 4]);
  });

  it('order rows, those without one last', () => {
    expect(placesByRank([3, 1, null, 1, 4])).toEqual([1, 3, 0, 4, 2]);
  });
});

describe('of two completions', () => {
  it('the token decides that speaks most for the winner, and may do so alone', () => {
    const one = scored([' a', -0.2], [' cat', -3], ['.', -0.1]);
    const other = scored([' a', -0.2], [' dog', -0.5], ['!', -2]);
    expect(decidingToken(one, other)).toMatchObject({
      winner: 'second',
      differsAt: 1,
      decidedAt: 1,
      decidesAlone: true,
    });
    expect(decidingToken(one, other).difference).toBeCloseTo(0.6, 12);
    expect(decidingToken(one, other).share).toBeCloseTo(2.5, 12);
  });

  it('the longer one pays for every token that it has on top', () => {
    const one = scored([' yes', -1]);
    const other = scored([' yes', -1], [' sir', -2]);
    expect(decidingToken(one, other)).toMatchObject({ winner: 'first', differsAt: 1, decidedAt: 1, difference: 2 });
  });

  it('neither wins where both are as probable', () => {
    const one = scored([' a', -1]);
    expect(decidingToken(one, one)).toMatchObject({ winner: 'neither', differsAt: null, decidedAt: null });
  });
});

function scored(...tokens: readonly (readonly [token: string, logprob: number])[]): ScoredText {
  return {
    tokens: tokens.map(([token, logprob]) => ({ token, logprob, likeliest: [] })),
    countedOfPrompt: '',
    from: 'prompt',
    usage: { inputTokens: 1, outputTokens: 0, thoughtTokens: 0, estimated: false },
  };
}
