import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/openai-server/error-bodies.mjs';
import * as plans from '../../../e2e/openai-server/plans.mjs';
import { type OpenAiServer, startOpenAiServer } from '../../../e2e/openai-server/server.mjs';
import { ModelError, type ModelErrorData, type ModelErrorKind } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest, ReplySchema } from '../../core/model/model-request';
import type { ServerConfig } from '../../core/model/models-port';
import { all, replyOf, textOf } from '../../testing/model-contract';
import { createKnownHabits } from './habits';
import { serverLanguageModel } from './server-language-model';

const now = Date.parse('2026-11-21T09:30:00.000Z');
const key = 'a-key-of-any-shape_0123456789';

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

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

  it('has estimated counts when the server sends none', async () => {
    server.respondWith(plans.text('Roses are red.', { counts: false }));

    expect((await replyOf(ask())).usage).toEqual({
      inputTokens: 3,
      outputTokens: 4,
      thoughtTokens: 0,
      estimated: true,
    });
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

  it('is kept when the token limit stops it in the middle', async () => {
    server.respondWith(plans.text('Roses are', { finishReason: 'length' }));
    expect(await replyOf(ask())).toMatchObject({ text: 'Roses are', finish: { kind: 'length', code: 'length' } });
  });

  it.each(['tool_calls', 'a_reason_of_next_year'])('is kept when it ends for %s', async (finishReason) => {
    server.respondWith(plans.text('Roses', { finishReason }));
    expect(await replyOf(ask())).toMatchObject({ text: 'Roses', finish: { kind: 'other', code: finishReason } });
  });

  it('is kept when the server says that it is done, but not why', async () => {
    server.respondWith(plans.raw('data: {"choices":[{"delta":{"content":"Roses"}}]}\n\ndata: [DONE]\n\n'));
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

  it('arrives as it was written, in whatever pieces', async () => {
    const pieces = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pieces, async (texts) => {
        fc.pre(texts.join('').trim() !== '');
        server.respondWith(plans.text(texts));

        const events = await all(ask());

        expect(textOf(events)).toBe(texts.join(''));
        expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: texts.join('') } });
      }),
      { numRuns: 40 },
    );
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
    server.respondWith(plans.raw(`data: ${JSON.stringify(chunk)}\n\n`));

    const { tokens } = await replyOf(ask({ settings: { logprobs: 1 } }));

    expect(tokens?.map(({ token }) => token)).toEqual(['Roses', ' bloom']);
    expect(tokens?.[1]).toMatchObject({ logprob: -9999, alternatives: [{ token: ' grow', logprob: -9999 }] });
  });

  it('is not lost for log-probabilities of another format', async () => {
    const chunk = { choices: [{ delta: { content: 'Roses' }, finish_reason: 'stop', logprobs: { content: 'none' } }] };
    server.respondWith(plans.raw(`data: ${JSON.stringify(chunk)}\n\n`));
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
  const outcomes: readonly (readonly [string, Parameters<OpenAiServer['respondWith']>[0], Expected])[] = [
    [
      'a filter',
      plans.filtered('It was the'),
      { kind: 'answer-blocked', code: 'content_filter', says: /filter/, partialText: 'It was the' },
    ],
    [
      'a refusal of the model',
      plans.refused('I will not.'),
      { kind: 'answer-blocked', code: 'refusal', says: /"I will not\."/ },
    ],
    ['an empty text', plans.text(''), { kind: 'empty', code: 'stop', says: /without writing.*context/ }],
    ['nothing but an end', plans.empty(), { kind: 'empty', code: 'stop', says: /without writing/ }],
    ['a limit without text', plans.empty('length'), { kind: 'token-limit', code: 'length', says: /before any text/ }],
    [
      'a limit spent on thoughts',
      plans.text('<think>Let me see', { finishReason: 'length' }),
      { kind: 'token-limit', code: 'length', says: /still thinking: about 5 tokens/ },
    ],
    ['thoughts alone', plans.text('<think>Done.</think>\n'), { kind: 'empty', code: 'stop', says: /without writing/ }],
    ['a cut before the answer', plans.cut(), { kind: 'unavailable', code: 'STREAM_CUT', says: /before any answer/ }],
    [
      'a cut in the middle',
      plans.cut('Roses'),
      { kind: 'unavailable', code: 'STREAM_CUT', says: /in the middle/, partialText: 'Roses' },
    ],
    [
      'an end without a reason',
      plans.endsEarly('Roses'),
      { kind: 'unavailable', code: 'STREAM_CUT', says: /middle/, partialText: 'Roses' },
    ],
    [
      'an event that is no JSON',
      plans.raw('data: {"choi\n\n'),
      { kind: 'unknown-format', code: 'UNKNOWN_FORMAT', says: /not an answer/ },
    ],
    [
      'an event of another shape',
      plans.raw('data: {"choices": 3}\n\n'),
      { kind: 'unknown-format', code: 'UNKNOWN_FORMAT', says: /not an answer/ },
    ],
    [
      'a failure in the middle',
      plans.failsMidway('Roses', errors.overloaded()),
      { kind: 'unavailable', code: '500 server_error', says: /overloaded/, partialText: 'Roses' },
    ],
    [
      'a context that is full in the middle',
      plans.failsMidway('Roses', errors.contextExceeded()),
      { kind: 'too-long', says: /9000 tokens/, partialText: 'Roses' },
    ],
    [
      'a context that is full',
      errors.contextExceeded(),
      { kind: 'too-long', code: '400 exceed_context_size_error', says: /longer context/ },
    ],
    [
      'a context that is full, as vLLM says it',
      errors.apiError(400, "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens."),
      { kind: 'too-long', says: /4096/ },
    ],
    [
      'a context that is full, as a fault',
      errors.apiError(500, 'Context size has been exceeded.'),
      { kind: 'too-long', says: /exceeded/ },
    ],
    [
      'a model that is not there',
      errors.unknownModel('gemma-3-4b-it'),
      { kind: 'unknown-model', says: /ollama pull gemma-3-4b-it/ },
    ],
    [
      'a model that is not there, as vLLM said it',
      {
        kind: 'status',
        status: 404,
        body: { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 },
      },
      { kind: 'unknown-model', code: '404 NotFoundError', says: /does not exist/ },
    ],
    [
      'no model that is loaded',
      errors.plainError(400, 'No models loaded. Please load a model.'),
      { kind: 'unknown-model', says: /load it there/ },
    ],
    [
      'an address that it does not know',
      errors.noSuchPath(),
      { kind: 'bad-request', code: 'WRONG_URL', says: /no such call \(404\)/ },
    ],
    [
      'an address of LM Studio',
      errors.unexpectedEndpoint('POST /x'),
      { kind: 'bad-request', code: 'WRONG_URL', says: /Unexpected endpoint/ },
    ],
    ['a web page', plans.html(), { kind: 'bad-request', code: 'WRONG_URL', says: /a web page came/ }],
    ['a web page that says 404', plans.html(404), { kind: 'bad-request', code: 'WRONG_URL', says: /a web page came/ }],
    [
      'a redirect',
      plans.redirect('https://elsewhere.invalid/'),
      { kind: 'bad-request', code: 'WRONG_URL', says: /on to another address/ },
    ],
    [
      'a refused key',
      errors.badKey(),
      { kind: 'bad-key', code: '401 authentication_error', says: /did not accept the key/ },
    ],
    [
      'too many calls',
      errors.tooManyRequests({ retryAfter: '20' }),
      {
        kind: 'rate-limited-minute',
        code: '429 rate_limit_error',
        says: /Wait 20 s/,
        until: '2026-11-21T09:30:20.000Z',
      },
    ],
    [
      'too many calls until a date',
      errors.tooManyRequests({ retryAfter: 'Sat, 21 Nov 2026 09:31:00 GMT' }),
      { kind: 'rate-limited-minute', says: /Wait 60 s/, until: '2026-11-21T09:31:00.000Z' },
    ],
    [
      'too many calls, in words',
      errors.apiError(429, 'Please try again in 2.5s.'),
      { kind: 'rate-limited-minute', says: /Wait 3 s/, until: '2026-11-21T09:30:02.500Z' },
    ],
    [
      'too many calls, without saying for how long',
      errors.tooManyRequests(),
      { kind: 'rate-limited-minute', says: /Wait a moment .*"Requests to the server per minute"/ },
    ],
    [
      'a used-up quota',
      errors.apiError(429, 'You exceeded your current quota.', { code: 'insufficient_quota' }),
      { kind: 'no-credit', says: /Waiting does not help/ },
    ],
    [
      'a model that is loading',
      errors.loadingModel(),
      { kind: 'unavailable', code: '503 unavailable_error', says: /still loading/ },
    ],
    [
      'a server that is busy',
      errors.overloaded(),
      { kind: 'unavailable', code: '503 server_error', says: /overloaded/ },
    ],
    [
      'a fault in plain text',
      { kind: 'raw', status: 502, contentType: 'text/plain', text: 'bad gateway' },
      { kind: 'unavailable', code: '502', says: /"bad gateway"/ },
    ],
    [
      'too little memory',
      errors.apiError(500, 'model requires more system memory (5.6 GiB) than is available (3.2 GiB)'),
      { kind: 'unavailable', code: 'OUT_OF_MEMORY', says: /smaller model/ },
    ],
    [
      'a fault whose words only sound like little memory',
      errors.apiError(500, 'no room left in the queue, and boom'),
      { kind: 'unavailable', code: '500 api_error', says: /overloaded/ },
    ],
    [
      'a setting it does not know',
      errors.apiError(400, 'Unrecognized request argument supplied: top_k'),
      { kind: 'bad-request', says: /"Top K"/ },
    ],
    [
      'log-probabilities it does not give',
      errors.apiError(400, 'logprobs are not available'),
      { kind: 'bad-request', says: /"Log-probabilities"/ },
    ],
    [
      'images it does not see',
      errors.apiError(400, 'image_url is not supported by this model'),
      { kind: 'bad-request', says: /can see/ },
    ],
    [
      'whatever else',
      errors.apiError(400, `Odd. Your key ${key} is sk-abcdefghijklmnop.`),
      { kind: 'bad-request', code: '400 api_error', says: /key \[key\] is \[key\]\./ },
    ],
    [
      'what FastAPI cannot read',
      { kind: 'status', status: 422, body: { detail: [{ msg: 'Input should be a number' }] } },
      { kind: 'bad-request', code: '422', says: /should be a number/ },
    ],
  ];

  it.each(outcomes)('says so in words after %s', async (_, plan, { says, ...data }) => {
    server.respondWith(plan);

    const error = await failure(ask({}, { key }));

    expect(error).toMatchObject(data);
    expect(error.message).toMatch(says);
    expect(error.message).toMatch(/^[A-Z].{20,}\.$/s);
    expect(JSON.stringify(error)).not.toContain(key);
  });

  it('says which address to try when /v1 is missing', async () => {
    const error = await failure(ask({}, { url: `${server.origin}/api` }));

    expect(error).toMatchObject({ kind: 'bad-request', code: 'WRONG_URL' });
    expect(error.message).toContain(`try ${server.origin}/api/v1 in Settings`);
  });

  it.each([
    ['no key where one is needed', { key: '' }, { kind: 'no-key' }],
    ['another key', { key: 'another' }, { kind: 'bad-key' }],
    ['a key with a line break', { key: 'a\nb' }, { kind: 'bad-key', code: 'KEY_CHARACTERS' }],
    ['no address', { url: ' ' }, { kind: 'bad-request', code: 'NO_SERVER' }],
    ['an address that is none', { url: 'ftp://box' }, { kind: 'bad-request', code: 'BAD_ENDPOINT' }],
    ['an address that no browser can call', { url: 'http://999.1.1.1' }, { kind: 'bad-request', code: 'BAD_ENDPOINT' }],
  ] satisfies readonly (readonly [string, Partial<ServerConfig>, Partial<ModelErrorData>])[])(
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
    server.respondWith(plans.redirect(`${elsewhere.url}/chat/completions`));

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

describe('an abort', () => {
  it.each([
    ['before the answer', { ...errors.overloaded(), delayMs: 60_000 }],
    ['while nothing comes', plans.stall()],
    ['in the middle of an answer', plans.stall('Roses')],
  ])('ends the request at once %s', async (_, plan) => {
    server.respondWith(plan);
    const abort = new AbortController();
    const asking = all(create().stream(request(), abort.signal));

    await server.received(1);
    abort.abort('stopped');

    await expect(asking).rejects.toBe('stopped');
    await server.requests[0]?.left;
  });

  it('is told to the server as well when the reader just goes away', async () => {
    server.respondWith(plans.stall('Roses'));
    for await (const event of ask()) if (event.type === 'text') break;
    await server.requests[0]?.left;
  });
});

it('a choice with probabilities is not asked of a server', async () => {
  expect(await failure(ask({ reply: { type: 'choice', options: ['A', 'B'] } }))).toMatchObject({ code: 'NO_CHOICES' });
  expect(server.requests).toEqual([]);
});

interface Expected {
  readonly kind: ModelErrorKind;
  readonly code?: string;
  readonly says: RegExp;
  readonly partialText?: string;
  readonly until?: string;
}

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

function create(config: Partial<ServerConfig> = {}, { habits = createKnownHabits(), id = 'gemma-3-4b-it' } = {}) {
  return serverLanguageModel({
    ref: { provider: 'server', id },
    config: { url: server.url, key: '', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4, ...config },
    fetch,
    now: () => now,
    habits,
  });
}

function request(given: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose: 'test-connection',
    subject: { greeting: 'Write a poem' },
    prompt: userPrompt('Write a poem'),
    settings: {},
    reply: { type: 'text' },
    cache: 'fresh',
    ...given,
    // A purpose and its subject go together, which a spread forgets.
  } as ModelRequest;
}

function ask(given: Partial<ModelRequest> = {}, config: Partial<ServerConfig> = {}) {
  return create(config).stream(request(given), open);
}

async function failure(stream: ReturnType<typeof ask>): Promise<ModelErrorData> {
  const error: unknown = await all(stream).catch((caught: unknown) => caught);
  if (error instanceof ModelError) return error.data;
  throw new Error(`Expected a ModelError, got ${JSON.stringify(error)}.`);
}
