import type { StoredModel } from '../../../core/local/local-model';
import { type LastingFailures, lastingFailureOf } from '../../../core/model/lasting-failures';
import { type ModelRef, staysOnDevice } from '../../../core/model/model-ref';
import type { DeviceSettings } from '../../../core/project/device-settings';
import type { BrowserModel } from '../../../store/studio-state';
import { failureSay } from './failure-say';

export interface ModelSurroundings {
  readonly settings: Pick<DeviceSettings, 'privateMode' | 'server'>;
  readonly key: string;
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
  const { settings, key, stored, browserModel } = surroundings;
  if (settings.privateMode && !staysOnDevice(ref)) return 'would leave this device';
  switch (ref.provider) {
    case 'practice':
      return null;
    case 'gemini':
      return key.trim() === '' ? 'needs a key' : serviceTrouble(ref, surroundings);
    case 'server':
      return settings.server.address === '' ? 'needs a server URL' : serviceTrouble(ref, surroundings);
    case 'browser':
      return browserTrouble(browserModel);
    case 'webllm':
      return storedTrouble(ref.id, stored);
  }
}

function serviceTrouble(ref: ModelRef, { settings, failures, online, now }: ModelSurroundings): string | null {
  const isHere = ref.provider === 'server' && isOnThisDevice(settings.server.address);
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
