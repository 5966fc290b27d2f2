import { describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/loopback/openai/error-bodies.mjs';
import * as plans from '../../../e2e/loopback/openai/plans.mjs';
import { type OpenAiServer, startOpenAiServer } from '../../../e2e/loopback/openai/server.mjs';
import { raw, redirect } from '../../../e2e/loopback/plain-plans.mjs';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest, ReplySchema } from '../../core/model/model-request';
import type { ConfigOf } from '../../core/model/service-settings';
import { all, replyOf, textOf } from '../../testing/model-contract';
import { serveTests } from '../../testing/serve-tests';
import { aRequest } from '../../testing/stepwise-model';
import { createKnownHabits } from './habits';
import { createKnownPrograms } from './program';
import { serverLanguageModel } from './server-language-model';

const now = Date.parse('2026-11-21T09:30:00.000Z');
const key = 'a-key-of-any-shape_0123456789';

let server: OpenAiServer;
serveTests(startOpenAiServer, (started) => {
  server = started;
});

describe('an answer of a server', () => {
  it('comes with what the server counted, and the model that answered', async () => {
    server.respondWith(plans.text(['Roses ', 'are red.']));

    expect(await replyOf(ask())).toEqual({
      text: 'Roses are red.',
      finish: { kind: 'stop', code: 'stop' },
      usage: { inputTokens: 3, outputTokens: 4, thoughtTokens: 0, estimated: false },
      modelVersion: 'gemma-3-4b-it',
    });
    expect(server.requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it.each(['reasoning_content', 'reasoning'] as const)(
    'leaves out thoughts in %s and counts them apart',
    async (field) => {
      server.respondWith(plans.thinking('They want a poem, so let me think of rhymes.', 'Roses are red.', field));

      const events = await all(ask());

      expect(textOf(events)).toBe('Roses are red.');
      expect(events.at(-1)).toMatchObject({
        reply: { text: 'Roses are red.', usage: { outputTokens: 4, thoughtTokens: 11, estimated: false } },
      });
    },
  );

  it('leaves out thoughts that are marked in the text', async () => {
    server.respondWith(plans.text(['<th', 'ink>\nRhymes? ', 'red, bed\n</thi', 'nk>\n\nRoses', ' are red.']));

    const events = await all(ask());

    expect(textOf(events)).toBe('Roses are red.');
    expect(events.at(-1)).toMatchObject({ reply: { text: 'Roses are red.', usage: { outputTokens: 4 } } });
  });

  it('begins anew when what came turns out to be thoughts', async () => {
    server.respondWith(plans.text(['Rhymes? red, bed.', '\n</think>\n\n', 'Roses are red.']));

    const events = await all(ask());

    expect(events.map(({ type }) => type)).toContain('restart');
    expect(textOf(events)).toBe('Roses are red.');
  });

  it('shows signs of life while it thinks, so that it is not taken for stalled', async () => {
    server.respondWith(plans.thinking('Long thoughts.', 'Roses.'));

    expect((await all(ask())).findIndex((event) => event.type === 'text' && event.text === '')).toBe(0);
  });

  it('is kept when the server says that it is done, but not why', async () => {
    server.respondWith(raw('data: {"choices":[{"delta":{"content":"Roses"}}]}\n\ndata: [DONE]\n\n'));
    expect(await replyOf(ask())).toMatchObject({ text: 'Roses', finish: { kind: 'stop', code: 'DONE' } });
  });

  it('is kept when the connection breaks after its end', async () => {
    server.respondWith(plans.text('Roses', { saysDone: false, afterwards: 'cut' }));
    expect(await replyOf(ask())).toMatchObject({ text: 'Roses', finish: { kind: 'stop' } });
  });

  it('may come in one piece from a server that does not stream', async () => {
    const message = { role: 'assistant', content: 'Roses are red.' };
    const body = { object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }] };
    server.respondWith({ kind: 'status', status: 200, body });
    expect(await replyOf(ask())).toMatchObject({ text: 'Roses are red.', finish: { kind: 'stop' } });
  });

  it('has log-probabilities when they are asked for, most likely first', async () => {
    const reply = await replyOf(ask({ settings: { logprobs: 2 } }));

    expect(reply.tokens?.map(({ token }) => token).join('')).toBe(reply.text);
    expect(reply.tokens?.[0]).toEqual({
      token: 'Here',
      logprob: -0.25,
      alternatives: [
        { token: 'Here', logprob: -0.25 },
        { token: '?1', logprob: -1.25 },
      ],
    });
    expect(server.requests[0]?.body).toMatchObject({ logprobs: true, top_logprobs: 2 });
  });

  it('has none of the thoughts, and a number for what cannot be', async () => {
    const logprobs = ['<think>', 'red', '</think>', '\n\n', 'Roses'].map((token) => ({
      token,
      logprob: -1,
      top_logprobs: [],
    }));
    const last = { token: ' bloom', logprob: null, top_logprobs: [{ token: ' grow', logprob: null }] };
    const delta = { content: '<think>red</think>\n\nRoses bloom' };
    const chunk = { choices: [{ delta, finish_reason: 'stop', logprobs: { content: [...logprobs, last] } }] };
    server.respondWith(raw(`data: ${JSON.stringify(chunk)}\n\n`));

    const { tokens } = await replyOf(ask({ settings: { logprobs: 1 } }));

    expect(tokens?.map(({ token }) => token)).toEqual(['Roses', ' bloom']);
    expect(tokens?.[1]).toMatchObject({ logprob: -9999, alternatives: [{ token: ' grow', logprob: -9999 }] });
  });

  it('is not lost for log-probabilities of another format', async () => {
    const chunk = { choices: [{ delta: { content: 'Roses' }, finish_reason: 'stop', logprobs: { content: 'none' } }] };
    server.respondWith(raw(`data: ${JSON.stringify(chunk)}\n\n`));
    expect(await replyOf(ask({ settings: { logprobs: 1 } }))).not.toHaveProperty('tokens');
  });
});

describe('an answer in JSON', () => {
  it('is held to the schema by the server', async () => {
    await replyOf(ask({ reply: label }));

    expect(server.requests[0]?.body.response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'label',
        schema: {
          type: 'object',
          properties: { label: { type: 'string', enum: ['kind', 'unkind'] } },
          required: ['label'],
          additionalProperties: false,
        },
        strict: true,
      },
    });
  });

  it.each([
    ['object', ['json_schema', 'json_object', 'json_object'], 'json_object'],
    ['text', ['json_schema', 'json_object', undefined, undefined], undefined],
    ['heedless', ['json_schema', 'json_object', 'json_object'], 'json_object'],
  ] as const)(
    'is asked for in the text where the formats are "%s", which is remembered',
    async (formats, sent, last) => {
      server.takeFormats(formats);
      const model = create();

      const replies = [
        await replyOf(model.stream(request({ reply: label }), open)),
        await replyOf(model.stream(request({ reply: label }), open)),
      ];

      expect(replies.map(({ text }) => JSON.parse(text))).toEqual([{ label: 'kind' }, { label: 'kind' }]);
      expect(server.requests.map(({ body }) => body.response_format?.type)).toEqual(sent);
      expect(server.requests.at(-1)?.body.response_format?.type).toBe(last);
      expect(server.requests.at(-1)?.promptText).toMatch(/JSON Schema:\n\{"type":"object"/);
    },
  );

  it('is remembered for its model alone', async () => {
    server.takeFormats('object');
    const habits = createKnownHabits();
    await replyOf(create({}, { habits }).stream(request({ reply: label }), open));
    await replyOf(create({}, { habits, id: 'qwen3-4b' }).stream(request({ reply: label }), open));

    const types = server.requests.map(({ model, body }) => `${model} ${body.response_format?.type}`);
    expect(types.slice(2)).toEqual(['qwen3-4b json_schema', 'qwen3-4b json_object']);
  });

  it('counts both calls when the first was answered in prose', async () => {
    server.respondWith(plans.text('I think it is kind.'));
    server.respondWith(plans.text('{"label": "kind"}'));

    const reply = await replyOf(ask({ reply: label }));

    expect(reply.text).toBe('{"label": "kind"}');
    expect(reply.usage.outputTokens).toBe(5 + 5);
  });

  it('is not asked for again when the token limit cut it', async () => {
    server.respondWith(plans.text('{"label": "ki', { finishReason: 'length' }));

    expect(await replyOf(ask({ reply: label }))).toMatchObject({ text: '{"label": "ki', finish: { kind: 'length' } });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['thoughts before it', '<think>Kind or not?\n{"label": "unkind"}</think>\n{"label": "kind"}'],
    ['thoughts whose beginning was in the prompt', 'Kind or not?\n</think>\n\n{"label": "kind"}'],
    ['a code fence around it', '```json\n{"label": "kind"}\n```'],
    ['both', '<think>Hm.</think>\n\n```\n{"label": "kind"}\n```\n'],
  ])('is read with %s', async (_, text) => {
    server.respondWith(plans.text(text));

    const events = await all(ask({ reply: label }));

    expect(JSON.parse(textOf(events))).toEqual({ label: 'kind' });
    expect(server.requests).toHaveLength(1);
  });

  it('is refused as an array in the one format that is for objects alone, so that goes in the text', async () => {
    server.takeFormats('object');
    const reply = { type: 'json', name: 'labels', schema: { type: 'array', items: label.schema } } as const;

    expect(JSON.parse((await replyOf(ask({ reply }))).text)).toHaveLength(3);
    expect(server.requests.map(({ body }) => body.response_format?.type)).toEqual(['json_schema', undefined]);
  });
});

