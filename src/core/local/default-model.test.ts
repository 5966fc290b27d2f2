import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapterWith, deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import { defaultModel, gemmasInOrder } from './default-model';
import type { DeviceReport } from './device-report';
import { loadPrebuiltModels } from './prebuilt-models';
import { preflight } from './preflight';
import type { Surroundings } from './preflight-checks';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

const models = await loadPrebuiltModels();

describe('the default local model', () => {
  it.each([
    ['a laptop', deviceWith(), 'gemma-4-E2B-it-q4f16_1-MLC'],
    ['a laptop without shader-f16', deviceWith({ gpu: adapterWith({ features: [] }) }), 'gemma-4-E2B-it-q4f32_1-MLC'],
    ['4 GiB of memory', deviceWith({ memoryBytes: 4 * GiB }), 'gemma-2-2b-it-q4f16_1-MLC'],
    ['2 GiB of memory', deviceWith({ memoryBytes: 2 * GiB }), 'gemma3-1b-it-q4f16_1-MLC'],
    ['little storage', deviceWith({ storage: { usage: 0, quota: 2.5 * GiB } }), 'gemma-2-2b-it-q4f16_1-MLC'],
    [
      'a processor in the place of a GPU',
      deviceWith({ gpu: adapterWith({ fallback: true }) }),
      'gemma3-1b-it-q4f16_1-MLC',
    ],
  ])('on %s is the best Gemma at ease', (_name, device, id) => {
    expect(defaultModel(models, around(device))?.id).toBe(id);
  });

  it('is none where no Gemma runs', () => {
    const weak = adapterWith({ maxStorageBufferBindingBytes: 128 * MiB });
    expect(defaultModel(models, around(deviceWith({ gpu: weak })))).toBeNull();
    expect(defaultModel(models, around(deviceWith({ gpu: { status: 'insecure' } })))).toBeNull();
    expect(defaultModel([localModelWith()], around(deviceWith()))).toBeNull();
  });

  it('is on every device one that the preflight lets through, and none only where it refuses every Gemma', () => {
    fc.assert(
      fc.property(arbitrarySurroundings(), (surroundings) => {
        const context = { ...surroundings, models, privateMode: false };
        const chosen = defaultModel(models, surroundings);
        if (chosen !== null) return preflight(chosen, context).can;
        return models.filter(({ id }) => gemmasInOrder.includes(id)).every((model) => !preflight(model, context).can);
      }),
      { numRuns: 500 },
    );
  });

  it('can be chosen on most described devices, so that the property above says something', () => {
    const chosen = fc
      .sample(arbitrarySurroundings(), { numRuns: 300, seed: 4 })
      .map((around) => defaultModel(models, around)?.id);
    expect(new Set(chosen).size).toBeGreaterThan(4);
  });
});

function around(device: DeviceReport): Surroundings {
  return { device, stored: [], backend: 'opfs' };
}

function arbitrarySurroundings(): fc.Arbitrary<Surroundings> {
  const bytes = fc.constantFrom(0, 128 * MiB, 256 * MiB, 700 * MiB, GiB, 2 * GiB, 4 * GiB, 12 * GiB, 100 * GiB);
  const adapter = fc
    .record({
      fallback: fc.boolean(),
      features: fc.subarray(['shader-f16', 'subgroups']),
      maxBufferBytes: fc.constantFrom(256 * MiB, GiB, 4 * GiB),
      maxStorageBufferBindingBytes: fc.constantFrom(128 * MiB, 512 * MiB, GiB, 4 * GiB - 4),
    })
    .map(adapterWith);
  const browser = fc.constantFrom('chromium', 'firefox', 'safari', 'other');
  const device = fc
    .record({
      gpu: fc.oneof(
        { weight: 8, arbitrary: adapter },
        { weight: 1, arbitrary: fc.record({ status: fc.constantFrom('no-webgpu', 'no-adapter'), browser }) },
      ),
      storage: fc.option(fc.record({ usage: bytes, quota: bytes })),
      privateWindow: fc.option(fc.boolean()),
      memoryBytes: fc.option(fc.constantFrom(GiB, 2 * GiB, 4 * GiB, 8 * GiB, 16 * GiB, 32 * GiB)),
      backends: fc.record({ opfs: fc.boolean(), cache: fc.boolean(), indexeddb: fc.boolean() }),
    })
    .map(deviceWith);
  const stored = fc
    .subarray([...gemmasInOrder])
    .map((ids) => models.filter(({ id }) => ids.includes(id)).map((model) => storedModelWith(model)));
  return fc.record({ device, stored, backend: fc.constantFrom('opfs', 'cache', 'indexeddb') });
}
