import { describe, expect, it } from 'vitest';
import { userPrompt } from '../../../core/model/model-prompt';
import type { ScoredText, ScoreRequest } from '../../../core/model/scoring-model';
import { createBigram } from './bigram';
import { practiceTable } from './bigram-table';
import fixture from './fixtures/evaluate-bigram-cases.json';
import { bigramScoringModel } from './scoring-model';

/** One of its rows is a remark. */
const counts = Object.fromEntries(
  Object.entries(fixture.model.counts).flatMap(([last, row]) => (typeof row === 'string' ? [] : [[last, row]])),
);
const byHand = createBigram({ vocabulary: fixture.model.vocabulary, counts });
const signal = new AbortController().signal;

function score(
  prompt: string,
  expected: string,
  given: Partial<ScoreRequest> = {},
  bigram = byHand,
): Promise<ScoredText> {
  const request = { prompt: userPrompt(prompt), as: 'continuation', expected, alternatives: 5, ...given } as const;
  return bigramScoringModel(bigram).score(request, signal);
}

describe('Scores of a bigram table', () => {
  it.each(fixture.cases)('are those computed by hand of “$prompt” and “$expected”', async (of) => {
    const { tokens, from } = await score(of.prompt, of.expected);

    expect(tokens).toHaveLength(of.token_count);
    for (const [place, { logprob }] of tokens.entries()) {
      expect(Math.abs(logprob - (of.token_log_probabilities[place] ?? Number.NaN))).toBeLessThanOrEqual(1e-12);
    }
    const sum = tokens.reduce((total, { logprob }) => total + logprob, 0);
    expect(Math.abs(sum - of.log_probability)).toBeLessThanOrEqual(1e-12);
    expect(tokens.every(({ rank }) => rank === 1)).toBe(of.correct_greedy);
    expect(tokens.map(({ likeliest }) => likeliest[0]?.token).join('')).toBe(of.completion);
    expect(from).toBe(of.prompt === '' ? 'begin-token' : 'prompt');
  });

  it('are uniform over everything but the begin token after one that was never followed', async () => {
    const { tokens } = await score('.', ' cat');

    expect(tokens[0]?.logprob).toBeCloseTo(-Math.log(5), 12);
    expect(tokens[0]?.likeliest.map(({ token }) => token)).not.toContain('<s>');
  });

  it('are minus infinity for what never follows', async () => {
    expect((await score(' the', ' a')).tokens[0]?.logprob).toBe(Number.NEGATIVE_INFINITY);
  });

  it('count the white space at the end of the prompt', async () => {
    const practice = createBigram(await practiceTable());
    const { tokens, countedOfPrompt } = await score('The ', 'cat', {}, practice);

    expect(countedOfPrompt).toBe(' ');
    expect(tokens.map(({ token }) => token)).toEqual([' cat']);
  });

  it('go on behind system and turns where the text is a reply', async () => {
    const practice = createBigram(await practiceTable());
    const asked = { as: 'reply', prompt: userPrompt('The', 'Be kind.') } as const;
    const { tokens } = await score('', ' cat', asked, practice);

    expect(tokens[0]?.logprob).toBe((await score('The', ' cat', {}, practice)).tokens[0]?.logprob);
  });

  it('refuse an empty completion, a text without tokens, an image and what is over the context', async () => {
    const practice = createBigram(await practiceTable());
    const image = { type: 'image', mimeType: 'image/png', data: '' } as const;

    await expect(score(' a', '')).rejects.toMatchObject({ kind: 'bad-request', data: { code: 'NO_COMPLETION' } });
    await expect(score(' a', ' horse')).rejects.toMatchObject({ data: { code: 'NO_TOKEN' } });
    const withImage = { prompt: { turns: [{ role: 'user', parts: [image] }] } } as const;
    await expect(score('', ' a', withImage)).rejects.toMatchObject({ data: { code: 'NO_IMAGES' } });
    await expect(score('x'.repeat(1_000_000), ' a', {}, practice)).rejects.toThrow(/1000002 tokens.*32768/);
  });
});
