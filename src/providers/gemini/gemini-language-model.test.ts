import { describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/loopback/gemini/error-bodies.mjs';
import * as plans from '../../../e2e/loopback/gemini/plans.mjs';
import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import { html } from '../../../e2e/loopback/plain-plans.mjs';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { ConfigOf } from '../../core/model/service-settings';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { all, replyOf, textOf } from '../../testing/model-contract';
import { serveTests } from '../../testing/serve-tests';
import { aRequest } from '../../testing/stepwise-model';
import { geminiLanguageModel } from './gemini-language-model';

const now = Date.parse('2026-11-21T09:30:00.000Z');
const key = 'AQ.a-key-of-any-shape_0123456789';

let server: GeminiServer;
serveTests(startGeminiServer, (started) => {
  server = started;
});

describe('an answer of Gemini', () => {
  it('has log-probabilities when they are asked for', async () => {
    const reply = await replyOf(ask({ settings: { logprobs: 2 } }, { id: 'gemini-2.0-flash' }));

    expect(reply.tokens?.map(({ token }) => token).join('')).toBe(reply.text);
    expect(reply.tokens?.[0]?.logprob).toBeLessThan(0);
    expect(reply.tokens?.[0]?.alternatives).toHaveLength(2);
    expect(server.requests[0]?.body.generationConfig).toMatchObject({ responseLogprobs: true, logprobs: 2 });
  });

  it('has them with a label that is held to a list, too', async () => {
    const schema = {
      type: 'object',
      properties: { label: { type: 'string', enum: ['kind', 'unkind'] } },
      required: ['label'],
    } as const;
    const reply = await replyOf(
      ask({ settings: { logprobs: 1 }, reply: { type: 'json', name: 'label', schema } }, { id: 'gemini-2.0-flash' }),
    );

    expect(JSON.parse(reply.text)).toEqual({ label: 'kind' });
    expect(reply.tokens?.map(({ token }) => token)).toEqual(['{', '"', 'label', '"', ':', '"', 'kind', '"', '}']);
    expect(server.requests[0]?.body.generationConfig).toMatchObject({
      responseLogprobs: true,
      responseSchema: { properties: { label: { format: 'enum', enum: ['kind', 'unkind'] } } },
    });
  });

  it('comes in one piece where nobody reads it as it comes', async () => {
    const kind = { type: 'string', enum: ['kind', 'unkind'] } as const;
    const schema = { type: 'array', items: { type: 'object', properties: { kind }, required: ['kind'] } } as const;
    await replyOf(ask({ reply: { type: 'json', name: 'label', schema } }));
    await replyOf(ask());

    expect(server.requests.map(({ streams }) => streams)).toEqual([false, true]);
  });

  it.each([
    ['cut', plans.cut('{"kind": "ki'), { kind: 'unavailable', code: 'STREAM_CUT' }],
    ['a page of something else', html(), { kind: 'unknown-format', code: 'UNKNOWN_FORMAT' }],
    ['blocked', plans.promptBlocked(), { kind: 'prompt-blocked', code: 'SAFETY' }],
    ['empty', plans.noContent(), { kind: 'empty', code: 'STOP' }],
    ['refused for rate', errors.quotaPerMinute(), { kind: 'rate-limited-minute', code: '429' }],
    ['of another shape', { kind: 'status', status: 200, body: { candidates: 3 } } as const, { code: 'UNKNOWN_FORMAT' }],
  ])('fails in words when that piece is %s', async (_, plan, data) => {
    server.respondWith(plan);
    const schema = { type: 'string', enum: ['kind', 'unkind'] } as const;
    expect(await failure(ask({ reply: { type: 'json', name: 'label', schema } }))).toMatchObject(data);
  });

  it('has none where the model has none, and is not refused for asking', async () => {
    const reply = await replyOf(ask({ settings: { logprobs: 2 } }, { id: 'gemini-flash-latest' }));
    expect(reply.tokens).toBeUndefined();
  });
});

describe('no answer of Gemini', () => {
  it('says what thoughts cost when they ate the limit', async () => {
    server.respondWith(plans.maxTokens({ thoughtTokens: 97 }));

    expect((await failure(ask())).usage).toMatchObject({ thoughtTokens: 97, outputTokens: 0 });
  });

  it('asks for a key before anything is sent', async () => {
    expect(await failure(ask({}, { key: ' ' }))).toMatchObject({ kind: 'no-key', code: 'NO_KEY' });
    expect(server.requests).toEqual([]);
  });

  it.each(['key with\nline break', 'schlüssel-mit-umlaut'])(
    'refuses a key that no header can carry: %j',
    async (bad) => {
      const error = await failure(ask({}, { key: bad }));

      expect(error.kind).toBe('bad-key');
      expect(error.message).not.toContain(bad.slice(0, 8));
      expect(server.requests).toEqual([]);
    },
  );

  it('names a model that the service does not know', async () => {
    expect(await failure(ask({}, { id: 'no-such-model' }))).toMatchObject({
      kind: 'unknown-model',
      code: '404',
      message: expect.stringMatching(/models\/no-such-model is not found/),
    });
  });

  it.each(['../../admin', 'a?b', 'a b', ''])('sends nothing for a model id that is none: %j', async (id) => {
    expect((await failure(ask({}, { id }))).kind).toBe('unknown-model');
    expect(server.requests).toEqual([]);
  });

  it('says that nothing answers, and where, when the network does not', async () => {
    const closed = await startGeminiServer();
    await closed.close();

    const error = await failure(ask({}, { address: closed.url }));

    expect(error).toMatchObject({ kind: 'unreachable', code: 'NETWORK' });
    expect(error.message).toContain(closed.url);
    expect(error.message).toMatch(/offline.*CORS/);
  });

  it('cuts long words of the service', async () => {
    server.respondWith(errors.apiError(400, 'x'.repeat(5000)));

    expect((await failure(ask())).message.length).toBeLessThan(500);
  });
});

describe('a reply format that the service refuses', () => {
  const json = {
    reply: {
      type: 'json',
      name: 'answer',
      schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
    },
  } as const;

  it('is asked for once more in the text', async () => {
    server.respondWith(errors.invalidArgument(), { schema: true });
    server.respondWith(plans.text(['```json\n{"ok"', ': true}\n```\n']), { schema: false });

    const events = await all(ask(json));

    expect(textOf(events)).toBe('{"ok": true}');
    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: '{"ok": true}' } });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body.generationConfig).toEqual({});
    expect(server.requests[1]?.promptText).toContain('"properties":{"ok"');
  });

  it('is not asked for a third time', async () => {
    server.respondWith(errors.invalidArgument(), {});

    expect((await failure(ask(json))).kind).toBe('bad-request');
    expect(server.requests).toHaveLength(2);
  });

  it('is not asked for again when something else is wrong', async () => {
    server.respondWith(
      errors.apiError(400, 'The input token count (9) exceeds the maximum number of tokens allowed (8).'),
    );
    await failure(ask(json));
    server.respondWith(errors.overloaded());
    await failure(ask(json));
    await failure(ask(json, { key: 'bad-key' }));

    expect(server.requests).toHaveLength(3);
  });

  it('is asked for in the text at once where decoding is not constrained', async () => {
    server.respondWith(plans.text('{"ok": true}'));

    expect((await replyOf(ask(json, { id: 'gemma-3-27b-it' }))).text).toBe('{"ok": true}');
    expect(server.requests[0]?.body.generationConfig).toEqual({});
  });
});

function ask(
  request: Partial<Pick<ModelRequest, 'settings' | 'reply'>> = {},
  { id = 'gemini-flash-latest', ...config }: { readonly id?: string } & Partial<ConfigOf<'gemini'>> = {},
  signal = new AbortController().signal,
) {
  const model = geminiLanguageModel({
    ref: { provider: 'gemini', id },
    config: { ...defaultDeviceSettings.gemini, key, address: server.url, ...config },
    fetch: (...sent) => fetch(...sent),
    now: () => now,
  });
  return model.stream(aRequest({ prompt: userPrompt('Write a poem.'), ...request }), signal);
}

async function failure(stream: ReturnType<typeof ask>): Promise<ModelErrorData> {
  const error: unknown = await all(stream).catch((caught: unknown) => caught);
  if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${JSON.stringify(error)}`);
  return error.data;
}
