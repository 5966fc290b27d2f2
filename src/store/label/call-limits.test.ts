import { describe, expect, it } from 'vitest';
import type { ModelRef } from '../../core/model/model-ref';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { callLimits } from './call-limits';

const settings = {
  ...defaultDeviceSettings,
  gemini: { ...defaultDeviceSettings.gemini, parallelRequests: 8, requestsPerMinute: 60 },
  server: { ...defaultDeviceSettings.server, parallelRequests: 3, requestsPerMinute: 20 },
};
const gemini: ModelRef = { provider: 'gemini', id: 'g' };
const server: ModelRef = { provider: 'server', id: 's' };
const local: ModelRef = { provider: 'webllm', id: 'l' };

describe('the limits of a piece of work', () => {
  it('are those of the service that its model belongs to', () => {
    expect(callLimits([gemini], settings)).toEqual({ parallelRequests: 8, requestsPerMinute: 60 });
    expect(callLimits([server], settings)).toEqual({ parallelRequests: 3, requestsPerMinute: 20 });
  });

  it('let two calls of a local model begin, since one is computed at a time', () => {
    expect(callLimits([local, local], settings).parallelRequests).toBe(2);
  });

  it('are wide enough for the wider and slow enough for the slower of two models', () => {
    expect(callLimits([gemini, server], settings)).toEqual({ parallelRequests: 8, requestsPerMinute: 20 });
    expect(callLimits([local, gemini], settings)).toEqual({ parallelRequests: 8, requestsPerMinute: 60 });
  });
});
