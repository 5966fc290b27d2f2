import { type ServiceId, serviceIds } from '../model/provider-table';
import type { DeviceSettings } from './device-settings';

/**
 * What storage calls the address of these services. An earlier version of the studio reads and writes these names, perhaps in another tab
 * at this moment: under a new one it would lose the address.
 */
const storedNames: Partial<Record<ServiceId, string>> = { gemini: 'endpoint', server: 'url' };

/** Settings as storage has them. */
export function toStored(settings: DeviceSettings): object {
  return { ...settings, ...renamed(settings, (name) => ['address', name]) };
}

/** The names that they have here; what comes from storage may be anything. */
export function fromStored(stored: unknown): unknown {
  return isRecord(stored) ? { ...stored, ...renamed(stored, (name) => [name, 'address']) } : stored;
}

function renamed(
  settings: object,
  fromTo: (storedName: string) => readonly [string, string],
): Readonly<Record<string, unknown>> {
  const changed = serviceIds.flatMap((service) => {
    const fields: unknown = Reflect.get(settings, service);
    const name = storedNames[service];
    if (name === undefined || !isRecord(fields)) return [];
    const [from, to] = fromTo(name);
    const { [from]: address, ...rest } = fields;
    return address === undefined ? [] : [[service, { ...rest, [to]: address }]];
  });
  return Object.fromEntries(changed);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
