import { ModelError } from '../../core/model/model-error';
import { type ModelRef, modelName, staysOnDevice } from '../../core/model/model-ref';
import { type PolicedModel, type PricedRequest, streaming } from './policed-model';

/**
 * Refuses every call of a model that is not on this device while "Data never leaves this device" is on. `isPrivate` is asked at each
 * call, so that one that waited in a queue or for a retry is refused as well.
 */
export function withPrivacy<R extends PricedRequest>(
  model: PolicedModel<R>,
  { isPrivate }: { readonly isPrivate: () => boolean },
): PolicedModel<R> {
  if (staysOnDevice(model.ref)) return model;
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    refuseWhilePrivate(model.ref, isPrivate());
    yield* model.stream(request, signal);
  });
}

/** Throws a ModelError for a model that is not on this device. */
export function refuseWhilePrivate(ref: ModelRef, isPrivate: boolean): void {
  if (isPrivate && !staysOnDevice(ref)) throw refusedAsPrivate(modelName(ref));
}

/** `what` begins a sentence that goes on "is not on this device". */
function refusedAsPrivate(what: string): ModelError {
  return new ModelError({
    kind: 'private',
    code: 'PRIVATE_MODE',
    message: `${what} is not on this device, and "Data never leaves this device" is on, so this app refused the call. Nothing was sent. Choose a local model, the browser's built-in model or the practice model, or switch that mode off in Settings.`,
  });
}
