import { describe, expect, it } from 'vitest';
import type { CompletionCapabilities, ServerProgram } from './completion-capabilities';
import { completionCapabilitiesOf } from './completion-capabilities-of';
import { completionOptionNames } from './completion-options';
import { localModel, type ModelRef, modelOfBrowser, practiceModel } from './model-ref';
import { settingNames } from './sampling-settings';

const gemini = (id: string): ModelRef => ({ provider: 'gemini', id });
const server: ModelRef = { provider: 'server', id: 'Qwen2.5-7B-Instruct' };

function refused({ settings, options }: CompletionCapabilities): readonly string[] {
  return [
    ...settingNames.filter((name) => settings[name] !== true),
    ...completionOptionNames.filter((name) => options[name] !== true),
  ];
}

const withoutSettings = ['rawPrompt', 'multiplicativePresencePenalty', 'penaltiesCoverPrompt', 'logitBias'];
const ofGemini = [...withoutSettings, 'minTokens', 'echo', 'asSampled'];
const since25 = ['presencePenalty', 'frequencyPenalty', 'logprobs', ...ofGemini];
const newest = ['temperature', 'topP', 'topK', ...since25, 'prefix'];

describe('completionCapabilitiesOf', () => {
  it.each<[string, ModelRef, readonly string[]]>([
    ['the practice model', practiceModel, []],
    ['a local model', localModel('gemma-2-2b-it-q4f16_1-MLC'), []],
    ['Gemini 2.0', gemini('gemini-2.0-flash'), ofGemini],
    ['Gemini 2.5', gemini('gemini-2.5-flash'), since25],
    ['Gemini 3.5 Flash', gemini('gemini-3.5-flash'), since25],
    ['Gemini 3.5 Flash-Lite', gemini('gemini-3.5-flash-lite'), newest],
    ['Gemini 3.6', gemini('gemini-3.6-flash'), newest],
    ['Gemini 4', gemini('models/gemini-4-argon'), newest],
    ['an unknown Gemini model', gemini('my-gateway-model'), newest],
  ])('%s refuses of part 2 what the table says', (_who, ref, names) => {
    expect(refused(completionCapabilitiesOf(ref))).toEqual(names);
  });

  it("the browser's model takes a prefix and several candidates, and nothing else", () => {
    const taken = completionCapabilitiesOf(modelOfBrowser);
    expect(settingNames.filter((name) => taken.settings[name] === true)).toEqual(['candidates']);
    expect(completionOptionNames.filter((name) => taken.options[name] === true)).toEqual(['prefix']);
  });

  it.each<[ServerProgram, readonly string[]]>([
    ['vllm', ['penaltiesCoverPrompt', 'asSampled']],
    ['llama.cpp', ['penaltiesCoverPrompt', 'echo', 'asSampled']],
    ['lm-studio', ['penaltiesCoverPrompt', 'minTokens', 'echo', 'asSampled', 'prefix']],
    ['ollama', [...withoutSettings, 'minTokens', 'echo', 'asSampled', 'prefix']],
  ])('a server that is %s refuses of part 2 what the table says', (program, names) => {
    expect(refused(completionCapabilitiesOf(server, program))).toEqual(names);
  });

  it('says by whose rule penalties of a server cover the prompt', () => {
    const ruleOf = (program: ServerProgram) => completionCapabilitiesOf(server, program).options.penaltiesCoverPrompt;
    expect(ruleOf('vllm')).toMatch(/^vLLM decides/);
    expect(ruleOf('llama.cpp')).toMatch(/^llama\.cpp decides/);
  });

  it.each<[string, ModelRef, ServerProgram | undefined]>([
    ['the practice model', practiceModel, undefined],
    ['a local model', localModel('Qwen3-0.6B-q4f16_1-MLC'), undefined],
    ['vLLM', server, 'vllm'],
    ['llama.cpp', server, 'llama.cpp'],
    ['another server, which a probe tells of', server, 'other'],
    ['a server that nobody has asked yet', server, undefined],
  ])('%s scores given texts', (_who, ref, program) => {
    expect(completionCapabilitiesOf(ref, program).scoring).toBe(true);
  });

  it.each<[ModelRef, ServerProgram | undefined, RegExp]>([
    [gemini('gemini-2.0-flash'), undefined, /never scores a given text/],
    [modelOfBrowser, undefined, /no probabilities/],
    [server, 'ollama', /judge/],
    [server, 'lm-studio', /judge/],
  ])('%o (%s) cannot score, and says why', (ref, program, words) => {
    expect(completionCapabilitiesOf(ref, program).scoring).toMatch(words);
  });

  it('tells of as many alternatives as the model does', () => {
    const most = (ref: ModelRef) => completionCapabilitiesOf(ref).mostLogprobs;
    expect([practiceModel, localModel('a'), server].map(most)).toEqual([20, 20, 20]);
    expect([gemini('gemini-2.0-flash'), gemini('gemini-2.5-pro'), modelOfBrowser].map(most)).toEqual([20, 0, 0]);
  });

  it('takes best of k where log-probabilities choose it', () => {
    const takes = (ref: ModelRef) => completionCapabilitiesOf(ref).bestOf === true;
    expect([practiceModel, localModel('a'), server].map(takes)).toEqual([true, true, true]);
    expect([gemini('gemini-2.0-flash'), modelOfBrowser].map(takes)).toEqual([false, false]);
  });

  it('takes models for instructed unless their names say otherwise', () => {
    const made = (ref: ModelRef) => completionCapabilitiesOf(ref).isInstructed;
    const base = ['Ministral-3-3B-Base-2512-q4f16_1-MLC', 'phi-2-q4f16_1-MLC', 'phi-1_5-q4f16_1-MLC', 'gemma-3-1b-pt'];
    expect(base.map((id) => made(localModel(id)))).toEqual([false, false, false, false]);
    expect(made(practiceModel)).toBe(false);
    expect(['Qwen3-4B-q4f16_1-MLC', 'Phi-3.5-mini-instruct', 'Database-7B'].map((id) => made(localModel(id)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('knows who cuts texts into tokens, and who counts them alone', () => {
    expect(completionCapabilitiesOf(practiceModel).tokenizer).toBe(true);
    expect(completionCapabilitiesOf(gemini('gemini-2.5-pro')).tokenizer).toBe('count');
    expect(completionCapabilitiesOf(server, 'vllm').tokenizer).toBe(true);
    expect(completionCapabilitiesOf(server, 'ollama').tokenizer).toMatch(/does not tell/);
  });

  it('images go to Gemini, servers and local models that see', () => {
    const takes = (ref: ModelRef) => completionCapabilitiesOf(ref).images === true;
    const local = localModel('Phi-3.5-vision-instruct-q4f16_1-MLC');

    expect([gemini('gemini-4-argon'), server].map(takes)).toEqual([true, true]);
    const blind = localModel('Llama-3.2-1B-Instruct-q4f16_1-MLC');
    expect([practiceModel, modelOfBrowser, blind, local].map(takes)).toEqual([false, false, false, true]);
  });
});

describe('the vectors of completionCapabilitiesOf', () => {
  const vectorsOf = (ref: ModelRef, program?: ServerProgram) => completionCapabilitiesOf(ref, program).vectors;

  it('are those of the embedding model that goes with a prompt model, or of an embedding model itself', () => {
    expect(vectorsOf(gemini('gemini-2.5-pro')).ref).toEqual(gemini('gemini-embedding-001'));
    expect(vectorsOf(gemini('gemini-embedding-2')).ref).toEqual(gemini('gemini-embedding-2'));
    expect(vectorsOf(localModel('gemma-2-2b-it')).ref).toEqual(localModel('snowflake-arctic-embed-s-q0f32-MLC-b4'));
    expect(vectorsOf(localModel('snowflake-arctic-embed-m-q0f32-MLC-b32')).ref).toEqual(
      localModel('snowflake-arctic-embed-m-q0f32-MLC-b32'),
    );
    expect(vectorsOf(server).ref).toEqual(server);
    expect(vectorsOf(modelOfBrowser).ref).toEqual(practiceModel);
  });

  it('take a task and 128 to 3,072 dimensions of Gemini alone, and images of the second', () => {
    const first = vectorsOf(gemini('gemini-embedding-001'));
    expect(first.taskTypes).toHaveLength(8);
    expect(first.dimensions).toEqual({ min: 128, max: 3072, usual: [768, 1536, 3072] });
    expect(first.images).toMatch(/gemini-embedding-2/);
    expect(vectorsOf(gemini('gemini-embedding-2')).images).toBe(true);
    for (const ref of [practiceModel, localModel('a'), server]) expect(vectorsOf(ref).taskTypes).toMatch(/alike/);
  });

  it('are pooled where token vectors are given', () => {
    const pools = (ref: ModelRef, program?: ServerProgram) => Array.isArray(vectorsOf(ref, program).poolings);
    expect([pools(practiceModel), pools(server, 'llama.cpp')]).toEqual([true, true]);
    expect([pools(server, 'vllm'), pools(localModel('a')), pools(gemini('gemini-embedding-001'))]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('say how much of a text is read', () => {
    const longest = (ref: ModelRef) => vectorsOf(ref).longestText;
    expect(longest(localModel('a'))).toBe(512);
    expect([longest(gemini('gemini-embedding-001')), longest(gemini('gemini-embedding-2'))]).toEqual([2048, 8192]);
  });
});
