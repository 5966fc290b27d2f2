import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoredText, ScoredToken } from '../model/scoring-model';
import { scoredFigures } from './scored-figures';

interface Cases {
  readonly model: { readonly vocabulary: readonly string[]; readonly counts: Readonly<Record<string, unknown>> };
  readonly cases: readonly {
    readonly prompt: string;
    readonly expected: string;
    readonly log_probability: number;
    readonly log_perplexity: number;
    readonly log_perplexity_per_token: number;
    readonly log_perplexity_per_character: number;
    readonly correct_greedy: boolean;
    readonly token_count: number;
    readonly character_count: number;
    readonly completion: string;
  }[];
}
const fixture: Cases = JSON.parse(
  readFileSync(resolve(import.meta.dirname, 'fixtures/evaluate-bigram-cases.json'), 'utf8'),
);

/** By the table of the fixture, with ranks in which a tie counts as the better one. */
function bigramScores(prompt: string, expected: string): ScoredText {
  const { vocabulary } = fixture.model;
  const cut = (text: string) => vocabulary.filter((token) => text.startsWith(token)).at(-1) ?? '';
  const tokens: ScoredToken[] = [];
  let last = prompt === '' ? '<s>' : prompt;
  for (let rest = expected; rest !== ''; ) {
    const token = cut(rest);
    const row = Object.entries(fixture.model.counts[last] as Record<string, number>);
    const sum = row.reduce((total, [, count]) => total + count, 0);
    const likeliest = row
      .map(([next, count]) => ({ token: next, logprob: Math.log(count / sum) }))
      .sort(
        (one, other) => other.logprob - one.logprob || vocabulary.indexOf(one.token) - vocabulary.indexOf(other.token),
      );
    const { logprob } = likeliest.find((one) => one.token === token) ?? { logprob: Number.NEGATIVE_INFINITY };
    const rank = 1 + likeliest.filter((one) => one.logprob > logprob).length;
    tokens.push({ token, logprob, rank, likeliest });
    last = token;
    rest = rest.slice(token.length);
  }
  return scored(tokens);
}

describe('the figures of a scored text', () => {
  it.each(fixture.cases)(
    'are those of the bigram table: “$prompt” and “$expected”',
    ({ prompt, expected, ...figures }) => {
      const found = scoredFigures(bigramScores(prompt, expected), expected);
      expect(found.logprob).toBeCloseTo(figures.log_probability, 12);
      expect(found.logPerplexity).toBeCloseTo(figures.log_perplexity, 12);
      expect(found.perToken).toBeCloseTo(figures.log_perplexity_per_token, 12);
      expect(found.perCharacter).toBeCloseTo(figures.log_perplexity_per_character, 12);
      expect(found).toMatchObject({
        greedy: figures.correct_greedy,
        tokens: figures.token_count,
        characters: figures.character_count,
        argmaxCompletion: figures.completion,
      });
    },
  );

  it('log-perplexity is never negative', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ max: 1e-9, noNaN: true }), { minLength: 1, maxLength: 5 }), (logprobs) => {
        const { logPerplexity, logprob } = scoredFigures(scored(logprobs.map((one) => token({ logprob: one }))), 'a');
        expect(logPerplexity).toBeGreaterThanOrEqual(0);
        expect(Object.is(logPerplexity, -0) || Object.is(logprob, -0)).toBe(false);
        expect(logprob + logPerplexity).toBe(0);
        expect(Number.isFinite(logprob)).toBe(true);
      }),
    );
  });

  it('count code points and bytes of UTF-8: “ well.” has 6, and an emoji is one character of four bytes', () => {
    expect(scoredFigures(scored([token({ token: ' well.' })]), ' well.')).toMatchObject({ characters: 6, bytes: 6 });
    expect(scoredFigures(scored([token({ token: '👩‍🚒é' })]), '👩‍🚒é')).toMatchObject({ characters: 4, bytes: 13 });
    expect(scoredFigures(scored([token({ token: '👍' })]), '👍')).toMatchObject({ characters: 1, bytes: 4 });
    expect(scoredFigures(scored([token({ token: '\ud800' })]), '\ud800')).toMatchObject({ characters: 1, bytes: 3 });
  });

  it('say bits per byte, which compares tokenizers', () => {
    const { bitsPerByte } = scoredFigures(scored([token({ logprob: -8 * Math.LN2 })]), 'abcd');
    expect(bitsPerByte).toBeCloseTo(2, 12);
  });

  it('count what belongs to the completion of the end of the prompt', () => {
    const text = { ...scored([token({ token: ' a' })]), countedOfPrompt: ' ' };
    expect(scoredFigures(text, 'a').characters).toBe(2);
  });

  it('leave out a first token that has no probability', () => {
    const text: ScoredText = { ...scored([token({ token: ' cat' })]), from: 'second-token' };
    expect(scoredFigures(text, 'The cat')).toMatchObject({ characters: 4, tokens: 1 });
  });

  it('compare with the likeliest where no rank is told', () => {
    const top = [{ token: 'a', logprob: -0.5 }];
    const tokens = [token({ logprob: -0.5, likeliest: top }), token({ logprob: -0.7, likeliest: top })];
    expect(scoredFigures(scored(tokens), 'ab')).toMatchObject({ greedy: false, greedyTokens: 1 });
  });
});

function token(given: Partial<ScoredToken>): ScoredToken {
  return { token: 'a', logprob: -1, likeliest: [], ...given };
}

function scored(tokens: readonly ScoredToken[]): ScoredText {
  const usage = { inputTokens: 1, outputTokens: 0, thoughtTokens: 0, estimated: false };
  return { tokens, countedOfPrompt: '', from: 'prompt', usage };
}
