import { describe, expect, it } from 'vitest';
import { adapterWith, deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import type { LocalModel } from './local-model';
import { loadPrebuiltModels } from './prebuilt-models';
import { type PreflightContext, preflight, verdictWords } from './preflight';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

const models = await loadPrebuiltModels();

describe('a preflight', () => {
  it('lets a model through that the device can run', () => {
    for (const id of ['gemma-4-E2B-it-q4f16_1-MLC', 'snowflake-arctic-embed-s-q0f32-MLC-b4']) {
      expect(preflight(prebuilt(id), around()), id).toEqual({ can: true, cautions: [] });
    }
  });

  it('refuses on a page without a secure context', () => {
    const verdict = refused('gemma3-1b-it-q4f16_1-MLC', { device: deviceWith({ gpu: { status: 'insecure' } }) });
    expect(verdict.reason).toEqual({ kind: 'insecure' });
    expect(verdict.ways.map(({ kind }) => kind)).toEqual(['advice', 'gemini', 'practice']);
  });

  it.each([
    ['chromium', 'chrome://flags/#enable-unsafe-webgpu'],
    ['firefox', 'about:config'],
  ] as const)('refuses without WebGPU, and names the page of %s where it is switched on', (browser, address) => {
    const verdict = refused('gemma3-1b-it-q4f16_1-MLC', {
      device: deviceWith({ gpu: { status: 'no-webgpu', browser } }),
    });
    expect(verdict.reason).toEqual({ kind: 'no-webgpu', browser });
    expect(verdict.ways).toContainEqual(expect.objectContaining({ kind: 'browser-page', address }));
  });

  it('names the version of Safari that has WebGPU', () => {
    const gpu = { status: 'no-webgpu', browser: 'safari' } as const;
    expect(verdictWords(refused('gemma3-1b-it-q4f16_1-MLC', { device: deviceWith({ gpu }) }))).toContain('version 26');
  });

  it.each(['chromium', 'firefox', 'safari', 'other'] as const)(
    'refuses without an adapter on %s; reloading comes first',
    (browser) => {
      const verdict = refused('gemma3-1b-it-q4f16_1-MLC', {
        device: deviceWith({ gpu: { status: 'no-adapter', browser } }),
      });
      expect(verdict.reason).toEqual({ kind: 'no-adapter', browser });
      expect(verdict.ways[0]?.kind).toBe('reload');
    },
  );

  it('refuses an f16 model without shader-f16, and offers its twin', () => {
    const verdict = refused('gemma-2-2b-it-q4f16_1-MLC', { device: withoutF16() });
    expect(verdict.reason).toEqual({ kind: 'missing-feature', feature: 'shader-f16' });
    expect(verdict.ways[0]).toMatchObject({ kind: 'model', id: 'gemma-2-2b-it-q4f32_1-MLC' });
    expect(verdict.ways[0]?.words).toContain('Gemma 2 2B (4-bit weights, 32-bit arithmetic)');
  });

  it('refuses gemma3-1b without shader-f16, although its record does not ask for it', () => {
    expect(refused('gemma3-1b-it-q4f16_1-MLC', { device: withoutF16() }).reason.kind).toBe('missing-feature');
  });

  it('refuses a model of the author whose name says f16, although nobody said that it needs the feature', () => {
    const custom = localModelWith({ id: 'mine-1b-q4f16_1', requiredFeatures: [] });
    expect(preflight(custom, around({ device: withoutF16() }))).toMatchObject({
      can: false,
      reason: { kind: 'missing-feature' },
    });
  });

  it('refuses a feature that nobody knows', () => {
    const custom = localModelWith({ requiredFeatures: ['warp-drive'] });
    expect(preflight(custom, around())).toMatchObject({ reason: { kind: 'missing-feature', feature: 'warp-drive' } });
  });

  it('refuses a model whose table does not fit one binding: between 128 MiB and 1 GiB the engine takes the smaller', () => {
    const gpu = adapterWith({ maxStorageBufferBindingBytes: 512 * MiB });
    const verdict = refused('gemma-4-E2B-it-q4f16_1-MLC', { device: deviceWith({ gpu }) });
    expect(verdict.reason).toEqual({ kind: 'limit', limit: 'binding', needs: 201_326_592, offers: 128 * MiB });
    expect(verdict.words).toBe('It needs 201 MB of GPU memory in one piece, and this GPU gives the engine 134 MB.');
    expect(verdict.ways[0]).toMatchObject({ kind: 'model' });
  });

  it.each([
    [adapterWith({ maxBufferBytes: 128 * MiB }), 'buffer'],
    [adapterWith({ maxWorkgroupStorageBytes: 16_384 }), 'workgroup-storage'],
    [adapterWith({ maxStorageBuffersPerStage: 8 }), 'storage-buffers'],
  ] as const)('refuses every model where the engine itself cannot start: $1', (gpu, limit) => {
    for (const model of models) {
      expect(preflight(model, around({ device: deviceWith({ gpu }) })), model.id).toMatchObject({ reason: { limit } });
    }
  });

  it('refuses a model that needs more memory than the device can have', () => {
    const verdict = refused('Llama-3.1-8B-Instruct-q4f16_1-MLC', { device: deviceWith({ memoryBytes: 2 * GiB }) });
    expect(verdict.reason).toMatchObject({ kind: 'memory', offers: 2 * GiB });
    expect(verdict.words).toBe('It needs 5.2 GB of memory, and this device has about 2.1 GB.');
  });

  it('takes eight reported gibibytes for "at least", as the browser means it, and cautions', () => {
    const verdict = preflight(
      prebuilt('Llama-2-13b-chat-hf-q4f16_1-MLC'),
      around({ device: deviceWith({ memoryBytes: 8 * GiB }) }),
    );
    expect(verdict).toMatchObject({ can: true, cautions: [{ caution: { kind: 'memory' } }] });
  });

  it('cautions of a large model where no memory is told', () => {
    const device = deviceWith({ memoryBytes: null });
    expect(kinds('gemma-2-2b-it-q4f16_1-MLC', { device })).toEqual([]);
    expect(kinds('Llama-3.1-8B-Instruct-q4f16_1-MLC', { device })).toEqual(['memory']);
  });

  it('lets a processor in the place of a GPU through, with a caution', () => {
    expect(kinds('gemma3-1b-it-q4f16_1-MLC', { device: deviceWith({ gpu: adapterWith({ fallback: true }) }) })).toEqual(
      ['software'],
    );
  });

  it('refuses what surely does not fit into the storage', () => {
    const verdict = refused('gemma-2-9b-it-q4f16_1-MLC', {
      device: deviceWith({ storage: { usage: GiB, quota: 2 * GiB } }),
    });
    expect(verdict.reason).toMatchObject({ kind: 'space', free: GiB, privateWindow: false });
    expect(verdict.words).toMatch(/^At least 4\.3 GB must be downloaded, and this browser has room for 1\.1 GB\.$/);
  });

  it('cautions of what may not fit', () => {
    expect(
      kinds('gemma-2-2b-it-q4f16_1-MLC', { device: deviceWith({ storage: { usage: 0, quota: 1.5 * GiB } }) }),
    ).toEqual(['space']);
  });

  it('counts exactly once the lists of the model are read, and what is here already', () => {
    const model = prebuilt('gemma-2-2b-it-q4f16_1-MLC');
    const shard = (bytes: number, done: boolean) => ({ path: `${bytes}`, bytes, md5: null, sha256: null, done });
    const stored = [storedModelWith(model, { state: 'partial', files: [shard(1000, true), shard(600, false)] })];
    const free = (bytes: number) => around({ stored, device: deviceWith({ storage: { usage: 0, quota: bytes } }) });
    expect(preflight(model, free(600))).toEqual({ can: true, cautions: [] });
    expect(preflight(model, free(599))).toMatchObject({ can: false, reason: { kind: 'space', needs: 600, free: 599 } });
  });

  it('asks for no storage for a model that is here', () => {
    const model = prebuilt('gemma-2-2b-it-q4f16_1-MLC');
    const device = deviceWith({ storage: { usage: 10, quota: 10 }, privateWindow: true });
    expect(preflight(model, around({ device, stored: [storedModelWith(model)] }))).toEqual({ can: true, cautions: [] });
  });

  it('never refuses for a reported 10 GiB, which is all that Chrome tells of a larger disk', () => {
    const device = deviceWith({ storage: { usage: 5, quota: 5 + 10 * GiB }, memoryBytes: 32 * GiB });
    expect(kinds('Llama-3.1-70B-Instruct-q3f16_1-MLC', { device })).toEqual(['memory', 'space']);
  });

  it('cautions of a private window, and says where to go when it is too small', () => {
    const roomy = deviceWith({ privateWindow: true });
    expect(kinds('gemma3-1b-it-q4f16_1-MLC', { device: roomy })).toEqual(['private-window']);
    const verdict = refused('gemma3-1b-it-q4f16_1-MLC', {
      device: { ...roomy, storage: { usage: 0, quota: 100 * MiB } },
    });
    expect(verdict.words).toContain('this private window');
    expect(verdict.ways[0]).toEqual({ kind: 'advice', words: 'Open the studio in a normal window.' });
  });

  it('falls back on another place for the files, and refuses only where there is none', () => {
    const only = (cache: boolean) => deviceWith({ backends: { opfs: false, cache, indexeddb: false } });
    expect(preflight(prebuilt('gemma3-1b-it-q4f16_1-MLC'), around({ device: only(true) }))).toMatchObject({
      can: true,
      cautions: [{ caution: { kind: 'backend', wanted: 'opfs', used: 'cache' } }],
    });
    expect(refused('gemma3-1b-it-q4f16_1-MLC', { device: only(false) }).reason).toEqual({ kind: 'no-storage' });
  });

  it('offers Gemini only where data may leave the device', () => {
    const device = deviceWith({ gpu: { status: 'insecure' } });
    const verdict = refused('gemma3-1b-it-q4f16_1-MLC', { device, privateMode: true });
    expect(verdict.ways.map(({ kind }) => kind)).toEqual(['advice', 'practice']);
  });

  it('never offers a model that it would refuse', () => {
    const devices = [
      withoutF16(),
      deviceWith({ memoryBytes: GiB }),
      deviceWith({ storage: { usage: 0, quota: 600 * MiB } }),
    ];
    for (const device of devices) {
      for (const model of models) {
        const verdict = preflight(model, around({ device }));
        if (verdict.can) continue;
        for (const way of verdict.ways) {
          if (way.kind === 'model')
            expect(preflight(prebuilt(way.id), around({ device })).can, `${model.id} → ${way.id}`).toBe(true);
        }
      }
    }
  });

  it('offers an embedding model in the place of an embedding model', () => {
    const device = deviceWith({ storage: { usage: 0, quota: 130 * MiB } });
    const verdict = refused('snowflake-arctic-embed-m-q0f32-MLC-b32', { device });
    expect(verdict.ways).toContainEqual(
      expect.objectContaining({ kind: 'model', id: 'snowflake-arctic-embed-s-q0f32-MLC-b4' }),
    );
  });
});

function around(change: Partial<PreflightContext> = {}): PreflightContext {
  return { device: deviceWith(), stored: [], backend: 'opfs', models, privateMode: false, ...change };
}

function withoutF16() {
  return deviceWith({ gpu: adapterWith({ features: [] }) });
}

function prebuilt(id: string): LocalModel {
  const model = models.find((other) => other.id === id);
  if (model === undefined) throw new Error(`Expected "${id}" in the list.`);
  return model;
}

function refused(id: string, change: Partial<PreflightContext>) {
  const verdict = preflight(prebuilt(id), around(change));
  if (verdict.can) throw new Error(`Expected "${id}" to be refused.`);
  return verdict;
}

function kinds(id: string, change: Partial<PreflightContext>) {
  const verdict = preflight(prebuilt(id), around(change));
  return verdict.can ? verdict.cautions.map(({ caution }) => caution.kind) : verdict.reason;
}
