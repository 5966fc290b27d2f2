import type { DeviceReport } from '../../core/local/device-report';
import { type LocalKit, localErrorData } from './local-kit';

/** Looks at device, list and storage, each as far as it can be had. */
export async function inspectLocalModels(kit: LocalKit): Promise<void> {
  await Promise.all([readStored(kit).catch(() => undefined), lookAround(kit)]);
}

export async function lookAtDevice({ deps, setLocal }: LocalKit): Promise<DeviceReport> {
  const device = await deps.probeDevice();
  setLocal({ device });
  return device;
}

/** Also tells the screen when it cannot be read. */
export async function readStored({ port, setLocal }: LocalKit): Promise<void> {
  try {
    setLocal({ stored: await port.stored(), storedProblem: null });
  } catch (error) {
    setLocal({ storedProblem: localErrorData(error).message });
    throw error;
  }
}

/** The code that looks at the device and the list of models come over the network, when they are not kept for offline use yet. */
async function lookAround(kit: LocalKit): Promise<void> {
  try {
    await Promise.all([lookAtDevice(kit), kit.known()]);
  } catch {
    kit.notify({
      title: 'The list of local models could not be loaded',
      body: 'Models that are on this device can still be used. Check the connection and reload the page.',
    });
  }
}
