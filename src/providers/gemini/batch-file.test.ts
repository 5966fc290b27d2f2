import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { batchLine, readBatchLine } from './batch-file';
import { geminiLanguageModel } from './gemini-language-model';

const ref = { provider: 'gemini', id: 'gemini-2.0-flash' } as const;
const { safety } = defaultDeviceSettings.gemini;
const now = () => Date.UTC(2026, 10, 21, 9);

const request: ModelRequest = {
  purpose: 'classify',
  subject: { task: 'Is it kind?', labels: [{ label: 'kind', rules: ['It thanks.'] }], rows: [] },
  prompt: userPrompt('Classify it.\u2028"Thank you"', 'You label texts.'),
  settings: { temperature: 0.1, logprobs: 3 },
  reply: {
    type: 'json',
    name: 'label',
    schema: {
      type: 'object',
      properties: { label: { type: 'string', enum: ['kind', 'unkind'] }, rule: { type: 'integer', minimum: 0 } },
      required: ['label', 'rule'],
    },
  },
  cache: 'fresh',
};

const usageMetadata = { promptTokenCount: 30, candidatesTokenCount: 4 };
const line = (value: object) => JSON.stringify({ key: 'row-1', ...value });
const outcome = (value: object) => {
  const read = readBatchLine(line(value), now);
  if (!read.ok) throw new Error(read.error);
  expect(read.value.key).toBe('row-1');
  return read.value.outcome;
};

describe('batchLine', () => {
  let server: GeminiServer;
  beforeAll(async () => {
    server = await startGeminiServer();
  });
  afterAll(() => server.close());

  it('is one line with the key and the very body that a call sends', async () => {
    const config = { ...defaultDeviceSettings.gemini, key: 'k', address: server.url };
    const model = geminiLanguageModel({ ref, config, fetch, now });
    for await (const _event of model.stream(request, new AbortController().signal));

    const written = batchLine({ key: 'row-1', request }, { ref, safety });
    expect(written).not.toMatch(/[\n\r\u2028]/);
    expect(JSON.parse(written)).toEqual({ key: 'row-1', request: server.requests[0]?.body });
  });

  it('constrains the label to the set, and asks for log-probabilities where the model has them', () => {
    const { generationConfig } = JSON.parse(batchLine({ key: 'a', request }, { ref, safety })).request;
    expect(generationConfig).toMatchObject({
      responseLogprobs: true,
      logprobs: 3,
      responseSchema: { properties: { label: { type: 'STRING', format: 'enum', enum: ['kind', 'unkind'] } } },
    });
    const newer = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
    expect(batchLine({ key: 'a', request }, { ref: newer, safety })).not.toContain('ogprobs');
  });

  it('refuses a model id that is none', () => {
    const odd = { provider: 'gemini', id: '../x' } as const;
    expect(() => batchLine({ key: 'a', request }, { ref: odd, safety })).toThrow(/not/);
  });
});

describe('readBatchLine', () => {
  it('reads an answer as a call would, with its tokens', () => {
    const candidate = {
      content: { parts: [{ text: 'I think', thought: true }, { text: '{"label":"kind"}' }], role: 'model' },
      finishReason: 'STOP',
      logprobsResult: { chosenCandidates: [{ token: 'kind', logProbability: -0.1 }] },
    };
    expect(outcome({ response: { candidates: [candidate], usageMetadata, modelVersion: 'gemini-2.0-flash' } })).toEqual(
      {
        kind: 'reply',
        reply: {
          text: '{"label":"kind"}',
          finish: { kind: 'stop', code: 'STOP' },
          usage: { inputTokens: 30, outputTokens: 4, thoughtTokens: 0, estimated: false },
          modelVersion: 'gemini-2.0-flash',
          tokens: [{ token: 'kind', logprob: -0.1, alternatives: [] }],
        },
      },
    );
  });

  it('takes the answer out of a code fence', () => {
    const candidates = [{ content: { parts: [{ text: '```json\n{"label":"kind"}\n```' }] }, finishReason: 'STOP' }];
    expect(outcome({ response: { candidates } })).toMatchObject({ reply: { text: '{"label":"kind"}' } });
  });

  it.each([
    ['a blocked prompt', { response: { promptFeedback: { blockReason: 'SAFETY' } } }, 'prompt-blocked', 'SAFETY'],
    [
      'a blocked answer',
      { response: { candidates: [{ finishReason: 'RECITATION' }] } },
      'answer-blocked',
      'RECITATION',
    ],
    ['an empty answer', { response: { candidates: [{ finishReason: 'STOP' }] } }, 'empty', 'STOP'],
    ['a spent limit', { response: { candidates: [{ finishReason: 'MAX_TOKENS' }] } }, 'token-limit', 'MAX_TOKENS'],
    ['an internal fault', { error: { code: 13, message: 'An internal error has occurred.' } }, 'unavailable', '500'],
    ['a used-up quota', { error: { code: 8, message: 'Quota.' } }, 'rate-limited-minute', '429'],
    ['a refused request', { error: { code: 3, message: 'Invalid argument.' } }, 'bad-request', '400'],
    ['a status in its place', { status: { code: 14, message: 'Overloaded.' } }, 'unavailable', '503'],
    ['a status in words', { status: 'Internal error', response: {} }, 'unavailable', '500'],
  ])('keeps %s as the outcome of its key', (_, value, kind, code) => {
    expect(outcome(value)).toMatchObject({ kind: 'error', error: { kind, code } });
  });

  it('takes an empty status for none', () => {
    const candidates = [{ content: { parts: [{ text: 'kind' }] }, finishReason: 'STOP' }];
    expect(outcome({ status: '', response: { candidates } })).toMatchObject({ kind: 'reply' });
  });

  it.each([
    ['no JSON', '{"key": "row-1", ', /no JSON/],
    ['no key', '{"response": {}}', /"key"/],
    ['a list', '[]', /"key"/],
    ['neither response nor error', '{"key":"row-1"}', /"response" or an "error" for the key "row-1"/],
    ['a response of another shape', '{"key":"row-1","response":{"candidates":3}}', /can be read/],
  ])('says what is wrong with a line that has %s', (_, text, says) => {
    const read = readBatchLine(text, now);
    expect(read).toEqual({ ok: false, error: expect.stringMatching(says) });
  });
});