describe('a way of asking that is refused', () => {
  it.each([
    [
      'max_tokens',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      (body: object) => 'max_tokens' in body,
      { max_completion_tokens: 50 },
    ],
    ['stream_options', 'Unknown field: stream_options', (body: object) => 'stream_options' in body, { stream: true }],
    [
      'a level of thinking',
      '"gemma-3-4b-it" does not support thinking',
      (body: object) => 'reasoning_effort' in body,
      { stream: true },
    ],
    [
      'a level of thinking that only others know',
      "Unsupported value: 'reasoning_effort' does not support 'low' with this model.",
      (body: object) => 'reasoning_effort' in body,
      { stream: true },
    ],
    [
      'a system turn',
      'Jinja Exception: System role not supported',
      (body: object) => JSON.stringify(body).includes('"system"'),
      { messages: [{ role: 'user', content: 'Be brief.\n\nWrite a poem.' }] },
    ],
  ] as const)('is changed for %s, and remembered', async (_, message, refused, expected) => {
    const model = create();
    server.respondWith(({ body }) => (refused(body) ? errors.apiError(400, message) : plans.text('Roses.')), {});
    const asked = request({
      prompt: userPrompt('Write a poem.', 'Be brief.'),
      settings: { maxOutputTokens: 50 },
      thinking: 'high',
    });

    await replyOf(model.stream(asked, open));
    await replyOf(model.stream(asked, open));

    expect(server.requests).toHaveLength(3);
    expect(server.requests[2]?.body).toMatchObject(expected);
    expect(server.requests[2] && refused(server.requests[2].body)).toBe(false);
  });

  it('is not risked for a level that nobody chose, until the model is seen to think', async () => {
    const model = create();
    const label = request({ purpose: 'classify', thinking: 'low' } as Partial<ModelRequest>);
    await replyOf(model.stream(label, open));
    server.respondWith(plans.thinking('Let me see.', 'Roses.'));
    await replyOf(model.stream(label, open));
    await replyOf(model.stream(label, open));
    expect(server.requests.map(({ body }) => body.reasoning_effort)).toEqual([undefined, undefined, 'low']);
  });

  it('is not named at all where no level of thinking was chosen', async () => {
    await replyOf(create().stream(request(), open));
    await replyOf(create().stream(request({ thinking: 'high' }), open));
    expect(server.requests.map(({ body }) => body.reasoning_effort)).toEqual([undefined, 'high']);
  });
});

