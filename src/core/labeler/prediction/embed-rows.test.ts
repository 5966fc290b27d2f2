import { describe, expect, it } from 'vitest';
import type { EmbeddingModel } from '../../model/embedding-model';
import { embedRows, textsPerEmbedding } from './embed-rows';

const { signal } = new AbortController();
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, fields: [{ name: 'text', text: `row ${index}` }] }));
const model = (vector: (text: string) => Float32Array): EmbeddingModel => ({
  ref: { provider: 'webllm', id: 'mine' },
  embed: async (texts) => {
    expect(texts.length).toBeLessThanOrEqual(textsPerEmbedding);
    return texts.map(vector);
  },
});
const numberIn = (text: string) => Number(/row (\d+)/.exec(text)?.[1]);

describe('the vectors of rows', () => {
  it('come in the order of the rows, over several requests', async () => {
    const embeddings = model((text) => Float32Array.of(numberIn(text)));
    const vectors = await embedRows(rows(250), { embeddings, truncateWords: 50, signal });
    expect(vectors.map(([first]) => first)).toEqual(rows(250).map((_, index) => index));
  });

  it('are refused where some are of another length: another model had this id before', async () => {
    const embeddings = model((text) => new Float32Array(numberIn(text) < 2 ? 384 : 768));
    await expect(embedRows(rows(4), { embeddings, truncateWords: 50, signal })).rejects.toMatchObject({
      data: { message: expect.stringMatching(/“Local: mine”, got 384 and 768 numbers.*new id/) },
    });
  });
});
