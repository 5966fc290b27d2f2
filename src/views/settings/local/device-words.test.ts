import { describe, expect, it } from 'vitest';
import type { GpuReport } from '../../../core/local/device-report';
import { bufferWords, gpuWords, keptWords, roomWords } from './device-words';

const gpu: GpuReport = {
  status: 'adapter',
  name: 'Apple M1',
  fallback: false,
  features: [],
  maxBufferBytes: 4_000_000_000,
  maxStorageBufferBindingBytes: 1_000_000_000,
};

describe('the words of a device', () => {
  it('name the GPU, and say when it is none', () => {
    expect(gpuWords(gpu)).toBe('Apple M1');
    expect(gpuWords({ ...gpu, name: 'SwiftShader', fallback: true })).toBe('SwiftShader, on the processor');
    expect(gpuWords({ status: 'no-adapter', browser: 'chromium' })).toBe('No GPU found');
  });

  it('give the smaller of the two buffer limits', () => {
    expect(bufferWords(gpu)).toBe('1.0 GB');
    expect(bufferWords({ status: 'insecure' })).toBe('Unknown');
  });

  it('never promise less than no room', () => {
    expect(roomWords({ usage: 2e9, quota: 20e9 })).toBe('18 GB free');
    expect(roomWords({ usage: 3e9, quota: 2e9 })).toBe('0 bytes free');
    expect(roomWords({})).toBe('free space unknown');
  });

  it('tell a refusal from a question that was not asked', () => {
    expect(keptWords({ kept: true, refused: false })).toBe('Protected');
    expect(keptWords({ kept: false, refused: false })).toBe('May be cleared by the browser.');
    expect(keptWords({ kept: false, refused: true })).toContain('refused');
    expect(keptWords({ kept: undefined, refused: false })).toBe('Unknown');
  });
});