describe('no answer of a server', () => {
  it('says which address to try when /v1 is missing', async () => {
    const error = await failure(ask({}, { address: `${server.origin}/api` }));

    expect(error).toMatchObject({ kind: 'bad-request', code: 'WRONG_URL' });
    expect(error.message).toContain(`try ${server.origin}/api/v1 in Settings`);
  });

  it.each([
    ['no key where one is needed', { key: '' }, { kind: 'no-key' }],
    ['another key', { key: 'another' }, { kind: 'bad-key' }],
    ['a key with a line break', { key: 'a\nb' }, { kind: 'bad-key', code: 'KEY_CHARACTERS' }],
    ['no address', { address: ' ' }, { kind: 'bad-request', code: 'NO_SERVER' }],
    ['an address that is none', { address: 'ftp://box' }, { kind: 'bad-request', code: 'BAD_ENDPOINT' }],
    [
      'an address that no browser can call',
      { address: 'http://999.1.1.1' },
      { kind: 'bad-request', code: 'BAD_ENDPOINT' },
    ],
  ] satisfies readonly (readonly [string, Partial<ConfigOf<'server'>>, Partial<ModelErrorData>])[])(
    'says so in words for %s',
    async (_, config, data) => {
      server.requireKey('the-key-of-the-server');
      expect(await failure(ask({}, config))).toMatchObject(data);
    },
  );
});

