import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { practiceEmbeddingModel } from './embedding-model';

const never = new AbortController().signal;
const embed = (texts: readonly string[]) => practiceEmbeddingModel().embed(texts, never);

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) throw new Error('Expected a vector per text.');
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

describe('The practice embedding model', () => {
  it('puts texts that share words closer together than texts that do not', async () => {
    const [refund, again, crash] = await embed([
      'Please refund the second charge on my invoice.',
      'My invoice shows two charges, so I want one refunded.',
      'The window freezes whenever a board is opened.',
    ]);
    expect(cosine(refund, again)).toBeGreaterThan(cosine(refund, crash) + 0.2);
  });

  it('tells the same words in another order apart', async () => {
    const [one, other] = await embed(['dog bites man', 'man bites dog']);
    expect(cosine(one, other)).toBeGreaterThan(0.5);
    expect(cosine(one, other)).toBeLessThan(0.99);
  });

  it('gives a vector of 256 numbers and length 1 for every text, always the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 4 }), async (texts) => {
        const vectors = await embed(texts);
        expect(vectors.map(({ length }) => length)).toEqual(texts.map(() => 256));
        for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
        expect(await embed(texts)).toEqual(vectors);
      }),
    );
  });

  it('gives an empty text a vector of its own', async () => {
    const [empty, words] = await embed(['', 'A few words.']);
    expect(cosine(empty, words)).toBeLessThan(0.9);
  });

  it('rejects with the reason of a signal that is aborted', async () => {
    const reason = new Error('not wanted any more');
    await expect(practiceEmbeddingModel().embed(['x'], AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
