import { describe, expect, it } from 'vitest';
import { completionCapabilitiesOf } from './completion-capabilities-of';
import { type CompletionOptions, completionOptionNames } from './completion-options';
import { type ModelPrompt, userPrompt } from './model-prompt';
import { localModel, type ModelRef, modelOfBrowser, practiceModel } from './model-ref';
import type { SamplingSettings } from './sampling-settings';
import { whyNotCompleted, whyNotEmbedded, whyNotScored, whyNotTokenized } from './unsupported';

const gemini25 = completionCapabilitiesOf({ provider: 'gemini', id: 'gemini-2.5-flash' });
const gemini2 = completionCapabilitiesOf({ provider: 'gemini', id: 'gemini-2.0-flash' });
const newest = completionCapabilitiesOf({ provider: 'gemini', id: 'gemini-3.6-flash' });
const vllm = completionCapabilitiesOf({ provider: 'server', id: 'a' }, 'vllm');
const llama = completionCapabilitiesOf({ provider: 'server', id: 'a' }, 'llama.cpp');
const browser = completionCapabilitiesOf(modelOfBrowser);
const practice = completionCapabilitiesOf(practiceModel);
const local = completionCapabilitiesOf(localModel('gemma-2-2b-it-q4f16_1-MLC'));

const image: ModelPrompt = { turns: [{ role: 'user', parts: [{ type: 'image', mimeType: 'image/png', data: 'AA' }] }] };

const options: Required<CompletionOptions> = {
  rawPrompt: true,
  multiplicativePresencePenalty: true,
  penaltiesCoverPrompt: true,
  logitBias: [{ token: 5, bias: -100 }],
  minTokens: 3,
  echo: true,
  asSampled: true,
  prefix: { text: 'Once' },
};

const every: Required<SamplingSettings> = {
  temperature: 0.5,
  topP: 0.9,
  topK: 40,
  maxOutputTokens: 256,
  stopSequences: ['END'],
  presencePenalty: 0.5,
  frequencyPenalty: 0.5,
  seed: 7,
  candidates: 1,
  logprobs: 5,
};

function why(
  honours: typeof gemini25,
  asked: {
    readonly settings?: SamplingSettings;
    readonly completion?: CompletionOptions;
    readonly prompt?: ModelPrompt;
  } = {},
) {
  return whyNotCompleted({ prompt: userPrompt('Hello'), settings: {}, ...asked }, honours);
}

describe('a completion', () => {
  it('is sent with everything that practice and local models honour', () => {
    for (const honours of [practice, local])
      expect(why(honours, { settings: every, completion: options })).toBeUndefined();
  });

  it.each([
    ['Gemini 2.5', gemini25],
    ['Gemini 3.6', newest],
    ["the browser's model", browser],
    ['vLLM', vllm],
    ['llama.cpp', llama],
  ])('is refused by %s for each option of the table that is not honoured, in its words', (_who, honours) => {
    for (const name of completionOptionNames) {
      const honoured = honours.options[name];
      const said = why(honours, { completion: { [name]: options[name] } });
      expect([name, said]).toEqual([name, honoured === true ? undefined : honoured]);
    }
  });

  it.each([
    ['Gemini 2.0', gemini2],
    ['Gemini 2.5', gemini25],
    ['Gemini 3.6', newest],
    ["the browser's model", browser],
  ])('is refused by %s for each setting of the table that is not honoured, in its words', (_who, honours) => {
    for (const [name, value] of Object.entries(every)) {
      const honoured = honours.settings[name as keyof SamplingSettings];
      const said = why(honours, { settings: { [name]: value } });
      expect([name, said]).toEqual([name, honoured === true ? undefined : honoured]);
    }
  });

  it('asks for nothing by a penalty of 0 or an empty list', () => {
    expect(why(gemini25, { settings: { presencePenalty: 0, frequencyPenalty: 0, stopSequences: [] } })).toBeUndefined();
    expect(why(newest, { completion: { logitBias: [], prefix: { text: '' } } })).toBeUndefined();
  });

  it('asks for something by temperature 0, and by log-probabilities of the chosen token alone', () => {
    expect(why(newest, { settings: { temperature: 0 } })).toBe(newest.settings.temperature);
    expect(why(gemini25, { settings: { logprobs: 0 } })).toBe(gemini25.settings.logprobs);
  });

  it('tells how many alternatives there are at most', () => {
    expect(why(vllm, { settings: { logprobs: 21 } })).toBe('This model tells of 20 tokens at most, not of 21.');
  });

  it('takes images where the model does', () => {
    expect(why(gemini25, { prompt: image })).toBeUndefined();
    expect(why(practice, { prompt: image })).toBe(practice.images);
    expect(why(local, { prompt: image })).toBe(local.images);
  });

  it('is one text when it is raw, which may be empty', () => {
    const completion = { rawPrompt: true } as const;
    expect(why(practice, { completion, prompt: userPrompt('') })).toBeUndefined();
    expect(why(practice, { completion, prompt: userPrompt('Hello', 'Be brief.') })).toMatch(
      /^A raw prompt is one text/,
    );
    expect(why(gemini25, { completion, prompt: image })).toMatch(/^A raw prompt is one text/);
  });

  it('an empty list of parts is no prompt', () => {
    const nothing: ModelPrompt = { turns: [{ role: 'user', parts: [] }] };
    expect(why(practice, { prompt: nothing })).toMatch(/^The prompt is empty/);
    expect(why(practice, { prompt: userPrompt('') })).toMatch(/^The prompt is empty/);
    expect(why(practice, { prompt: { turns: [] } })).toMatch(/last turn/);
  });
});

