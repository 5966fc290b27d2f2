import { describe, expect, it } from 'vitest';
import { completionCapabilitiesOf } from '../../../core/model/completion-capabilities-of';
import { practiceModel } from '../../../core/model/model-ref';
import { poolings, type VectorRequest } from '../../../core/model/vector-model';
import { practiceTable } from './bigram-table';
import { bigramVectorModel, longestText } from './vector-model';

const model = bigramVectorModel(await practiceTable());
const texts = (...inputs: readonly string[]) => inputs.map((text) => ({ type: 'text', text }) as const);
const vectorsOf = (request: VectorRequest) => model.vectors(request, new AbortController().signal);

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) throw new Error('A vector is missing.');
  return a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
}

describe('Vectors of the practice token model', () => {
  it('are the same for a text of one token, however they are pooled', async () => {
    const made = await Promise.all(poolings.map((pooling) => vectorsOf({ inputs: texts(' cat'), pooling })));

    for (const { vectors } of made) expect(vectors).toEqual(made[0]?.vectors);
  });

  it('pool tokens by mean, greatest, last, or farthest from 0', async () => {
    const [the, cat, ...pooled] = await Promise.all([
      vectorsOf({ inputs: texts(' the') }),
      vectorsOf({ inputs: texts(' cat') }),
      ...poolings.map((pooling) => vectorsOf({ inputs: texts(' the cat'), pooling })),
    ]);
    const at = (place: number) => pooled.map(({ vectors }) => vectors[0]?.[place] ?? Number.NaN);
    for (const place of [0, 100, 255]) {
      const [a = 0, b = 0] = [the.vectors[0]?.[place], cat.vectors[0]?.[place]];
      const expected = [(a + b) / 2, Math.max(a, b), b, Math.abs(b) > Math.abs(a) ? b : a].map(Math.fround);
      expect(at(place)).toEqual(expected);
    }
  });

  it('are nearer for words of like neighbours', async () => {
    const { vectors } = await vectorsOf({ inputs: texts(' cat', ' dog', ' because') });

    expect(cosine(vectors[0], vectors[1])).toBeGreaterThan(cosine(vectors[0], vectors[2]) + 0.1);
  });

  it('tell how much of a long text was not read', async () => {
    const { cut, inputTokens } = await vectorsOf({ inputs: texts('.', '.'.repeat(longestText + 3)) });

    expect(cut).toEqual({ 1: { tokens: 3, limit: longestText } });
    expect(inputTokens).toBe(longestText + 1);
    expect(completionCapabilitiesOf(practiceModel).vectors.longestText).toBe(longestText);
  });

  it('refuse an empty text, an image, a task type and other dimensions', async () => {
    const image = { type: 'image', mimeType: 'image/png', data: '' } as const;

    await expect(vectorsOf({ inputs: texts('a', '') })).rejects.toThrow(/Text 2 is empty/);
    await expect(vectorsOf({ inputs: [image] })).rejects.toMatchObject({ kind: 'bad-request' });
    await expect(vectorsOf({ inputs: texts('a'), taskType: 'CLUSTERING' })).rejects.toThrow(/task types/);
    await expect(vectorsOf({ inputs: texts('a'), dimensions: 128 })).rejects.toThrow(/256.*not 128/);
  });
});
