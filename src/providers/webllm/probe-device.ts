import type { SetTimer } from '../../core/effects';
import type { DeviceReport, GpuReport } from '../../core/local/device-report';
import { findPlaces, type StoragePlaces } from './probe-device-places';

/** What the probe looks at: the page's globals, or a description of them. Everything may be missing, hang or throw. */
export interface BrowserParts extends StoragePlaces {
  readonly isSecureContext: boolean;
  readonly navigator: BrowserNavigator;
  /** Runs once after so many milliseconds; returns the way to call it off. */
  readonly setTimer: SetTimer;
}

export interface BrowserNavigator {
  readonly gpu?: {
    requestAdapter(options?: { readonly powerPreference: 'high-performance' }): Promise<AdapterLike | null>;
  };
  readonly deviceMemory?: number;
  readonly userAgent?: string;
  readonly userAgentData?: { readonly brands?: readonly { readonly brand: string }[] };
  readonly storage?: {
    estimate?(): Promise<{ readonly usage?: number; readonly quota?: number }>;
    persisted?(): Promise<boolean>;
    getDirectory?(): Promise<unknown>;
  };
}

export interface AdapterLike {
  /** `has` alone would do, but the report lists them. */
  readonly features: Iterable<string>;
  readonly limits: {
    readonly maxBufferSize: number;
    readonly maxStorageBufferBindingSize: number;
    readonly maxComputeWorkgroupStorageSize?: number;
    readonly maxStorageBuffersPerShaderStage?: number;
  };
  readonly info?: AdapterInfoLike;
  /** Before Chrome 131. */
  requestAdapterInfo?(): Promise<AdapterInfoLike>;
  /** Before Chrome 140; since then it is in `info`. */
  readonly isFallbackAdapter?: boolean;
}

interface AdapterInfoLike {
  readonly description?: string;
  readonly vendor?: string;
  readonly architecture?: string;
  readonly isFallbackAdapter?: boolean;
}