describe('a score', () => {
  it('is refused where the table says that it is impossible, in its words', () => {
    const prompt = userPrompt('Hello');
    for (const honours of [practice, local, vllm, llama]) expect(whyNotScored({ prompt }, honours)).toBeUndefined();
    for (const honours of [gemini25, browser]) expect(whyNotScored({ prompt }, honours)).toBe(honours.scoring);
  });

  it('follows texts alone', () => {
    expect(whyNotScored({ prompt: image }, practice)).toMatch(/take the images out/);
  });
});

describe('tokens', () => {
  it('are counted alone where the service does no more', () => {
    expect(whyNotTokenized({ kind: 'text' }, gemini25)).toBeUndefined();
    expect(whyNotTokenized('ids', gemini25)).toMatch(/not which/);
    expect(whyNotTokenized('ids', practice)).toBeUndefined();
    expect(whyNotTokenized({ kind: 'text' }, browser)).toBe(browser.tokenizer);
  });
});

describe('vectors', () => {
  const text = { type: 'text', text: 'Hello' } as const;
  const picture = { type: 'image', mimeType: 'image/png', data: 'AA' } as const;
  const second: ModelRef = { provider: 'gemini', id: 'gemini-embedding-2' };

  it('are refused for each option that is not honoured, in the words of the table', () => {
    const { vectors } = local;
    const inputs = [text];
    expect(whyNotEmbedded({ inputs }, local)).toBeUndefined();
    expect(whyNotEmbedded({ inputs, taskType: 'CLUSTERING' }, local)).toBe(vectors.taskTypes);
    expect(whyNotEmbedded({ inputs, dimensions: 768 }, local)).toBe(vectors.dimensions);
    expect(whyNotEmbedded({ inputs, pooling: 'mean' }, local)).toBe(vectors.poolings);
    expect(whyNotEmbedded({ inputs: [picture] }, local)).toBe(vectors.images);
    expect(whyNotEmbedded({ inputs, pooling: 'abs-max' }, practice)).toBeUndefined();
  });

  it('take images of the second Gemini embedding model', () => {
    expect(whyNotEmbedded({ inputs: [text, picture] }, completionCapabilitiesOf(second))).toBeUndefined();
  });

  it.each([127, 3073, 768.5, Number.NaN])('take no %s dimensions of Gemini', (dimensions) => {
    expect(whyNotEmbedded({ inputs: [text], dimensions }, gemini25)).toMatch(
      /^This model takes 128 to 3072 dimensions/,
    );
  });
});