describe('a key', () => {
  it('is sent in the header alone, and to no other address', async () => {
    const elsewhere = await startOpenAiServer();
    server.respondWith(redirect(`${elsewhere.url}/chat/completions`));

    await failure(ask({}, { key }));

    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(JSON.stringify([server.requests[0]?.url, server.requests[0]?.body])).not.toContain(key);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it('is not sent when there is none', async () => {
    await replyOf(ask());
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

it('a choice with probabilities is not asked of a server', async () => {
  expect(await failure(ask({ reply: { type: 'choice', options: ['A', 'B'] } }))).toMatchObject({ code: 'NO_CHOICES' });
  expect(server.requests).toEqual([]);
});

const label = {
  type: 'json',
  name: 'label',
  schema: {
    type: 'object',
    properties: { label: { type: 'string', enum: ['kind', 'unkind'] } },
    required: ['label'],
  } satisfies ReplySchema,
} as const;

const open = new AbortController().signal;

function create(config: Partial<ConfigOf<'server'>> = {}, { habits = createKnownHabits(), id = 'gemma-3-4b-it' } = {}) {
  return serverLanguageModel({
    programs: createKnownPrograms(),
    ref: { provider: 'server', id },
    config: { address: server.url, key: '', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4, ...config },
    fetch,
    now: () => now,
    habits,
  });
}

function request(given: Partial<ModelRequest> = {}): ModelRequest {
  return aRequest({ prompt: userPrompt('Write a poem'), ...given });
}

function ask(given: Partial<ModelRequest> = {}, config: Partial<ConfigOf<'server'>> = {}) {
  return create(config).stream(request(given), open);
}

async function failure(stream: ReturnType<typeof ask>): Promise<ModelErrorData> {
  const error: unknown = await all(stream).catch((caught: unknown) => caught);
  if (error instanceof ModelError) return error.data;
  throw new Error(`Expected a ModelError, got ${JSON.stringify(error)}.`);
}
