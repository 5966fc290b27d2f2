import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as errors from '../../../e2e/gemini-server/error-bodies.mjs';
import * as plans from '../../../e2e/gemini-server/plans.mjs';
import { type GeminiServer, startGeminiServer } from '../../../e2e/gemini-server/server.mjs';
import { ModelError, type ModelErrorData, type ModelErrorKind } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { GeminiConfig } from '../../core/model/models-port';
import { all, replyOf, textOf } from '../../testing/model-contract';
import { geminiLanguageModel } from './gemini-language-model';

const now = Date.parse('2026-11-21T09:30:00.000Z');
const key = 'AQ.a-key-of-any-shape_0123456789';

let server: GeminiServer;
beforeAll(async () => {
  server = await startGeminiServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('an answer of Gemini', () => {
  it('leaves thoughts out of the text and counts them apart', async () => {
    server.respondWith(plans.thinking('They want a poem, so let me think of rhymes.', 'Roses are red.'));

    const reply = await replyOf(ask());

    expect(reply.text).toBe('Roses are red.');
    expect(reply.usage).toEqual({ inputTokens: 4, outputTokens: 4, thoughtTokens: 11, estimated: false });
    expect(reply.modelVersion).toBe('gemini-flash-latest');
  });

  it('is kept when the token limit stops it in the middle', async () => {
    server.respondWith(plans.maxTokens({ text: 'Roses are' }));

    expect(await replyOf(ask())).toMatchObject({ text: 'Roses are', finish: { kind: 'length', code: 'MAX_TOKENS' } });
  });

  it.each(['OTHER', 'A_REASON_OF_NEXT_YEAR'])('is kept when it ends for %s', async (finishReason) => {
    server.respondWith(plans.text(['Roses ', 'are red.'], { finishReason }));

    expect(await replyOf(ask())).toMatchObject({
      text: 'Roses are red.',
      finish: { kind: 'other', code: finishReason },
    });
  });

  it('has estimated counts when the service sends none', async () => {
    server.respondWith(plans.text('Roses are red.', { countsTokens: false }));

    expect((await replyOf(ask())).usage).toEqual({
      inputTokens: 4,
      outputTokens: 4,
      thoughtTokens: 0,
      estimated: true,
    });
  });

  it('may hold line separators, quotes and other alphabets', async () => {
    const text = 'a\u2028b\u2029c "d" \\ 日本 🌹\r\n\r\ndata: e';
    server.respondWith(plans.text(text));

    expect((await replyOf(ask())).text).toBe(text);
  });

  it('arrives as it was written, in whatever pieces', async () => {
    const pieces = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pieces, async (texts) => {
        fc.pre(texts.join('').trim() !== '');
        server.respondWith(plans.text(texts));

        const events = await all(ask());

        expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : []))).toEqual(texts);
        expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: texts.join('') } });
      }),
      { numRuns: 40 },
    );
  });

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
    ['a page of something else', plans.html(), { kind: 'unknown-format', code: 'UNKNOWN_FORMAT' }],
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
  const outcomes: readonly (readonly [string, Parameters<GeminiServer['respondWith']>[0], Expected])[] = [
    [
      'a blocked prompt',
      plans.promptBlocked('SAFETY'),
      { kind: 'prompt-blocked', code: 'SAFETY', says: /safety settings/ },
    ],
    [
      'a prompt blocked for a reason of next year',
      plans.promptBlocked('VIBES'),
      { kind: 'prompt-blocked', code: 'VIBES', says: /we do not know \(VIBES\)/ },
    ],
    ...['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'IMAGE_SAFETY'].map(
      (reason) =>
        [
          `an answer blocked for ${reason}`,
          plans.answerBlocked(reason),
          { kind: 'answer-blocked', code: reason, says: new RegExp(`\\(${reason}\\)`) },
        ] as const,
    ),
    [
      'an answer blocked in the middle',
      plans.answerBlocked('RECITATION', 'It was the best of times'),
      { kind: 'answer-blocked', code: 'RECITATION', says: /published text/, partialText: 'It was the best of times' },
    ],
    [
      'a token limit spent on thoughts',
      plans.maxTokens({ thoughtTokens: 97 }),
      { kind: 'token-limit', code: 'MAX_TOKENS', says: /still thinking: 97 thinking tokens/ },
    ],
    [
      'a token limit without text or thoughts',
      plans.maxTokens(),
      { kind: 'token-limit', code: 'MAX_TOKENS', says: /before any text came/ },
    ],
    ['a candidate without content', plans.noContent('STOP'), { kind: 'empty', code: 'STOP', says: /without writing/ }],
    ['an empty text', plans.text(''), { kind: 'empty', code: 'STOP', says: /without writing/ }],
    [
      'a text of spaces',
      plans.text(' \n'),
      { kind: 'empty', code: 'STOP', says: /without writing/, partialText: ' \n' },
    ],
    [
      'a malformed function call',
      plans.noContent('MALFORMED_FUNCTION_CALL'),
      { kind: 'empty', code: 'MALFORMED_FUNCTION_CALL', says: /tried to call a tool .*\(MALFORMED_FUNCTION_CALL\)/ },
    ],
    [
      'no candidates and no reason',
      plans.noCandidates(),
      { kind: 'empty', code: 'NO_CANDIDATE', says: /sent no answer and named no reason/ },
    ],
    [
      'an end without an answer',
      plans.endsEarly(),
      { kind: 'unavailable', code: 'STREAM_CUT', says: /before any answer/ },
    ],
    [
      'an end without a finish reason',
      plans.endsEarly('Roses are'),
      { kind: 'unavailable', code: 'STREAM_CUT', says: /in the middle/, partialText: 'Roses are' },
    ],
    [
      'a broken connection',
      plans.cut('Roses are'),
      { kind: 'unavailable', code: 'STREAM_CUT', says: /in the middle/, partialText: 'Roses are' },
    ],
    [
      'an error in the middle of the stream',
      plans.failsMidway('Roses are', errors.overloaded()),
      { kind: 'unavailable', code: '503', says: /model is overloaded/, partialText: 'Roses are' },
    ],
    [
      'a page instead of a stream',
      plans.html(),
      { kind: 'unknown-format', code: 'UNKNOWN_FORMAT', says: /not in the format of the Gemini API/ },
    ],
    [
      'events of another service',
      { kind: 'raw', status: 200, contentType: 'text/event-stream', text: 'data: [1, 2]\n\n' },
      { kind: 'unknown-format', code: 'UNKNOWN_FORMAT', says: /not in the format of the Gemini API/ },
    ],
    [
      'a service that is switched off for the key',
      errors.serviceDisabled(),
      { kind: 'bad-key', code: '403 SERVICE_DISABLED', says: /has not been used in project 123456789/ },
    ],
    ['401', errors.apiError(401, 'Unauthorized.'), { kind: 'bad-key', code: '401', says: /copied in full/ }],
    [
      'a region that is not served',
      errors.apiError(400, 'User location is not supported for the API use.', { name: 'FAILED_PRECONDITION' }),
      { kind: 'unsupported-region', code: '400', says: /User location is not supported/ },
    ],
    [
      'a quota of a minute',
      errors.quotaPerMinute({ retryDelay: '34.4s' }),
      {
        kind: 'rate-limited-minute',
        code: '429',
        says: /GenerateRequestsPerMinutePerProjectPerModel-FreeTier: 10\)\. Gemini says: .* Wait 35 s/,
        until: '2026-11-21T09:30:34.400Z',
      },
    ],
    [
      'a quota of a day',
      errors.quotaPerDay({ quotaValue: '250' }),
      {
        kind: 'rate-limited-day',
        code: '429',
        says: /250\).*midnight Pacific time/,
        until: '2026-11-22T08:00:00.000Z',
      },
    ],
    [
      'a plan without the model',
      errors.quotaNone(),
      { kind: 'rate-limited-day', code: '429', says: /allows no calls of this model/ },
    ],
    [
      '429 without details',
      errors.apiError(429, 'Resource has been exhausted (e.g. check quota).'),
      { kind: 'rate-limited-minute', code: '429', says: /Wait a minute and try again/ },
    ],
    ...[500, 502, 503, 504].map(
      (status) =>
        [
          `${status}`,
          errors.apiError(status, 'Something broke.'),
          { kind: 'unavailable', code: String(status), says: /"Something broke\."/ },
        ] as const,
    ),
    [
      '502 of a gateway',
      plans.html(502),
      { kind: 'unavailable', code: '502', says: /right now \(502\)\..* Try again/ },
    ],
    [
      'any other refusal',
      errors.apiError(400, 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'),
      { kind: 'bad-request', code: '400', says: /exceeds the maximum number of tokens/ },
    ],
    [
      'a refusal of log-probabilities',
      errors.logprobsRefused('gemini-x'),
      { kind: 'bad-request', code: '400', says: /gives no log-probabilities/ },
    ],
  ];

  it.each(outcomes)('is an error with its reason: %s', async (_, response, expected) => {
    server.respondWith(response);

    const error = await failure(ask());

    expect(error).toMatchObject({ kind: expected.kind, code: expected.code, partialText: expected.partialText ?? '' });
    expect(error.message).toMatch(expected.says);
    expect(error.until).toBe(expected.until);
    expect(server.requests).toHaveLength(1);
  });

  it('says what thoughts cost when they ate the limit', async () => {
    server.respondWith(plans.maxTokens({ thoughtTokens: 97 }));

    expect((await failure(ask())).usage).toMatchObject({ thoughtTokens: 97, outputTokens: 0 });
  });

  it('names the key as the reason when the service refuses it', async () => {
    expect(await failure(ask({}, { key: 'bad-key' }))).toMatchObject({
      kind: 'bad-key',
      code: '400 API_KEY_INVALID',
      message: expect.stringMatching(/API key not valid/),
    });
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

    const error = await failure(ask({}, { endpoint: closed.url }));

    expect(error).toMatchObject({ kind: 'unreachable', code: 'NETWORK' });
    expect(error.message).toContain(closed.url);
    expect(error.message).toMatch(/offline.*CORS/);
  });

  it('never repeats the key, wherever the service puts it', async () => {
    server.respondWith(
      errors.apiError(400, `Bad request for ?key=${encodeURIComponent(key)} and ${key}, see AIzaSyA1234567890abcdef`),
    );

    const error = await failure(ask());

    expect(JSON.stringify(error)).not.toContain(key);
    expect(JSON.stringify(error)).not.toContain('AIzaSy');
    expect(error.message).toContain('[key]');
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

describe('an abort', () => {
  it('reaches the network while the service is silent, with the reason of the signal', async () => {
    server.respondWith(plans.stall('Roses are'));
    const controller = new AbortController();
    const reason = new Error('stopped by the author');
    const run = all(ask({}, {}, controller.signal));

    await server.received(1);
    controller.abort(reason);

    await expect(run).rejects.toBe(reason);
    await server.requests[0]?.left;
  });

  it('also ends a call whose status line has not come', async () => {
    server.respondWith({ ...errors.overloaded(), delayMs: 60_000 });
    const controller = new AbortController();
    const run = all(ask({}, {}, controller.signal));

    await server.received(1);
    controller.abort('stopped');

    await expect(run).rejects.toBe('stopped');
    await server.requests[0]?.left;
  });

  it('is not needed to end a transfer that nobody reads any more', async () => {
    server.respondWith(plans.stall('Roses are'));

    for await (const event of ask()) if (event.type === 'text') break;

    await server.requests[0]?.left;
  });
});

interface Expected {
  readonly kind: ModelErrorKind;
  readonly code: string;
  readonly says: RegExp;
  readonly partialText?: string;
  readonly until?: string;
}

function ask(
  request: Partial<Pick<ModelRequest, 'settings' | 'reply'>> = {},
  { id = 'gemini-flash-latest', ...config }: { readonly id?: string } & Partial<GeminiConfig> = {},
  signal = new AbortController().signal,
) {
  const model = geminiLanguageModel({
    ref: { provider: 'gemini', id },
    config: {
      key,
      endpoint: server.url,
      safety: {
        harassment: 'default',
        'hate-speech': 'default',
        'sexually-explicit': 'default',
        'dangerous-content': 'default',
      },
      requestsPerMinute: 60,
      parallelRequests: 4,
      ...config,
    },
    fetch: (...sent) => fetch(...sent),
    now: () => now,
  });
  const instruction = 'Write a poem.';
  return model.stream(
    {
      purpose: 'respond',
      subject: { instruction, principles: [], values: {} },
      prompt: userPrompt(instruction),
      settings: {},
      reply: { type: 'text' },
      cache: 'fresh',
      ...request,
    },
    signal,
  );
}

async function failure(stream: ReturnType<typeof ask>): Promise<ModelErrorData> {
  const error: unknown = await all(stream).catch((caught: unknown) => caught);
  if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${JSON.stringify(error)}`);
  return error.data;
}
