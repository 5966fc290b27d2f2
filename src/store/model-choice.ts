import { ModelError, type ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { DeviceSettings } from '../core/project/device-settings';

export function alignmentModelOf(settings: DeviceSettings): ModelRef {
  return settings.alignmentModel ?? settings.promptModel;
}

/** Any thrown thing as the data a screen can show. */
export function errorData(error: unknown): ModelErrorData {
  if (error instanceof ModelError) return error.data;
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'internal',
    code: name,
    message: `The studio failed while it handled the answer: ${message} Your work is kept. Try again; if it comes back, export the project and reload.`,
    partialText: '',
  };
}
