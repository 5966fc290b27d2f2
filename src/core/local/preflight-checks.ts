import type { DeviceReport, GpuAdapter, GpuReport } from './device-report';
import type { LocalModel, ModelBackend, StoredModel } from './local-model';
import { quantisationCodeOf } from './model-words';
import { backendFor, bytesToFetch, freeBytes, vagueFreeBytes } from './preflight-space';

/** All that a model is judged by. */
export interface Surroundings {
  readonly device: DeviceReport;
  readonly stored: readonly StoredModel[];
  /** Where new downloads are to be put. */
  readonly backend: ModelBackend;
}

type Browser = Extract<GpuReport, { readonly status: 'no-webgpu' }>['browser'];

/** Why a model surely cannot run here. Sizes are bytes. */
export type Refusal =
  | { readonly kind: 'insecure' }
  | { readonly kind: 'no-webgpu'; readonly browser: Browser }
  | { readonly kind: 'no-adapter'; readonly browser: Browser }
  | { readonly kind: 'missing-feature'; readonly feature: string }
  /** `needs` and `offers` are bytes, for `storage-buffers` a number of them. */
  | { readonly kind: 'limit'; readonly limit: GpuLimit; readonly needs: number; readonly offers: number }
  | { readonly kind: 'memory'; readonly needs: number; readonly offers: number }
  | { readonly kind: 'no-storage' }
  | { readonly kind: 'space'; readonly needs: number; readonly free: number; readonly privateWindow: boolean };

export type GpuLimit = 'buffer' | 'binding' | 'workgroup-storage' | 'storage-buffers';

/** What may go wrong, or be slow, and is the author's to decide. */
export type Caution =
  | { readonly kind: 'software' }
  /** It may be more than the GPU has: browsers do not tell. */
  | { readonly kind: 'memory'; readonly needs: number }
  | { readonly kind: 'space'; readonly needs: number; readonly free: number }
  | { readonly kind: 'private-window' }
  /** Not where it was to be put. */
  | { readonly kind: 'backend'; readonly wanted: ModelBackend; readonly used: ModelBackend };

/** Null: nothing that can be known speaks against it. */
export function refusalOf(model: LocalModel, { device, stored }: Surroundings): Refusal | null {
  const { gpu } = device;
  switch (gpu.status) {
    case 'insecure':
      return { kind: 'insecure' };
    case 'no-webgpu':
    case 'no-adapter':
      return { kind: gpu.status, browser: gpu.browser };
    case 'adapter':
      return (
        featureRefusal(model, gpu) ??
        limitRefusal(model, gpu) ??
        memoryRefusal(model, device) ??
        spaceRefusal(model, { device, stored })
      );
  }
}

export function cautionsOf(model: LocalModel, { device, stored, backend }: Surroundings): readonly Caution[] {
  const { gpu } = device;
  if (gpu.status !== 'adapter') return [];
  const cautions: Caution[] = [];
  if (gpu.fallback) cautions.push({ kind: 'software' });
  if (model.memoryBytes !== null && model.memoryBytes > likelyMemory(device, gpu)) {
    cautions.push({ kind: 'memory', needs: model.memoryBytes });
  }
  const known = storedOf(model, stored);
  if (known?.state === 'ready') return cautions;
  const toFetch = bytesToFetch(model, known);
  const free = freeBytes(device);
  if (toFetch !== null && free !== null && toFetch.most > free)
    cautions.push({ kind: 'space', needs: toFetch.most, free });
  if (device.privateWindow === true) cautions.push({ kind: 'private-window' });
  const used = backendFor(device, backend);
  if (used !== null && used !== backend) cautions.push({ kind: 'backend', wanted: backend, used });
  return cautions;
}

export function storedOf({ id }: LocalModel, stored: readonly StoredModel[]): StoredModel | null {
  return stored.find(({ model }) => model.id === id) ?? null;
}

function featureRefusal(model: LocalModel, { features }: GpuAdapter): Refusal | null {
  const feature = neededFeatures(model).find((needed) => !features.includes(needed));
  return feature === undefined ? null : { kind: 'missing-feature', feature };
}

/** Whoever adds a model of their own may forget the feature that its name gives away. */
function neededFeatures({ id, requiredFeatures }: LocalModel): readonly string[] {
  const computesIn16Bits = /f16/i.test(quantisationCodeOf(id) ?? '');
  return computesIn16Bits ? [...requiredFeatures, 'shader-f16'] : requiredFeatures;
}

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

/**
 * What the engine asks of a device before it looks at any model, and what it gets: 1 GiB for a buffer and its binding where the adapter has
 * that, else 256 and 128 MiB, nothing between. Source: `detectGPUDevice` of WebLLM 0.2.86.
 */
function limitRefusal(model: LocalModel, adapter: GpuAdapter): Refusal | null {
  const { maxBufferBytes, maxStorageBufferBindingBytes: maxBinding } = adapter;
  const buffer = maxBufferBytes >= GiB ? GiB : Math.min(maxBufferBytes, 256 * MiB);
  const binding = maxBinding >= GiB ? GiB : Math.min(maxBinding, 128 * MiB);
  const bytes = model.bufferBytes ?? 0;
  const limits: readonly (readonly [GpuLimit, needs: number, offers: number | undefined])[] = [
    ['buffer', Math.max(bytes, 256 * MiB), buffer],
    ['binding', Math.max(bytes, 128 * MiB), binding],
    ['workgroup-storage', 32 * 1024, adapter.maxWorkgroupStorageBytes],
    ['storage-buffers', 10, adapter.maxStorageBuffersPerStage],
  ];
  for (const [limit, needs, offers] of limits) {
    if (offers !== undefined && offers < needs) return { kind: 'limit', limit, needs, offers };
  }
  return null;
}

/** Browsers round to a power of two, so that the truth is below one and a half times; some powers stand for "or more". */
function memoryRefusal({ memoryBytes: needs }: LocalModel, { memoryBytes: offers }: DeviceReport): Refusal | null {
  if (needs === null || offers === null || orMore(offers)) return null;
  return needs > offers * 1.5 ? { kind: 'memory', needs, offers } : null;
}

/** Chrome told at most 8 GiB before version 147, and on phones still does; at most 32 since. Source: MDN, `Navigator.deviceMemory`. */
function orMore(bytes: number): boolean {
  return bytes === 8 * GiB || bytes >= 32 * GiB;
}

/** The GPU of most devices shares their memory, and the browser has its part of it. Where nothing is told, a laptop's is guessed. */
function likelyMemory({ memoryBytes }: DeviceReport, { maxBufferBytes }: GpuAdapter): number {
  return memoryBytes === null ? Math.min(4 * GiB, maxBufferBytes) : memoryBytes / 2;
}

function spaceRefusal(model: LocalModel, { device, stored }: Pick<Surroundings, 'device' | 'stored'>): Refusal | null {
  const known = storedOf(model, stored);
  if (known?.state === 'ready') return null;
  // Any place will do: `backendFor` falls back on the others.
  if (backendFor(device, 'opfs') === null) return { kind: 'no-storage' };
  const needs = bytesToFetch(model, known)?.least ?? 0;
  const free = freeBytes(device);
  if (free === null || free >= vagueFreeBytes || needs <= free) return null;
  return { kind: 'space', needs, free, privateWindow: device.privateWindow === true };
}
