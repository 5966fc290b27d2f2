import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../../../core/local/preflight-checks';
import { deviceWith, localModelWith, storedModelWith } from '../../../testing/described-devices';
import { deviceCautions, deviceReason, isDeviceCaution } from './device-wide';

describe('what is true of every model on this device', () => {
  it('is a reason in few words, and none where the model is the reason', () => {
    expect(deviceReason({ kind: 'no-webgpu', browser: 'firefox' })).toBe('this browser has no WebGPU.');
    expect(deviceReason({ kind: 'no-adapter', browser: 'chromium' })).toBe('no GPU was found.');
    expect(deviceReason({ kind: 'missing-feature', feature: 'shader-f16' })).toBeNull();
    expect(deviceReason({ kind: 'memory', needs: 9e9, offers: 4e9 })).toBeNull();
  });

  it('is a caution about processor, window or storage, and none about sizes', () => {
    expect(isDeviceCaution({ kind: 'software' })).toBe(true);
    expect(isDeviceCaution({ kind: 'private-window' })).toBe(true);
    expect(isDeviceCaution({ kind: 'backend', wanted: 'opfs', used: 'cache' })).toBe(true);
    expect(isDeviceCaution({ kind: 'memory', needs: 9e9 })).toBe(false);
    expect(isDeviceCaution({ kind: 'space', needs: 9e9, free: 1e9 })).toBe(false);
  });
});

describe('deviceCautions', () => {
  const [small, large] = [localModelWith({ id: 'small' }), localModelWith({ id: 'large', memoryBytes: 90e9 })];

  it('says each once, and leaves to the rows what is about one model', () => {
    const found = deviceCautions([large, small], on({ privateWindow: true }));
    expect(found.map(({ caution }) => caution.kind)).toEqual(['private-window']);
    expect(found[0]?.words).toContain('private window');
  });

  it('asks a model that is not here yet, since one that is here needs no storage', () => {
    const here = { ...on({ privateWindow: true }), stored: [storedModelWith(small)] };
    expect(deviceCautions([small, localModelWith({ id: 'other' })], here)).toHaveLength(1);
    expect(deviceCautions([small], here)).toEqual([]);
  });

  it('is silent where nothing runs, which is said as a refusal', () => {
    const none = on({ privateWindow: true, gpu: { status: 'no-webgpu', browser: 'other' } });
    expect(deviceCautions([small], none)).toEqual([]);
  });
});

function on(device: Parameters<typeof deviceWith>[0]): Surroundings {
  return { device: deviceWith(device), stored: [], backend: 'opfs' };
}
