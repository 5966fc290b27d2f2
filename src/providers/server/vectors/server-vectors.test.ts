import { afterEach, describe, expect, it } from 'vitest';
import { startOpenAiServer } from '../../../../e2e/loopback/openai/server.mjs';
import { llamaModel, startLlamaCpp } from '../../../../e2e/loopback/programs/llama-cpp.mjs';
import { ok, type ProgramServer } from '../../../../e2e/loopback/programs/serve-program.mjs';
import { begin, encode, vectorOf } from '../../../../e2e/loopback/programs/token-model.mjs';
import { startVllm, vllmModel } from '../../../../e2e/loopback/programs/vllm.mjs';
import { poolings, type VectorRequest } from '../../../core/model/vector-model';
import { createKnownPrograms } from '../program';
import { serverVectorModel } from './server-vector-model';

const open = new AbortController().signal;
let server: Pick<ProgramServer, 'url' | 'close'> & {
  readonly requests: readonly { readonly url: string; readonly call: string; readonly body: unknown }[];
};
afterEach(() => server.close());

function vectorsOf(id: string, texts: readonly string[], more: Partial<VectorRequest> = {}, embeddingModel = '') {
  return serverVectorModel({
    ref: { provider: 'server', id },
    programs: createKnownPrograms(),
    tokenVectors: new Map(),
    config: { address: server.url, key: '', embeddingModel, requestsPerMinute: 60, parallelRequests: 4 },
    fetch,
    now: () => 0,
  }).vectors({ inputs: texts.map((text) => ({ type: 'text', text })), ...more }, open);
}

const embedded = () => server.requests.filter(({ call }) => call === 'embed');

describe('vectors of vLLM', () => {
  it('come as the model gave them, with as many dimensions as were asked for', async () => {
    server = await startVllm();
    const { vectors, inputTokens } = await vectorsOf(vllmModel, [' cat', ' a dog'], { dimensions: 4 });
    expect(vectors).toEqual([
      Float32Array.from(vectorOf(encode(' cat')[0] ?? 0, 4)),
      Float32Array.from(vectorOf(encode(' dog')[0] ?? 0, 4)),
    ]);
    expect(inputTokens).toBe(3);
    expect(embedded()).toHaveLength(1);
  });

  it('are of the part of a text that the model reads, which is told', async () => {
    server = await startVllm();
    const { vectors, cut } = await vectorsOf(vllmModel, [' a', ' cat'.repeat(520)]);
    expect(vectors).toHaveLength(2);
    expect(cut).toEqual({ 1: { tokens: 521 - 512, limit: 512 } });
  });

  it('are not pooled by us, which is said', async () => {
    server = await startVllm();
    await expect(vectorsOf(vllmModel, [' a'], { pooling: 'max' })).rejects.toMatchObject({
      data: { code: 'UNSUPPORTED', message: expect.stringContaining('--pooling none') },
    });
  });
});

describe('vectors of llama.cpp', () => {
  it.each(poolings)('are those of its tokens, pooled by us: %s', async (pooling) => {
    server = await startLlamaCpp({ poolsNothing: true });
    const { vectors } = await vectorsOf(llamaModel, [' a cat'], { pooling });
    const rows = [begin, ...encode(' a cat')].map((id) => vectorOf(id, 8));
    const column = rows.map(([value = 0]) => value);
    const expected = {
      mean: column.reduce((sum, value) => sum + value, 0) / column.length,
      max: Math.max(...column),
      last: column.at(-1),
      'abs-max': column.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most)),
    };
    expect(vectors[0]?.[0]).toBeCloseTo(expected[pooling] ?? Number.NaN, 5);
    expect(embedded().map(({ url }) => url)).toEqual(['/embeddings', '/embeddings']);
  });

  it('come as the server pooled them, not normalised, and no pooling of ours is taken then', async () => {
    server = await startLlamaCpp();
    const { vectors } = await vectorsOf(llamaModel, [' a cat']);
    expect(embedded()[0]?.body).toMatchObject({ embd_normalize: -1 });
    expect(Math.hypot(...(vectors[0] ?? []))).not.toBeCloseTo(1, 2);
    await expect(vectorsOf(llamaModel, [' a cat'], { pooling: 'mean' })).rejects.toMatchObject({
      data: { code: 'UNSUPPORTED' },
    });
  });

  it('are of the part of a text that fits its batch, which is told', async () => {
    server = await startLlamaCpp();
    const { cut } = await vectorsOf(llamaModel, [' cat'.repeat(80)]);
    expect(cut).toEqual({ 0: { tokens: 81 - 64, limit: 64 } });
  });
});

describe('vectors of a server', () => {
  it('are asked of the embedding model of the settings, and come in the order of the texts', async () => {
    server = await startOpenAiServer();
    const { vectors } = await vectorsOf('gemma-3-4b-it', ['a spoon', 'a fork'], {}, 'nomic-embed-text');
    const alone = await vectorsOf('gemma-3-4b-it', ['a fork'], {}, 'nomic-embed-text');
    expect(vectors[1]).toEqual(alone.vectors[0]);
  });

  it.each([['an empty text', [' '], /Text 1 is empty/]])(
    'are refused for %s, and nothing is sent',
    async (_, texts, message) => {
      server = await startVllm();
      await expect(vectorsOf(vllmModel, texts)).rejects.toMatchObject({
        data: { message: expect.stringMatching(message) },
      });
      expect(server.requests).toEqual([]);
    },
  );

  it('are refused where a number is none', async () => {
    const vllm = await startVllm();
    server = vllm;
    vllm.respondWith(ok({ data: [{ index: 0, embedding: [1, null] }] }), { call: 'embed' });
    await expect(vectorsOf(vllmModel, ['a'])).rejects.toMatchObject({ data: { code: 'NAN' } });
  });

  it.each([
    ['one too few', { data: [{ index: 0, embedding: [1] }] }],
    ['of different lengths', { data: [{ embedding: [1] }, { embedding: [1, 2] }] }],
    ['none', {}],
  ])('are refused when they are %s', async (_, body) => {
    const vllm = await startVllm();
    server = vllm;
    vllm.respondWith(ok(body), { call: 'embed' });
    await expect(vectorsOf(vllmModel, ['a', 'b'])).rejects.toMatchObject({ data: { kind: 'unknown-format' } });
  });
});
