import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countingIds } from '../../../testing/builders';
import type { ModelRef } from '../../model/model-ref';
import { blankPlaygroundWork } from '../playground-work';
import { type AskedRequest, copyLanguages } from './asked-request';
import { copyAs } from './copy-as';
import { readAleph } from './read-aleph';

const { prompt, complete, embed } = blankPlaygroundWork;
const server: ModelRef = { provider: 'server', id: 'gemma' };

function asked(given: Partial<AskedRequest> = {}): AskedRequest {
  return {
    task: 'complete',
    model: server,
    prompt: { ...prompt, parts: [{ type: 'text', text: 'It\'s "2" $HOME\nJSON\n' }] },
    complete,
    expected: ' a cat.',
    as: 'continuation',
    embed: { ...embed, texts: 'one\ntwo' },
    images: {},
    address: 'http://localhost:8000/v1',
    ...given,
  };
}

describe('a request that is copied', () => {
  it('as curl has the prompt to the byte, whatever a shell would make of it', () => {
    const text = copyAs(asked(), 'curl');
    expect(text).toContain("curl 'http://localhost:8000/v1/chat/completions'");
    const [, body = ''] = /<<'JSON'\n([\s\S]*)\nJSON\n$/.exec(text) ?? [];
    expect(JSON.parse(body)).toEqual({
      model: 'gemma',
      messages: [{ role: 'user', content: 'It\'s "2" $HOME\nJSON\n' }],
      max_tokens: 256,
      n: 1,
    });
  });

  it('as Python is no JSON: True and None are written its way', () => {
    const sampling = { logprobs: 3, stopSequences: ['END'] };
    const text = copyAs(asked({ complete: { ...complete, sampling } }), 'python');
    expect(text).toContain('    "logprobs": True,\n    "top_logprobs": 3,\n');
    expect(text).toContain('    "stop": [\n        "END",\n    ],\n');
  });

  it('sends a raw prompt as a completion, with what servers call the settings', () => {
    const options = { rawPrompt: true, multiplicativePresencePenalty: true, minTokens: 2 } as const;
    const bias = [{ id: 'b', token: { kind: 'id', id: 17 }, bias: -4 }] as const;
    const text = copyAs(
      asked({ complete: { ...complete, options, bias, sampling: { presencePenalty: 0.5, topK: 4 } } }),
      'typescript',
    );
    expect(text).toContain('/v1/completions"');
    for (const field of ['"top_k": 4', '"repetition_penalty": 1.5', '"min_tokens": 2', '"17": -4'])
      expect(text).toContain(field);
    expect(text).not.toContain('presence_penalty"');
  });

  it('asks Gemini what its model honours alone', () => {
    const model: ModelRef = { provider: 'gemini', id: 'gemini-2.0-flash' };
    const text = copyAs(asked({ model, complete: { ...complete, options: { minTokens: 2 } } }), 'curl');
    expect(text).toContain('models/gemini-2.0-flash:generateContent');
    expect(text).not.toContain('min_tokens');
    const embedded = copyAs(
      asked({ model, task: 'embed', embed: { ...embed, texts: 'one\n\ntwo', dimensions: 768 } }),
      'curl',
    );
    expect(embedded.match(/"outputDimensionality": 768/g)).toHaveLength(2);
  });

  it('never holds a key, and neither does an address', () => {
    const secret = 'https://me:hunter2@host/v1?key=sk-secret';
    for (const language of copyLanguages)
      for (const task of ['complete', 'evaluate', 'embed'] as const)
        for (const model of [server, { provider: 'gemini', id: 'g' }, { provider: 'practice' }] as const) {
          const text = copyAs(asked({ task, model, address: secret }), language);
          expect(text).not.toMatch(/hunter2|sk-secret/);
        }
  });
});

describe('a request of the ancestor', () => {
  const fixture = readFileSync(resolve(import.meta.dirname, 'fixtures/aleph-complete-request.json'), 'utf8');

  it('is read with every parameter of it', () => {
    expect(read(fixture)).toEqual({
      parts: [
        { type: 'image', data: '<base64>', crop: { x: 0, y: 0, size: 240 } },
        { type: 'text', text: 'Q: What hangs here? A:' },
      ],
      complete: {
        sampling: { maxOutputTokens: 64, temperature: 0, logprobs: 2, stopSequences: ['Q:'] },
        options: {},
        bias: [{ id: expect.any(String), token: { kind: 'id', id: 17 }, bias: -4 }],
        completions: 1,
        bestOf: null,
        compare: null,
      },
      expected: null,
      notes: ['It was made for “any-model”. The model that is chosen here stays.'],
    });
  });

  it('comes back as it was written', () => {
    const setup = {
      ...complete,
      sampling: { maxOutputTokens: 9, temperature: 0.5, topK: 3, presencePenalty: 0.5, logprobs: 0 },
      options: { rawPrompt: true, penaltiesCoverPrompt: true, minTokens: 2 },
      completions: 2,
      bestOf: 4,
    } as const;
    const found = read(copyAs(asked({ complete: setup }), 'aleph'));
    expect(found.complete).toEqual(setup);
    expect(found.parts).toEqual([{ type: 'text', text: 'It\'s "2" $HOME\nJSON\n' }]);
  });

  it('n left empty does not break best of', () => {
    expect(read('{"prompt": "a", "best_of": 3, "n": null}').complete).toMatchObject({ completions: 1, bestOf: 3 });
    expect(refusal('{"prompt": "a", "best_of": 2, "n": 2}')).toMatch(/more than “n”/);
  });

  it('a whole number is a bias', () => {
    expect(read('{"prompt": "a", "logit_bias": {"17": -4}}').complete.bias).toMatchObject([{ bias: -4 }]);
    expect(refusal('{"prompt": "a", "logit_bias": {"cat": 1}}')).toMatch(/ids of tokens, got “cat”/);
  });

  it('an empty list of parts is no prompt', () => {
    expect(refusal('{"prompt": []}')).toMatch(/an empty list of parts is no prompt/);
    expect(read('{"prompt": ""}').parts).toEqual([{ type: 'text', text: '' }]);
  });

  it('is refused with what its field takes', () => {
    expect(refusal('{"prompt": "a", "temperature": true}')).toBe(
      '“temperature”: expected a number from 0 to 2, got true.',
    );
    expect(refusal('{"prompt": "a", "temperature": 3}')).toMatch(/from 0 to 2, got 3/);
    expect(refusal('{"prompt": "a", "maximum_tokens": 0}')).toMatch(/a whole number from 1/);
    expect(refusal('[]')).toMatch(/an object with a “prompt”/);
  });

  it('of an evaluation has its expected completion', () => {
    expect(read(copyAs(asked({ task: 'evaluate' }), 'aleph')).expected).toBe(' a cat.');
  });

  it('says what it asks that is not here', () => {
    expect(read('{"prompt": "a", "contextual_control_threshold": 0.5}').notes).toEqual([
      '“contextual_control_threshold” was left out: there is no such setting here.',
    ]);
  });
});

function read(text: string) {
  const found = readAleph(text, countingIds('bias'));
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

function refusal(text: string): string {
  const found = readAleph(text, countingIds('bias'));
  return found.ok ? '' : found.error;
}
