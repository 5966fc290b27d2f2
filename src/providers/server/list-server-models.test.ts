import { describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/loopback/openai/error-bodies.mjs';
import { type OpenAiServer, startOpenAiServer } from '../../../e2e/loopback/openai/server.mjs';
import { html, raw, redirect } from '../../../e2e/loopback/plain-plans.mjs';
import type { ConfigOf } from '../../core/model/service-settings';
import { serveTests } from '../../testing/serve-tests';
import { createKnownHabits, type KnownHabits } from './habits';
import { listServerModels } from './list-server-models';

let server: OpenAiServer;
serveTests(startOpenAiServer, (started) => {
  server = started;
});

describe('listServerModels', () => {
  it('names the models of the server in its order', async () => {
    expect(await list()).toEqual([
      { id: 'gemma-3-4b-it', displayName: 'gemma-3-4b-it' },
      { id: 'qwen3-4b', displayName: 'qwen3-4b' },
      { id: 'nomic-embed-text', displayName: 'nomic-embed-text' },
    ]);
  });

  it('reads the address as it was pasted', async () => {
    await list({ address: ` ${server.origin.replace('http://', '')}/v1/chat/completions/ ` });
    expect(server.requests[0]?.url).toBe('/v1/models');
  });

  it('sends the key in the header alone', async () => {
    server.requireKey('a-secret-key');
    await list({ key: ' a-secret-key ' });
    expect(server.requests[0]?.url).toBe('/v1/models');
  });

  it.each([
    ['vLLM', { max_model_len: 4096 }],
    ['OpenRouter', { context_length: 4096 }],
    ['LM Studio', { max_context_length: 4096 }],
    ['llama.cpp', { meta: { n_ctx: 4096, n_params: 1 } }],
  ])('takes over the context where the server tells it, as %s does', async (_, told) => {
    answer({ object: 'list', data: [{ id: 'a', ...told }] });
    expect(await list()).toEqual([{ id: 'a', displayName: 'a', inputTokenLimit: 4096 }]);
  });

  it.each([
    ['OpenRouter', { supported_parameters: ['temperature', 'reasoning'] }, 'named'],
    ['Mistral', { capabilities: { completion_chat: true, reasoning: true } }, 'named'],
    ['LM Studio', { capabilities: ['tool_use', 'thinking'] }, 'named'],
    ['one without thoughts', { capabilities: { reasoning: false }, supported_parameters: ['top_p'] }, 'unknown'],
    ['one that says nothing', {}, 'unknown'],
  ])('tells whether a model thinks where the list does: %s', async (_, told, thinking) => {
    answer({ data: [{ id: 'a', ...told }] });
    const habits = createKnownHabits();
    await list({}, undefined, habits);
    expect(habits.of(server.url, 'a').thinking).toBe(thinking);
  });

  it('names a model once, and none where there is none', async () => {
    answer({ data: [{ id: 'a' }, { id: 'b', context_length: 'long' }, { id: 'a' }] });
    expect((await list()).map(({ id }) => id)).toEqual(['a', 'b']);

    answer({ object: 'list', data: null });
    expect(await list()).toEqual([]);
  });

  it('says which address to try when the path is not that of the server', async () => {
    await expect(list({ address: `${server.origin}/openai` })).rejects.toMatchObject({
      data: {
        kind: 'bad-request',
        code: 'WRONG_URL',
        message: expect.stringContaining(`try ${server.origin}/openai/v1`),
      },
    });
  });

  it.each([
    ['no key where one is needed', { key: '' }, { kind: 'no-key' }],
    ['a wrong key', { key: 'wrong' }, { kind: 'bad-key' }],
    ['no address', { address: '' }, { kind: 'bad-request', code: 'NO_SERVER' }],
    ['a port where nothing listens', { address: 'http://127.0.0.1:9/v1' }, { kind: 'unreachable', code: 'NETWORK' }],
  ])('fails in words for %s', async (_, config, data) => {
    server.requireKey('a-secret-key');
    await expect(list(config)).rejects.toMatchObject({ name: 'ModelError', data });
  });

  it.each([
    ['is loading', errors.loadingModel(), { kind: 'unavailable', code: '503 unavailable_error' }],
    ['sends a web page', html(), { kind: 'bad-request', code: 'WRONG_URL' }],
    [
      'is LM Studio at another address',
      errors.unexpectedEndpoint('GET /models'),
      { kind: 'bad-request', code: 'WRONG_URL' },
    ],
    ['redirects', redirect('http://127.0.0.1:9/'), { kind: 'bad-request', code: 'WRONG_URL' }],
    ['sends something else', { kind: 'status', status: 200, body: { models: 3 } } as const, { code: 'UNKNOWN_FORMAT' }],
    ['sends no JSON', raw('Ollama is running', 'text/plain'), { code: 'UNKNOWN_FORMAT' }],
  ])('fails in words when the server %s', async (_, plan, data) => {
    server.respondWith(plan, { call: 'list' });
    await expect(list()).rejects.toMatchObject({ name: 'ModelError', data });
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

function answer(body: unknown): void {
  server.respondWith({ kind: 'status', status: 200, body }, { call: 'list', times: 1 });
}

function list(
  config: Partial<ConfigOf<'server'>> = {},
  signal = new AbortController().signal,
  habits: KnownHabits = createKnownHabits(),
) {
  return listServerModels({
    config: { address: server.url, key: '', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4, ...config },
    fetch,
    now: () => 0,
    habits,
    signal,
  });
}
