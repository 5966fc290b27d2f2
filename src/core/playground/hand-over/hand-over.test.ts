import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { practiceModel } from '../../model/model-ref';
import { alephRequest, readAlephRequest } from './aleph-request';
import { requestCode } from './request-code';
import { type Asked, wireRequest } from './wire-request';

const tricky = `It's "quoted", $HOME \`x\` \\n\nEnd `;
const complete: Asked = {
  task: 'complete',
  model: { provider: 'gemini', id: 'gemini-2.5-flash' },
  prompt: { system: 'Be brief.', turns: [{ role: 'user', parts: [{ type: 'text', text: tricky }] }] },
  sampling: { maxOutputTokens: 9, temperature: 0 },
  options: {},
  completions: 2,
  bestOf: null,
};

describe('a request that is copied', () => {
  it('is what Gemini takes, with the prompt to the byte', () => {
    const request = wireRequest(complete, 'https://example.org');
    expect(request).toMatchObject({
      value: {
        url: 'https://example.org/v1beta/models/gemini-2.5-flash:generateContent',
        body: {
          systemInstruction: { parts: [{ text: 'Be brief.' }] },
          contents: [{ role: 'user', parts: [{ text: tricky }] }],
          generationConfig: { maxOutputTokens: 9, temperature: 0, candidateCount: 2 },
        },
      },
    });
  });

  it('is what a server takes: messages, or the raw text', () => {
    const model = { provider: 'server', id: 'qwen' } as const;
    const chat = wireRequest({ ...complete, model, sampling: { logprobs: 3 } }, 'http://localhost:8000/v1');
    expect(chat).toMatchObject({
      value: {
        url: 'http://localhost:8000/v1/chat/completions',
        body: {
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: tricky },
          ],
          logprobs: true,
          top_logprobs: 3,
          n: 2,
        },
      },
    });
    const raw = wireRequest({ ...complete, model, options: { rawPrompt: true } }, 'http://localhost:8000/v1');
    expect(raw).toMatchObject({ value: { url: 'http://localhost:8000/v1/completions', body: { prompt: tricky } } });
  });

  it('is none where scoring takes several: a token each on llama.cpp, or a chat template first', () => {
    const model = { provider: 'server', id: 'qwen' } as const;
    const scored: Asked = { ...complete, model, task: 'evaluate', expected: ' blue', as: 'continuation' };
    const address = 'http://localhost:8080/v1';
    expect(wireRequest(scored, address, 'vllm')).toMatchObject({
      value: { url: `${address}/completions`, body: { prompt: `${tricky} blue`, echo: true } },
    });
    expect(wireRequest(scored, address, 'llama.cpp')).toMatchObject({
      error: expect.stringContaining('a request for each of its tokens'),
    });
    expect(wireRequest({ ...scored, as: 'reply' }, address, 'vllm')).toMatchObject({
      error: expect.stringContaining('chat template'),
    });
  });

  it('is none where the model computes on this device, or cannot do it', () => {
    expect(wireRequest({ ...complete, model: practiceModel }, '')).toMatchObject({ ok: false });
    const scored: Asked = { ...complete, task: 'evaluate', expected: 'x', as: 'reply' };
    expect(wireRequest(scored, '')).toMatchObject({ ok: false });
  });

  it('never holds the key, and stays data in every language', () => {
    const request = wireRequest(complete, 'https://example.org');
    if (!request.ok) throw new Error(request.error);
    const body = JSON.parse(JSON.stringify(request.value.body));
    for (const [language, write] of Object.entries(requestCode)) {
      const code = write(request.value);
      expect(code, language).toContain('GEMINI_API_KEY');
    }
    const echoed = requestCode.curl(request.value).split(' \\\n').at(-1);
    const data = execFileSync('sh', ['-c', `printf '%s' ${echoed?.replace('--data-binary', '').trim()}`]);
    expect(JSON.parse(data.toString())).toEqual(body);
    const script = requestCode.typescript(request.value);
    const sent: unknown[] = [];
    const fetch = async (...given: unknown[]) => {
      sent.push(given);
      return { ok: true, json: async () => null };
    };
    // The code is ours; only what it sends is looked at.
    new Function('fetch', 'process', 'console', `return (async () => {${script}})()`)(
      fetch,
      { env: { GEMINI_API_KEY: 'k' } },
      { log: () => {} },
    );
    expect(sent).toMatchObject([
      ['https://example.org/v1beta/models/gemini-2.5-flash:generateContent', { headers: { 'x-goog-api-key': 'k' } }],
    ]);
    expect(JSON.parse((sent as [[string, { body: string }]])[0][1].body)).toEqual(body);
  });
});

describe('requests of aleph-alpha-client', () => {
  const example = readFileSync(new URL('fixtures/aleph-complete-request.json', import.meta.url), 'utf8');

  it('are read with every parameter, where 0 is no top K and no top P', () => {
    expect(readAlephRequest(example)).toMatchObject({
      value: {
        task: 'complete',
        items: [
          { type: 'image', x: 0, y: 0, size: 240 },
          { type: 'text', data: 'Q: What hangs here? A:' },
        ],
        sampling: { maxOutputTokens: 64, temperature: 0, logprobs: 2, stopSequences: ['Q:'] },
        bias: [{ token: 17, bias: -4 }],
        completions: 1,
        bestOf: null,
        left: [],
      },
    });
  });

  it('are written as they were read', () => {
    const read = readAlephRequest(example);
    if (!read.ok) throw new Error(read.error);
    const { sampling, options, bias, completions, bestOf } = read.value;
    const written = alephRequest({
      ...complete,
      task: 'complete',
      model: { provider: 'server', id: 'any-model' },
      sampling,
      options: { ...options, logitBias: bias },
      completions,
      bestOf,
    });
    const { prompt: _, hosting: __, ...others } = JSON.parse(example);
    expect(written).toMatchObject(others);
  });

  it('name what has no counterpart, and are refused when they are none', () => {
    expect(readAlephRequest('{"prompt": "x", "contextual_control_threshold": 0.5}')).toMatchObject({
      value: { left: ['contextual_control_threshold'], items: [{ type: 'text', data: 'x' }] },
    });
    for (const text of ['', '[]', '{"prompt": 7}', '{"prompt": "x", "temperature": true}'])
      expect(readAlephRequest(text).ok).toBe(false);
    expect(readAlephRequest('{"prompt": "x", "completion_expected": " y"}')).toMatchObject({
      value: { task: 'evaluate', expected: ' y' },
    });
  });
});
