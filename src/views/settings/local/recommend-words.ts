import { gemmasInOrder } from '../../../core/local/default-model';
import type { DeviceReport } from '../../../core/local/device-report';
import type { LocalModel } from '../../../core/local/local-model';

/** Why this Gemma and no other. */
export function recommendWords(model: LocalModel, { gpu }: Pick<DeviceReport, 'gpu'>): string {
  if (gpu.status === 'adapter' && gpu.fallback) {
    return 'the smallest Gemma that runs here, since this browser computes on the processor.';
  }
  return model.id === gemmasInOrder[0]
    ? 'the Gemma that answers best, and nothing speaks against it on this device.'
    : 'the best Gemma for this device: those that answer better cannot run here, or only with a caution.';
}
