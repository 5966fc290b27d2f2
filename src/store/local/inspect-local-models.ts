import type { DeviceReport } from '../../core/local/device-report';
import { type LocalContext, localErrorData } from './local-context';

/** Looks at device, list and storage, each as far as it can be had. */
export async function inspectLocalModels(context: LocalContext): Promise<void> {
  await Promise.all([readStored(context).catch(() => undefined), lookAround(context)]);
}

export async function lookAtDevice({ deps, setLocal }: LocalContext): Promise<DeviceReport> {
  const device = await deps.probeDevice();
  setLocal({ device });
  return device;
}

/** Also tells the screen when it cannot be read. */
export async function readStored({ port, setLocal }: LocalContext): Promise<void> {
  try {
    setLocal({ stored: await port.stored(), storedProblem: null });
  } catch (error) {
    setLocal({ storedProblem: localErrorData(error).message });
    throw error;
  }
}

/** The code that looks at the device and the list of models come over the network, when they are not kept for offline use yet. */
async function lookAround(context: LocalContext): Promise<void> {
  try {
    await Promise.all([lookAtDevice(context), context.known()]);
  } catch {
    context.notify({
      title: 'The list of local models could not be loaded',
      body: 'Models that are on this device can still be used. Check the connection and reload the page.',
    });
  }
}
