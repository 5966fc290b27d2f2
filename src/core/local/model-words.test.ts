import { describe, expect, it } from 'vitest';
import { areTwins, billionsOf, fullName, modelWords } from './model-words';
import { loadPrebuiltModels } from './prebuilt-models';

describe('the words for a model', () => {
  it.each([
    ['gemma-2-2b-it-q4f16_1-MLC', 'Gemma 2 2B'],
    ['gemma3-1b-it-q4f16_1-MLC', 'Gemma 3 1B'],
    ['gemma-4-E2B-it-q4f16_1-MLC', 'Gemma 4 E2B'],
    ['gemma-2-2b-jpn-it-q4f16_1-MLC', 'Gemma 2 2B Japanese'],
    ['Llama-3.2-3B-Instruct-q4f16_1-MLC', 'Llama 3.2 3B'],
    ['Qwen2.5-1.5B-Instruct-q4f16_1-MLC', 'Qwen 2.5 1.5B'],
    ['stablelm-2-zephyr-1_6b-q4f32_1-MLC', 'StableLM 2 Zephyr 1.6B'],
    ['phi-1_5-q4f16_1-MLC', 'Phi 1.5'],
    ['snowflake-arctic-embed-s-q0f32-MLC-b4', 'Snowflake Arctic Embed S'],
    ['my-own-model', 'My Own Model'],
    ['-', '-'],
  ])('name %s as %s', (id, name) => {
    expect(modelWords(id).name).toBe(name);
  });

  it('say in how many bits it is kept and computes', () => {
    expect(modelWords('gemma-2-2b-it-q4f32_1-MLC').quantisation).toBe('4-bit weights, 32-bit arithmetic');
    expect(modelWords('Qwen3-0.6B-q0f16-MLC').quantisation).toBe('16-bit weights and arithmetic');
    expect(modelWords('my-own-model').quantisation).toBeNull();
  });

  it('tell every model of the list from every other', async () => {
    const names = (await loadPrebuiltModels()).map(({ id }) => fullName(id));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('read the number of parameters where the name has one', () => {
    expect(billionsOf('SmolLM2-360M-Instruct-q4f16_1-MLC')).toBe(0.36);
    expect(billionsOf('stablelm-2-zephyr-1_6b-q4f16_1-MLC')).toBe(1.6);
    expect(billionsOf('gemma-4-E2B-it-q4f16_1-MLC')).toBe(2);
    expect(billionsOf('phi-2-q4f16_1-MLC')).toBeNull();
  });

  it('know the same weights in another precision', () => {
    expect(areTwins('gemma-2-2b-it-q4f16_1-MLC', 'gemma-2-2b-it-q4f32_1-MLC')).toBe(true);
    expect(areTwins('gemma-2-2b-it-q4f16_1-MLC', 'gemma-2-2b-it-q4f32_1-MLC-1k')).toBe(false);
    expect(areTwins('gemma-2-2b-it-q4f16_1-MLC', 'gemma-2-2b-it-q4f16_1-MLC')).toBe(false);
  });
});
