import type { StoredModel } from '../../core/local/local-model';
import { type ModelRef, staysOnDevice } from '../../core/model/model-ref';
import type { DeviceSettings } from '../../core/project/device-settings';
import type { BrowserModel } from '../../store/studio-state';

export interface ModelSurroundings {
  readonly settings: Pick<DeviceSettings, 'privateMode' | 'server'>;
  readonly key: string;
  /** Null before anybody asked. */
  readonly stored: readonly StoredModel[] | null;
  readonly browserModel: BrowserModel;
}

/** Why a chosen model cannot answer now, in few words: `needs a key`; null when nothing is known to be in the way. */
export function modelTrouble(ref: ModelRef, { settings, key, stored, browserModel }: ModelSurroundings): string | null {
  if (settings.privateMode && !staysOnDevice(ref)) return 'would leave this device';
  switch (ref.provider) {
    case 'practice':
      return null;
    case 'gemini':
      return key.trim() === '' ? 'needs a key' : null;
    case 'server':
      return settings.server.url === '' ? 'needs a server URL' : null;
    case 'browser':
      return browserTrouble(browserModel);
    case 'webllm':
      return storedTrouble(ref.id, stored);
  }
}

function browserTrouble(browserModel: BrowserModel): string | null {
  switch (browserModel) {
    case 'unknown':
    case 'available':
      return null;
    case 'downloading':
      return 'is being downloaded by the browser';
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
