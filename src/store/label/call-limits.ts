import type { CallLimits } from '../../core/calls/limits';
import { type ModelRef, staysOnDevice } from '../../core/model/model-ref';
import { isService, rowOf } from '../../core/model/provider-table';
import type { DeviceSettings } from '../../core/project/device-settings';

/** The GPU answers one call at a time: one that is computed, and one that waits for it. */
const onTheGpu = 2;

/**
 * How many calls a piece of work may have under way: what the widest of its models lets through, since the others queue by themselves.
 * Per minute it is the narrowest service that counts; models on this device have no such limit, so Gemini's stands for none.
 */
export function callLimits(models: readonly ModelRef[], settings: DeviceSettings): CallLimits {
  const perMinute = models
    .filter((ref) => !staysOnDevice(ref))
    .map((ref) => serviceOf(ref, settings).requestsPerMinute);
  return {
    parallelRequests: Math.max(...models.map((ref) => parallelRequests(ref, settings))),
    requestsPerMinute: perMinute.length === 0 ? settings.gemini.requestsPerMinute : Math.min(...perMinute),
  };
}

/** How many calls of a model may start in a minute, by the settings; null for one that is on this device. */
export function perMinuteOf(ref: ModelRef, settings: DeviceSettings): number | null {
  return staysOnDevice(ref) ? null : serviceOf(ref, settings).requestsPerMinute;
}

function parallelRequests(ref: ModelRef, settings: DeviceSettings): number {
  if (rowOf(ref.provider).atOnce === 'one') return onTheGpu;
  return serviceOf(ref, settings).parallelRequests;
}

function serviceOf({ provider }: ModelRef, settings: DeviceSettings): CallLimits {
  return settings[isService(provider) ? provider : 'gemini'];
}
