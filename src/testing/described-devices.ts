import type { DeviceReport, GpuAdapter } from '../core/local/device-report';
import type { LocalModel, StoredModel } from '../core/local/local-model';

const GiB = 1024 ** 3;

/** A laptop on which every smaller model runs. */
export function deviceWith(change: Partial<DeviceReport> = {}): DeviceReport {
  return {
    gpu: adapterWith(),
    storage: { usage: 0, quota: 100 * GiB },
    persisted: true,
    privateWindow: null,
    backends: { opfs: true, cache: true, indexeddb: true },
    memoryBytes: 16 * GiB,
    ...change,
  };
}

export function adapterWith(change: Partial<GpuAdapter> = {}): GpuAdapter {
  return {
    status: 'adapter',
    name: 'Apple M2',
    fallback: false,
    features: ['shader-f16', 'subgroups'],
    maxBufferBytes: 4 * GiB,
    maxStorageBufferBindingBytes: 4 * GiB - 4,
    maxWorkgroupStorageBytes: 32 * 1024,
    maxStorageBuffersPerStage: 10,
    ...change,
  };
}

export function localModelWith(change: Partial<LocalModel> = {}): LocalModel {
  return {
    id: 'tiny-1b-q4f32_1-MLC',
    kind: 'chat',
    origin: {
      kind: 'custom',
      weightsUrl: 'https://models.example/tiny',
      libraryUrl: 'https://models.example/tiny/tiny.wasm',
    },
    contextTokens: 2048,
    memoryBytes: GiB,
    requiredFeatures: [],
    bufferBytes: null,
    lowResource: true,
    packageManifest: null,
    ...change,
  };
}

/** By default whole, of one file of 100 bytes. */
export function storedModelWith(model: LocalModel, change: Partial<StoredModel> = {}): StoredModel {
  return {
    model,
    backend: 'opfs',
    files: [{ path: 'params_shard_0.bin', bytes: 100, md5: null, sha256: null, done: true }],
    state: 'ready',
    at: '2026-01-01T00:00:00.000Z',
    ...change,
  };
}