/** As `probeDevice`, of the page that this runs in. */
export function probeThisDevice(): Promise<DeviceReport> {
  return probeDevice({
    isSecureContext: globalThis.isSecureContext,
    navigator: globalThis.navigator,
    caches: globalThis.caches,
    indexedDB: globalThis.indexedDB,
    setTimer(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}

/** A sleeping driver is woken within a second or two; one that hangs answers never. */
const patienceMs = 10_000;

/** Describes this device. Never throws; whatever does not answer in time counts as not there. */
export async function probeDevice(parts: BrowserParts): Promise<DeviceReport> {
  const { navigator } = parts;
  const browser = browserOf(navigator);
  const answer = <T>(ask: () => Promise<T> | undefined) => inTime(parts, ask);
  const [gpu, estimate, persisted, places] = await Promise.all([
    probeGpu(parts, browser),
    answer(() => navigator.storage?.estimate?.()),
    answer(() => navigator.storage?.persisted?.()),
    findPlaces({ parts, answer }),
  ]);
  const storage = storageOf(estimate);
  return {
    gpu,
    storage,
    persisted: persisted ?? null,
    privateWindow: looksPrivate({ browser, persisted, storage, opfsRefusal: places.opfsRefusal }),
    backends: places.backends,
    memoryBytes: memoryOf(navigator),
  };
}

type Browser = Extract<GpuReport, { readonly status: 'no-webgpu' }>['browser'];

async function probeGpu(parts: BrowserParts, browser: Browser): Promise<GpuReport> {
  const { gpu } = parts.navigator;
  // Where the context is not secure, `gpu` is hidden on purpose: switching WebGPU on would not help.
  if (!parts.isSecureContext) return { status: 'insecure' };
  if (gpu === undefined || gpu === null) return { status: 'no-webgpu', browser };
  const adapter = await inTime(parts, () => gpu.requestAdapter({ powerPreference: 'high-performance' }));
  if (adapter === undefined || adapter === null) return { status: 'no-adapter', browser };
  const info = adapter.info ?? (await inTime(parts, () => adapter.requestAdapterInfo?.())) ?? {};
  return { status: 'adapter', ...described(adapter, info) };
}

function described({ features, limits, isFallbackAdapter }: AdapterLike, info: AdapterInfoLike) {
  const { maxComputeWorkgroupStorageSize, maxStorageBuffersPerShaderStage } = limits;
  const name = adapterName(info);
  return {
    name,
    // SwiftShader and llvmpipe are processors in the place of a GPU, also where the browser does not mark them.
    fallback: (info.isFallbackAdapter ?? isFallbackAdapter) === true || /swiftshader|llvmpipe|basic render/i.test(name),
    features: [...features],
    maxBufferBytes: limits.maxBufferSize,
    maxStorageBufferBindingBytes: limits.maxStorageBufferBindingSize,
    ...(maxComputeWorkgroupStorageSize === undefined
      ? {}
      : { maxWorkgroupStorageBytes: maxComputeWorkgroupStorageSize }),
    ...(maxStorageBuffersPerShaderStage === undefined
      ? {}
      : { maxStorageBuffersPerStage: maxStorageBuffersPerShaderStage }),
  };
}

/** Browsers leave empty what they do not want to tell. */
function adapterName({ description = '', vendor = '', architecture = '' }: AdapterInfoLike): string {
  const parts = [vendor, architecture].filter((part) => part !== '').join(' ');
  return description || parts || 'A GPU that the browser does not name';
}

function browserOf({ userAgent = '', userAgentData }: BrowserNavigator): Browser {
  if (userAgentData?.brands?.some(({ brand }) => brand === 'Chromium')) return 'chromium';
  // On iOS every browser is Safari's engine, whatever its name.
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'safari';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrom(e|ium)\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'other';
}

function storageOf(
  estimate: { readonly usage?: number; readonly quota?: number } | undefined,
): DeviceReport['storage'] {
  if (estimate?.quota === undefined) return null;
  return { usage: estimate.usage ?? 0, quota: estimate.quota };
}

/** `navigator.deviceMemory` counts gibibytes. */
function memoryOf({ deviceMemory }: BrowserNavigator): number | null {
  return deviceMemory === undefined || !(deviceMemory > 0) ? null : deviceMemory * 1024 ** 3;
}

interface Traces {
  readonly browser: Browser;
  readonly persisted: boolean | undefined;
  readonly storage: DeviceReport['storage'];
  readonly opfsRefusal: Error | null;
}

/** No profile on a disk is so small: quotas are a tenth of the disk or more. A private window's is counted from the memory. */
const smallQuota = 128 * 1024 ** 2;

/**
 * No browser tells, and Chrome gives private windows the quota of others on purpose, so that most of the time the answer is null. Firefox and
 * Safari refuse the private file system there, the one with a SecurityError and the other "for an unknown transient reason".
 */
function looksPrivate({ browser, persisted, storage, opfsRefusal }: Traces): boolean | null {
  if (persisted === true) return false;
  if (storage !== null && storage.quota > 0 && storage.quota < smallQuota) return true;
  if (opfsRefusal === null) return null;
  const isRefusedInPrivate =
    browser === 'firefox'
      ? opfsRefusal.name === 'SecurityError'
      : browser === 'safari' && /unknown transient reason/i.test(opfsRefusal.message);
  return isRefusedInPrivate ? true : null;
}

/** Undefined when it is not there, fails, or does not answer in time. */
async function inTime<T>({ setTimer }: BrowserParts, ask: () => Promise<T> | undefined): Promise<T | undefined> {
  let callOff = () => {};
  const patience = new Promise<undefined>((resolve) => {
    callOff = setTimer(patienceMs, () => resolve(undefined));
  });
  try {
    return await Promise.race([ask(), patience]);
  } catch {
    return undefined;
  } finally {
    callOff();
  }
}
