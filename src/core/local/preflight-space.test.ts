import { describe, expect, it } from 'vitest';
import { deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import type { LocalModel } from './local-model';
import { loadPrebuiltModels } from './prebuilt-models';
import { backendFor, bytesToFetch, freeBytes } from './preflight-space';

const models = await loadPrebuiltModels();

const file = (bytes: number | null, done: boolean) => ({ path: `${bytes}`, bytes, md5: null, sha256: null, done });

describe('what is to be fetched of a model', () => {
  /** Parameters of the model cards, at four and a half bits (scales included), 16 or 32 bits each. */
  it.each([
    ['gemma-2-2b-it-q4f16_1-MLC', 2.614e9 * 0.5625],
    ['gemma3-1b-it-q4f16_1-MLC', 1e9 * 0.5625],
    ['Llama-3.2-1B-Instruct-q4f16_1-MLC', 1.236e9 * 0.5625],
    ['Phi-3.5-mini-instruct-q4f32_1-MLC', 3.82e9 * 0.5625],
    ['phi-2-q4f16_1-MLC', 2.78e9 * 0.5625],
    ['Qwen3-0.6B-q4f16_1-MLC', 0.596e9 * 0.5625],
    ['Qwen2.5-0.5B-Instruct-q0f32-MLC', 0.494e9 * 4],
    ['SmolLM2-135M-Instruct-q0f16-MLC', 0.1345e9 * 2],
    ['Llama-2-7b-chat-hf-q4f32_1-MLC', 6.74e9 * 0.5625],
    ['snowflake-arctic-embed-s-q0f32-MLC-b32', 33.2e6 * 4],
    ['snowflake-arctic-embed-m-q0f32-MLC-b32', 109e6 * 4],
  ])('is between the bounds that are known before: %s', (id, weights) => {
    const range = bytesToFetch(prebuilt(id), null);
    expect(range?.least).toBeLessThanOrEqual(weights);
    expect(range?.most).toBeGreaterThanOrEqual(weights);
  });

  it('has a least and a most for every model of the list', () => {
    for (const model of models) {
      const range = bytesToFetch(model, null);
      expect(range?.least, model.id).toBeGreaterThan(0);
      expect(range?.least, model.id).toBeLessThanOrEqual(range?.most ?? 0);
    }
  });

  it('is exact once every size is known', () => {
    const stored = storedModelWith(localModelWith(), {
      state: 'partial',
      files: [file(100, true), file(30, false), file(7, false)],
    });
    expect(bytesToFetch(stored.model, stored)).toEqual({ least: 37, most: 37 });
  });

  it('is less by what is here while a size is missing', () => {
    const model = localModelWith({ id: 'mine', memoryBytes: 8000 });
    const stored = storedModelWith(model, { state: 'partial', files: [file(600, true), file(null, false)] });
    expect(bytesToFetch(model, stored)).toEqual({ least: 200, most: 7400 });
  });

  it('is not known where nothing is', () => {
    expect(bytesToFetch(localModelWith({ memoryBytes: null }), null)).toBeNull();
  });
});

describe('the storage of a browser', () => {
  it('has what its quota leaves, and never less than nothing', () => {
    expect(freeBytes(deviceWith({ storage: { usage: 3, quota: 10 } }))).toBe(7);
    expect(freeBytes(deviceWith({ storage: { usage: 10, quota: 3 } }))).toBe(0);
    expect(freeBytes(deviceWith({ storage: null }))).toBeNull();
  });

  it('is the one that was chosen, else the best that is there', () => {
    const places = (opfs: boolean, cache: boolean, indexeddb: boolean) =>
      deviceWith({ backends: { opfs, cache, indexeddb } });
    expect(backendFor(places(true, true, true), 'indexeddb')).toBe('indexeddb');
    expect(backendFor(places(true, false, true), 'cache')).toBe('opfs');
    expect(backendFor(places(false, false, true), 'opfs')).toBe('indexeddb');
    expect(backendFor(places(false, false, false), 'opfs')).toBeNull();
  });
});

function prebuilt(id: string): LocalModel {
  const model = models.find((other) => other.id === id);
  if (model === undefined) throw new Error(`Expected "${id}" in the list.`);
  return model;
}
