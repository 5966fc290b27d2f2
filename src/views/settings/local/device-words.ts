import type { GpuReport } from '../../../core/local/device-report';
import { sizeWords } from '../../../core/local/size-words';
import type { BrowserStorage, StorageOfBrowser } from '../use-browser-storage';

export function gpuWords(gpu: GpuReport): string {
  switch (gpu.status) {
    case 'adapter':
      return gpu.fallback ? `${gpu.name}, on the processor` : gpu.name;
    case 'insecure':
      return 'No WebGPU on an insecure page';
    case 'no-webgpu':
      return 'No WebGPU in this browser';
    case 'no-adapter':
      return 'No GPU found';
  }
}

/** The largest buffer that a model's weights can be laid in. */
export function bufferWords(gpu: GpuReport): string {
  return gpu.status === 'adapter'
    ? sizeWords(Math.min(gpu.maxBufferBytes, gpu.maxStorageBufferBindingBytes))
    : 'Unknown';
}

/** `18 GB free`; browsers round it, or keep it to themselves. What is in use is said beside it. */
export function roomWords({ usage, quota }: Pick<BrowserStorage, 'usage' | 'quota'>): string {
  if (usage === undefined || quota === undefined) return 'free space unknown';
  return `${sizeWords(Math.max(0, quota - usage))} free`;
}

export function keptWords({ kept, refused }: Pick<StorageOfBrowser, 'kept' | 'refused'>): string {
  if (kept === true) return 'Protected';
  if (refused) return 'The browser refused to protect it. It often agrees after some use.';
  return kept === undefined ? 'Unknown' : 'May be cleared by the browser.';
}
