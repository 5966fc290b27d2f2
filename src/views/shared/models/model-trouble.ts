import type { StoredModel } from '../../../core/local/local-model';
import { type LastingFailures, lastingFailureOf } from '../../../core/model/lasting-failures';
import { type ModelRef, staysOnDevice } from '../../../core/model/model-ref';
import { isService, rowOf, type ServiceId } from '../../../core/model/provider-table';
import type { DeviceSettings } from '../../../core/project/device-settings';
import type { BrowserModel, ServiceState } from '../../../store/studio-state';
import { failureSay } from './failure-say';

export interface ModelSurroundings {
  readonly settings: Pick<DeviceSettings, 'privateMode' | ServiceId>;
  readonly services: Readonly<Record<ServiceId, Pick<ServiceState, 'key'>>>;
  /** Null before anybody asked. */
  readonly stored: readonly StoredModel[] | null;
  readonly browserModel: BrowserModel;
  readonly failures: LastingFailures;
  readonly online: boolean;
  /** Milliseconds. */
  readonly now: number;
}

/** Why a chosen model cannot answer now, in few words: `needs a key`; null when nothing is known to be in the way. */
export function modelTrouble(ref: ModelRef, surroundings: ModelSurroundings): string | null {
  const { settings, services, stored, browserModel } = surroundings;
  if (settings.privateMode && !staysOnDevice(ref)) return 'would leave this device';
  if (isService(ref.provider)) {
    const { address } = settings[ref.provider];
    const { key } = services[ref.provider];
    return serviceMissing(ref.provider, { address, key }) ?? serviceTrouble(ref, address, surroundings);
  }
  const { needs } = rowOf(ref.provider);
  if (needs === 'browser') return browserTrouble(browserModel);
  return needs === 'download' && 'id' in ref ? storedTrouble(ref.id, stored) : null;
}

/** Without what it needs a service cannot be asked anything. */
function serviceMissing(
  service: ServiceId,
  { address, key }: { readonly address: string; readonly key: string },
): string | undefined {
  const { needs } = rowOf(service);
  if (needs === 'key' && key.trim() === '') return 'needs a key';
  return address === '' ? 'needs a server URL' : undefined;
}

function serviceTrouble(ref: ModelRef, address: string, { failures, online, now }: ModelSurroundings): string | null {
  const isHere = rowOf(ref.provider).needs === 'address' && isOnThisDevice(address);
  if (!online && !isHere) return 'offline';
  const failure = lastingFailureOf(failures, ref, now);
  return failure && failureSay(failure, now);
}

/** A server on this computer answers without a network. Gemini does not, whatever passes its calls on. */
function isOnThisDevice(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

function browserTrouble(browserModel: BrowserModel): string | null {
  switch (browserModel) {
    case 'unknown':
    case 'available':
      return null;
    case 'downloading':
      return 'downloading';
    case 'downloadable':
      return 'not downloaded by the browser yet';
    case 'unavailable':
    case 'absent':
      return 'not in this browser';
  }
}

function storedTrouble(id: string, stored: readonly StoredModel[] | null): string | null {
  if (stored === null) return null;
  switch (stored.find(({ model }) => model.id === id)?.state) {
    case 'ready':
      return null;
    case 'damaged':
      return 'damaged';
    case 'partial':
      return 'not downloaded to the end';
    case undefined:
      return 'not downloaded';
  }
}
