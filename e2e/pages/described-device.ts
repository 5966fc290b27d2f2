import type { Page } from 'playwright/test';

/** What a page is told of the device that it runs on; what is left out is told as it is. */
export interface DescribedDevice {
  /** `none`: the browser has no WebGPU; `no-adapter`: it has, and finds no GPU. */
  readonly gpu?: 'none' | 'no-adapter' | DescribedAdapter;
  /** Bytes. */
  readonly storage?: { readonly usage: number; readonly quota: number };
  /** `navigator.deviceMemory`: gibibytes. */
  readonly memory?: number;
}

interface DescribedAdapter {
  readonly description: string;
  readonly features: readonly string[];
  /** `maxBufferSize` and `maxStorageBufferBindingSize`. */
  readonly bufferBytes: number;
  readonly fallback?: boolean;
}

const GiB = 1024 ** 3;

/** Of these years, with everything that a model may ask for. */
export const ableGpu: DescribedAdapter = {
  description: 'Radiant 9000',
  features: ['shader-f16', 'subgroups'],
  bufferBytes: 4 * GiB,
};

/** Before the page is opened. Only what a page can ask for is changed, and nothing of the app. */
export async function describeDevice(page: Page, device: DescribedDevice): Promise<void> {
  await page.addInitScript(({ gpu, storage, memory }) => {
    const tell = (owner: object, name: string, value: unknown) =>
      Object.defineProperty(owner, name, { value, configurable: true });
    if (storage !== undefined) tell(navigator.storage, 'estimate', async () => storage);
    if (memory !== undefined) tell(navigator, 'deviceMemory', memory);
    if (gpu === 'none') tell(navigator, 'gpu', undefined);
    else if (gpu === 'no-adapter') tell(navigator, 'gpu', { requestAdapter: async () => null });
    else if (gpu !== undefined) {
      const adapter = {
        info: { description: gpu.description, vendor: '', architecture: '', isFallbackAdapter: gpu.fallback ?? false },
        features: new Set(gpu.features),
        limits: {
          maxBufferSize: gpu.bufferBytes,
          maxStorageBufferBindingSize: gpu.bufferBytes,
          maxComputeWorkgroupStorageSize: 32_768,
          maxStorageBuffersPerShaderStage: 10,
        },
      };
      tell(navigator, 'gpu', { requestAdapter: async () => adapter });
    }
  }, device);
}
