import type { LocalModel, ModelBackend } from '../../core/local/local-model';
import { LocalModelError } from '../../core/local/local-model-error';
import { preflight, verdictWords } from '../../core/local/preflight';
import { storedOf } from '../../core/local/preflight-checks';
import { backendFor } from '../../core/local/preflight-space';
import { lookAtDevice, readStored } from './inspect-local-models';
import type { LocalContext } from './local-context';

/**
 * Where the files of a model go; what is here of it already stays where it is. Looks at the device as it is now, whatever the screen
 * showed, and throws LocalModelError `cannot-run` where the preflight refuses it, so that no byte comes of what cannot run.
 */
export async function allowedBackend(context: LocalContext, model: LocalModel): Promise<ModelBackend> {
  const [device] = await Promise.all([lookAtDevice(context), readStored(context)]);
  const stored = context.local().stored ?? [];
  const { local, privateMode } = context.get().settings;
  const models = await context.known();
  const verdict = preflight(model, { device, stored, backend: local.backend, models, privateMode });
  const backend = storedOf(model, stored)?.backend ?? backendFor(device, local.backend);
  // The preflight refuses where there is no backend; the second half tells the compiler so.
  if (!verdict.can || backend === null) {
    throw new LocalModelError({
      kind: 'cannot-run',
      message: verdict.can ? 'This browser gives this page no storage.' : verdictWords(verdict),
    });
  }
  return backend;
}
