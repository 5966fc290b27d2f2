import { describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/loopback/gemini/error-bodies.mjs';
import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import type { ConfigOf } from '../../core/model/service-settings';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { serveTests } from '../../testing/serve-tests';
import { embeddingDimensions, geminiEmbeddingModel } from './gemini-embedding-model';

let server: GeminiServer;
serveTests(startGeminiServer, (started) => {
  server = started;
});

function embed(
  texts: readonly string[],
  config: Partial<ConfigOf<'gemini'>> = {},
  signal = new AbortController().signal,
) {
  return geminiEmbeddingModel({
    ref: { provider: 'gemini', id: 'gemini-embedding-001' },
    config: { ...defaultDeviceSettings.gemini, key: 'a-secret-key', address: server.url, ...config },
    fetch,
    now: Date.now,
  }).embed(texts, signal);
}

const dot = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  Array.from(a ?? []).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);

describe('geminiEmbeddingModel', () => {
  it('asks for vectors to cluster by, of 768 dimensions, with the key in the header alone', async () => {
    await embed(['A spoon.', 'A fork.']);

    const [request] = server.requests;
    expect(request?.url).toBe('/v1beta/models/gemini-embedding-001:batchEmbedContents');
    expect(request?.headers['x-goog-api-key']).toBe('a-secret-key');
    expect(request?.body).toEqual({
      requests: ['A spoon.', 'A fork.'].map((text) => ({
        model: 'models/gemini-embedding-001',
        content: { parts: [{ text }] },
        taskType: 'CLUSTERING',
        outputDimensionality: 768,
      })),
    });
  });

  it('gives a vector of length 1 per text, in order, although those of the service are not', async () => {
    const vectors = await embed(['the red spoon', 'the red fork', 'completely other words']);

    expect(vectors).toHaveLength(3);
    for (const vector of vectors) {
      expect(vector).toHaveLength(embeddingDimensions);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
    expect(dot(vectors[0], vectors[1])).toBeGreaterThan(dot(vectors[0], vectors[2]));
  });

  it('gives a text of nothing a vector without sending it, and keeps the order', async () => {
    const [blank, spoon, alsoBlank] = await embed(['  ', 'spoon', '']);
    const [alone] = await embed(['spoon']);

    expect(spoon).toEqual(alone);
    expect(blank).toEqual(alsoBlank);
    expect(dot(blank, blank)).toBe(1);
    expect(server.requests[0]?.body.requests).toHaveLength(1);
  });

  it('sends nothing when there is nothing to send', async () => {
    expect(await embed([])).toEqual([]);
    expect(await embed([''], { key: '' })).toHaveLength(1);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ['a wrong key', { key: 'bad-key' }, { kind: 'bad-key' }],
    ['no key', { key: '' }, { kind: 'no-key' }],
    ['an endpoint where nothing listens', { address: 'http://127.0.0.1:9' }, { kind: 'unreachable' }],
  ])('fails in words for %s', async (_, config, data) => {
    await expect(embed(['spoon'], config)).rejects.toMatchObject({ name: 'ModelError', data });
  });

  it.each([
    ['overloaded', errors.overloaded(), { kind: 'unavailable', code: '503' }],
    ['out of quota', errors.quotaPerMinute(), { kind: 'rate-limited-minute', until: expect.any(String) }],
    [
      'something else',
      { kind: 'status', status: 200, body: {} } as const,
      { kind: 'unknown-format', code: 'UNKNOWN_FORMAT' },
    ],
  ])('fails in words when the service is %s', async (_, plan, data) => {
    server.respondWith(plan, { call: 'embed' });
    await expect(embed(['spoon'])).rejects.toMatchObject({ name: 'ModelError', data });
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
