/** What a browser says of its GPU and its storage, in plain data, so that a test describes any device. */
export interface DeviceReport {
  readonly gpu: GpuReport;
  /** Null where the browser does not tell. */
  readonly storage: { readonly usage: number; readonly quota: number } | null;
  /** `persist()` was granted: the browser does not clear what lies here. Null where it does not tell. */
  readonly persisted: boolean | null;
  /** A private window keeps nothing, as far as can be told from its small quota; null: cannot be told. */
  readonly privateWindow: boolean | null;
  /** Where models can be kept on this browser. */
  readonly backends: { readonly opfs: boolean; readonly cache: boolean; readonly indexeddb: boolean };
  /** `navigator.deviceMemory` in bytes: coarse, at most 8 GiB (32 in the newest); null where it is not told. */
  readonly memoryBytes: number | null;
}

export type GpuReport =
  /** The page is not a secure context: WebGPU is not offered over plain http, but for localhost. */
  | { readonly status: 'insecure' }
  /** This browser has no WebGPU, or it is switched off. `browser` names it, where known, for the way forward. */
  | { readonly status: 'no-webgpu'; readonly browser: 'chromium' | 'firefox' | 'safari' | 'other' }
  /** WebGPU is there and offers no adapter: blocked driver, remote desktop, after sleep. */
  | { readonly status: 'no-adapter'; readonly browser: 'chromium' | 'firefox' | 'safari' | 'other' }
  | GpuAdapter;

export interface GpuAdapter {
  readonly status: 'adapter';
  /** For people: description, or vendor and architecture; never empty. */
  readonly name: string;
  /** Runs on the processor: very slow. */
  readonly fallback: boolean;
  readonly features: readonly string[];
  readonly maxBufferBytes: number;
  readonly maxStorageBufferBindingBytes: number;
  /** `maxComputeWorkgroupStorageSize`: WebGPU promises 16 KiB and the engine needs 32. Absent: not asked. */
  readonly maxWorkgroupStorageBytes?: number;
  /** `maxStorageBuffersPerShaderStage`: WebGPU promises 8 and the engine needs 10. Absent: not asked. */
  readonly maxStorageBuffersPerStage?: number;
}
