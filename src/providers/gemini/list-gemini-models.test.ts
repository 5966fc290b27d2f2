import { describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/loopback/gemini/error-bodies.mjs';
import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import { html } from '../../../e2e/loopback/plain-plans.mjs';
import type { ConfigOf } from '../../core/model/service-settings';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { serveTests } from '../../testing/serve-tests';
import { listGeminiModels } from './list-gemini-models';

let server: GeminiServer;
serveTests(
  () => startGeminiServer({ modelsPerPage: 3 }),
  (started) => {
    server = started;
  },
);

describe('listGeminiModels', () => {
  it('reads all pages and keeps the models that answer prompts', async () => {
    const models = await list();

    expect(models.map(({ id }) => id)).toEqual([
      'gemini-flash-latest',
      'gemini-flash-lite-latest',
      'gemini-pro-latest',
      'gemini-3.6-flash',
      'gemini-2.5-pro',
      'gemini-2.0-flash',
    ]);
    expect(models[0]).toEqual({
      id: 'gemini-flash-latest',
      displayName: 'Gemini Flash Latest',
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      thinking: true,
    });
    expect(server.requests).toHaveLength(3);
  });

  it('sends the key in the header alone', async () => {
    await list({ key: 'secret-key' });

    expect(server.requests[0]?.headers['x-goog-api-key']).toBe('secret-key');
    expect(server.requests.map(({ url }) => url).join(' ')).not.toContain('secret-key');
  });

  it('keeps the path of a gateway and drops trailing slashes', async () => {
    await list({ address: `${server.url}/team/gateway//` }).catch(() => undefined);

    expect(server.requests[0]?.url).toMatch(/^\/team\/gateway\/v1beta\/models\?/);
  });

  it.each([
    ['a wrong key', { key: 'bad-key' }, { kind: 'bad-key', code: '400 API_KEY_INVALID' }],
    ['no key', { key: '' }, { kind: 'no-key' }],
    ['an endpoint that is no address', { address: 'gemini' }, { kind: 'bad-request', code: 'BAD_ENDPOINT' }],
    ['an endpoint of a port where nothing listens', { address: 'http://127.0.0.1:9' }, { kind: 'unreachable' }],
  ])('fails in words for %s', async (_, config, expected) => {
    await expect(list(config)).rejects.toMatchObject({ name: 'ModelError', data: expected });
  });

  it('fails in words when the service does', async () => {
    server.respondWith(errors.overloaded(), { call: 'list', times: 1 });
    await expect(list()).rejects.toMatchObject({ data: { kind: 'unavailable', code: '503' } });

    server.respondWith(html(), { call: 'list', times: 1 });
    await expect(list()).rejects.toMatchObject({ data: { kind: 'unknown-format', code: 'UNKNOWN_FORMAT' } });
  });

  it('rejects with the reason of an aborted signal', async () => {
    server.respondWith({ ...errors.overloaded(), delayMs: 60_000 }, { call: 'list' });
    const controller = new AbortController();
    const listing = list({}, controller.signal);

    await server.received(1);
    controller.abort('stopped');

    await expect(listing).rejects.toBe('stopped');
  });
});

function list(config: Partial<ConfigOf<'gemini'>> = {}, signal = new AbortController().signal) {
  return listGeminiModels({
    config: { ...defaultDeviceSettings.gemini, key: 'any-key', address: server.url, ...config },
    fetch,
    signal,
    now: () => 0,
  });
}
