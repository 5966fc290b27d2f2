import { beforeAll, describe, expect, it } from 'vitest';
import { adapterWith, deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import { knownModels, listModels } from './listed-models';
import type { LocalModel } from './local-model';
import { loadPrebuiltModels } from './prebuilt-models';
import { refusalOf, type Surroundings } from './preflight-checks';

let prebuilt: readonly LocalModel[] = [];
beforeAll(async () => {
  prebuilt = await loadPrebuiltModels();
});

const surroundings: Surroundings = { device: deviceWith(), stored: [], backend: 'opfs' };

describe('the list of local models', () => {
  it('starts with the Gemmas that run here, best first, and keeps embedding models apart', () => {
    const { chat, embedding } = listModels(prebuilt, { query: '', surroundings });
    expect(ids(chat).slice(0, 5)).toEqual([
      'gemma-4-E2B-it-q4f16_1-MLC',
      'gemma-4-E2B-it-q4f32_1-MLC',
      'gemma-2-2b-it-q4f16_1-MLC',
      'gemma-2-2b-it-q4f32_1-MLC',
      'gemma3-1b-it-q4f16_1-MLC',
    ]);
    expect(ids(embedding)).toEqual([
      'snowflake-arctic-embed-s-q0f32-MLC-b4',
      'snowflake-arctic-embed-m-q0f32-MLC-b4',
      'snowflake-arctic-embed-s-q0f32-MLC-b32',
      'snowflake-arctic-embed-m-q0f32-MLC-b32',
    ]);
    expect(chat.length + embedding.length).toBe(prebuilt.length);
  });

  it('puts what does not run here last', () => {
    const weak = { ...surroundings, device: deviceWith({ gpu: adapterWith({ features: [] }) }) };
    const runs = listModels(prebuilt, { query: '', surroundings: weak }).chat.map(
      ({ model }) => refusalOf(model, weak) === null,
    );
    expect(runs.lastIndexOf(true)).toBeLessThan(runs.indexOf(false));
    expect(runs).toContain(false);
  });

  it('puts what is on this device, or is the author’s, first', () => {
    const kept = prebuilt
      .filter(({ id }) => id === 'Llama-3-70B-Instruct-q3f16_1-MLC')
      .map((model) => storedModelWith(model));
    const custom = localModelWith({ id: 'mine' });
    const models = knownModels({ prebuilt, custom: [custom], stored: kept });
    const { chat } = listModels(models, { query: '', surroundings: { ...surroundings, stored: kept } });
    expect(ids(chat).slice(0, 2)).toEqual(['mine', 'Llama-3-70B-Instruct-q3f16_1-MLC']);
    expect(chat[1]?.stored).toBe(kept[0]);
  });

  it('works before anything is known of the device', () => {
    expect(ids(listModels(prebuilt, { query: '', surroundings: null }).chat)[0]).toBe('gemma-4-E2B-it-q4f16_1-MLC');
  });
});

describe('a search for local models', () => {
  it.each([
    ['gemma 2 2b', 'gemma-2-2b-it-q4f16_1-MLC'],
    ['GEMMA2', 'gemma-2-2b-it-q4f16_1-MLC'],
    ['gemma 3', 'gemma3-1b-it-q4f16_1-MLC'],
    ['llama 8b 32-bit', 'Llama-3.1-8B-Instruct-q4f32_1-MLC-1k'],
    ['q4f32 qwen 0.5b', 'Qwen2.5-0.5B-Instruct-q4f32_1-MLC'],
    ['coder', 'Qwen2.5-Coder-0.5B-Instruct-q4f16_1-MLC'],
  ])('for "%s" finds %s first', (query, id) => {
    expect(ids(listModels(prebuilt, { query, surroundings }).chat)[0]).toBe(id);
  });

  it('finds models by a part of their names, and those that match whole words before', () => {
    const found = ids(listModels(prebuilt, { query: 'hermes', surroundings }).chat);
    const isWhole = found.map((id) => id.startsWith('Hermes'));
    expect(isWhole.lastIndexOf(true)).toBeLessThan(isWhole.indexOf(false));
    expect(found).toContain('OpenHermes-2.5-Mistral-7B-q4f16_1-MLC');
  });

  it('finds nothing where a word of it is nowhere', () => {
    expect(listModels(prebuilt, { query: 'gemma zebra', surroundings })).toEqual({ chat: [], embedding: [] });
  });

  it('finds embedding models in their own group', () => {
    const found = listModels(prebuilt, { query: 'snowflake', surroundings });
    expect(found.chat).toEqual([]);
    expect(found.embedding).toHaveLength(4);
  });
});

describe('the known models', () => {
  it('have each id once: the author’s own before what is stored, that before the list', () => {
    const mine = localModelWith({ id: 'gemma-2-2b-it-q4f16_1-MLC', contextTokens: 1 });
    const gone = localModelWith({ id: 'from-a-folder', origin: { kind: 'folder', name: 'folder' } });
    const stored = [storedModelWith(gone), storedModelWith({ ...mine, contextTokens: 2 })];
    const models = knownModels({ prebuilt, custom: [mine], stored });
    expect(models).toHaveLength(prebuilt.length + 1);
    expect(models.find(({ id }) => id === mine.id)).toBe(mine);
    expect(models).toContain(gone);
  });
});

function ids(listed: readonly { readonly model: LocalModel }[]): readonly string[] {
  return listed.map(({ model }) => model.id);
}

describe('the models that are known', () => {
  const from = (libraryUrl: string) =>
    ({ kind: 'prebuilt', weightsUrl: 'https://models.example/gemma', libraryUrl }) as const;
  const old = localModelWith({ id: 'gemma', origin: from('https://models.example/v1.wasm') });
  const listed = localModelWith({ id: 'gemma', origin: from('https://models.example/v2.wasm') });

  it('have the library of the present list, also when an earlier version of the studio has downloaded another', () => {
    expect(knownModels({ prebuilt: [listed], custom: [], stored: [storedModelWith(old)] })).toEqual([listed]);
  });

  it('stay known when the list has them no more', () => {
    expect(knownModels({ prebuilt: [], custom: [], stored: [storedModelWith(old)] })).toEqual([old]);
  });

  it('are the author’s own where they have copied them from a folder', () => {
    const copied = localModelWith({ id: 'gemma', origin: { kind: 'folder', name: 'gemma' } });
    expect(knownModels({ prebuilt: [listed], custom: [], stored: [storedModelWith(copied)] })).toEqual([copied]);
  });
});
