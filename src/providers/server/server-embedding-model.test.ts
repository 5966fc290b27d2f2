import { describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/loopback/openai/error-bodies.mjs';
import { type OpenAiServer, startOpenAiServer } from '../../../e2e/loopback/openai/server.mjs';
import { html } from '../../../e2e/loopback/plain-plans.mjs';
import type { ConfigOf } from '../../core/model/service-settings';
import { serveTests } from '../../testing/serve-tests';
import { serverEmbeddingModel } from './server-embedding-model';

let server: OpenAiServer;
serveTests(startOpenAiServer, (started) => {
  server = started;
});

describe('serverEmbeddingModel', () => {
  it('asks the embedding model of the settings', async () => {
    await embed(['A spoon.', 'A fork.']);

    expect(server.requests[0]?.url).toBe('/v1/embeddings');
    expect(server.requests[0]?.body).toEqual({
      model: 'nomic-embed-text',
      input: ['A spoon.', 'A fork.'],
      encoding_format: 'float',
    });
  });

  it('asks the chosen model where no other is set', async () => {
    const error = await embed(['A spoon.'], { embeddingModel: ' ' }).catch((caught: unknown) => caught);

    expect(server.requests[0]?.model).toBe('gemma-3-4b-it');
    expect(error).toMatchObject({
      data: {
        kind: 'bad-request',
        message: expect.stringMatching(/does not support embeddings.*enter one in Settings/),
      },
    });
  });

  it('gives a vector of length 1 per text, in order, although those of the server are neither', async () => {
    const vectors = await embed(['the red spoon', 'the red fork', 'completely other words']);

    expect(vectors).toHaveLength(3);
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
    expect(dot(vectors[0], vectors[1])).toBeGreaterThan(dot(vectors[0], vectors[2]));
    expect((await embed(['completely other words']))[0]).toEqual(vectors[2]);
  });

  it('gives a text of nothing a vector without sending it, and keeps the order', async () => {
    const [blank, spoon, alsoBlank] = await embed(['  ', 'spoon', '']);

    expect(spoon).toEqual((await embed(['spoon']))[0]);
    expect(blank).toEqual(alsoBlank);
    expect(dot(blank, blank)).toBe(1);
    expect(server.requests[0]?.body.input).toEqual(['spoon']);
  });

  it('gives texts of nothing vectors of as many dimensions as all others', async () => {
    const [blank] = await embed(['']);
    const [spoon] = await embed(['spoon']);

    expect(blank).toHaveLength(spoon?.length ?? 0);
    expect(dot(blank, blank)).toBe(1);
  });

  it('sends nothing when there is nothing to send', async () => {
    expect(await embed([], { address: '' })).toEqual([]);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ['no key where one is needed', { key: '' }, { kind: 'no-key' }],
    ['a model that is not there', { key: 'k', embeddingModel: 'none' }, { kind: 'unknown-model' }],
    ['a port where nothing listens', { address: 'http://127.0.0.1:9/v1' }, { kind: 'unreachable' }],
  ])('fails in words for %s', async (_, config, data) => {
    server.requireKey('k');
    await expect(embed(['spoon'], config)).rejects.toMatchObject({ name: 'ModelError', data });
  });

  const vectors = (...embeddings: readonly unknown[]) =>
    ({
      kind: 'status',
      status: 200,
      body: { data: embeddings.map((embedding, index) => ({ index, embedding })) },
    }) as const;

  it.each([
    ['is overloaded', errors.overloaded(), { kind: 'unavailable', code: '503 server_error' }],
    [
      'is busy',
      errors.tooManyRequests({ retryAfter: '5' }),
      { kind: 'rate-limited-minute', until: '1970-01-01T00:00:05.000Z' },
    ],
    [
      'finds a text too long',
      errors.apiError(500, 'input is too large to process. increase the physical batch size'),
      { kind: 'too-long' },
    ],
    ['sends a web page', html(), { kind: 'bad-request', code: 'WRONG_URL' }],
    ['sends something else', { kind: 'status', status: 200, body: {} } as const, { code: 'UNKNOWN_FORMAT' }],
    ['sends a vector too few', vectors([1, 2]), { code: 'UNKNOWN_FORMAT' }],
    ['sends vectors of different lengths', vectors([1, 2], [1]), { code: 'UNKNOWN_FORMAT' }],
    ['sends a vector of no numbers', vectors([null, 1], [1, 2]), { code: 'UNKNOWN_FORMAT' }],
    [
      'fails in a whole answer',
      { kind: 'status', status: 200, body: { error: 'no' } } as const,
      { kind: 'bad-request' },
    ],
  ])('fails in words when the server %s', async (_, plan, data) => {
    server.respondWith(plan, { call: 'embed' });
    await expect(embed(['spoon', 'fork'])).rejects.toMatchObject({ name: 'ModelError', data });
  });

  it('makes a vector of nothing of one that has no length', async () => {
    server.respondWith(vectors([0, 0, 0]), { call: 'embed' });
    expect(await embed(['spoon'])).toEqual([Float32Array.of(1, 0, 0)]);
  });

  it('ends with the reason of the abort', async () => {
    server.respondWith({ ...errors.overloaded(), delayMs: 60_000 }, { call: 'embed' });
    const abort = new AbortController();
    const embedding = embed(['spoon'], {}, abort.signal);
    await server.received(1);
    abort.abort('stopped');
    await expect(embedding).rejects.toBe('stopped');
  });
});

function embed(
  texts: readonly string[],
  config: Partial<ConfigOf<'server'>> = {},
  signal = new AbortController().signal,
) {
  return serverEmbeddingModel({
    ref: { provider: 'server', id: 'gemma-3-4b-it' },
    config: {
      address: server.url,
      key: '',
      embeddingModel: 'nomic-embed-text',
      requestsPerMinute: 60,
      parallelRequests: 4,
      ...config,
    },
    fetch,
    now: () => 0,
  }).embed(texts, signal);
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return Array.from(a ?? []).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
}
