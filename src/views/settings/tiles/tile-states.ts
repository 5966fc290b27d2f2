import type { StoredModel } from '../../../core/local/local-model';
import type { CallRecord } from '../../../core/model/call-record';
import { localModel, type ModelRef, modelKey, modelOfBrowser } from '../../../core/model/model-ref';
import type { ServiceId } from '../../../core/model/provider-table';
import type { DeviceSettings } from '../../../core/project/device-settings';
import type { Transfer } from '../../../store/local/local-state';
import type { BrowserDownload, BrowserModel, Connection, KeyCheck, ListedModels } from '../../../store/studio-state';
import { outcomeWords } from '../../shared/failure/outcome-words';
import { percent } from '../../shared/models/load-words';
import { type ModelSurroundings, modelTrouble } from '../../shared/models/model-trouble';
import type { IconName } from '../../ui/icon-paths';

/** How one way to a model stands, in few words. */
export interface TileState {
  /** What is to be offered next. */
  readonly step:
    | 'private'
    | 'enter'
    | 'wait'
    | 'correct'
    | 'check'
    | 'use'
    | 'in-use'
    | 'help'
    | 'other-model'
    | 'fetch';
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'faint';
  readonly say: string;
}

interface ServiceInput {
  readonly settings: DeviceSettings;
  readonly surroundings: ModelSurroundings;
  readonly connection: Connection;
  readonly listing: ListedModels;
  /** A call of this session was answered by it. */
  readonly answered: boolean;
}

export function geminiTile({ keyCheck, ...input }: ServiceInput & { readonly keyCheck: KeyCheck }): TileState {
  const { settings, surroundings, connection } = input;
  if (settings.privateMode) return off;
  if (surroundings.services.gemini.key === '') return { step: 'enter', icon: 'key', tone: 'faint', say: 'Needs a key' };
  if (keyCheck.status === 'checking') return { step: 'wait', icon: 'clock', tone: 'faint', say: 'Checking the key…' };
  const ref = modelOf('gemini', settings);
  const trouble = modelTrouble(ref, surroundings);
  if (trouble !== null) return { ...inTrouble(trouble), step: trouble === 'key refused' ? 'correct' : 'other-model' };
  if (keyCheck.status === 'refused') return failedWith(outcomeWords(keyCheck.error).title);
  if (connection.status === 'failed') return failedWith(outcomeWords(connection.error).title);
  if (keyCheck.status !== 'accepted' && !isKnown(input))
    return { step: 'check', icon: 'key', tone: 'faint', say: 'Key not checked yet' };
  return connected(ref, settings);
}

export function serverTile(input: ServiceInput): TileState {
  const { settings, surroundings, connection } = input;
  if (settings.privateMode) return off;
  if (settings.server.address === '') return { step: 'enter', icon: 'circle', tone: 'faint', say: 'Not set up' };
  if (connection.status === 'testing')
    return { step: 'wait', icon: 'clock', tone: 'faint', say: 'Waiting for an answer' };
  const ref = modelOf('server', settings);
  if (!('id' in ref) || ref.id === '')
    return { step: 'enter', icon: 'circle', tone: 'faint', say: 'No model chosen yet' };
  const trouble = modelTrouble(ref, surroundings);
  if (trouble !== null) return { ...inTrouble(trouble), step: 'help' };
  if (connection.status === 'failed') return { ...failedWith(outcomeWords(connection.error).title), step: 'help' };
  if (!isKnown(input)) return { step: 'check', icon: 'circle', tone: 'faint', say: 'Not tested yet' };
  return connected(ref, settings);
}

function isKnown({ connection, listing, answered }: ServiceInput): boolean {
  return connection.status === 'answered' || listing.status === 'listed' || answered;
}

interface LocalInput {
  readonly settings: DeviceSettings;
  readonly surroundings: ModelSurroundings;
  /** What is under way, if anything. */
  readonly transfer: { readonly name: string; readonly transfer: Transfer } | null;
  /** Null before the device was looked at. */
  readonly stored: readonly StoredModel[] | null;
  /** Why no model can run here at all; null: some can, or nobody looked yet. */
  readonly refusal: string | null;
  readonly looked: boolean;
  /** The name of the model that fits best; null: none does. */
  readonly best: string | null;
  readonly nameOf: (id: string) => string;
}

export function localTile(input: LocalInput): TileState {
  const { settings, surroundings, transfer, stored, refusal, looked, best, nameOf } = input;
  if (transfer !== null) {
    const say = `${underWay(transfer.transfer)}: ${transfer.name}`;
    return { step: 'wait', icon: 'download', tone: 'faint', say };
  }
  if (!looked) return { step: 'wait', icon: 'clock', tone: 'faint', say: 'Looking at this device…' };
  if (refusal !== null) return { step: 'help', icon: 'block', tone: 'faint', say: refusal };
  const ready = readyModel(settings, stored);
  if (ready !== null) {
    const trouble = modelTrouble(localModel(ready), surroundings);
    if (trouble !== null) return { ...inTrouble(trouble), step: 'help' };
    const inUse = isChosen(localModel(ready), settings);
    const say = inUse ? `Connected: ${nameOf(ready)}` : `On this device: ${nameOf(ready)}`;
    return { step: inUse ? 'in-use' : 'use', icon: 'check', tone: 'good', say };
  }
  if (best === null) return { step: 'help', icon: 'block', tone: 'faint', say: 'No model fits this device' };
  return { step: 'fetch', icon: 'circle', tone: 'faint', say: `Nothing downloaded yet. Fits best: ${best}` };
}

/** The local chat model that is chosen, else the first that is whole; null: none is. */
export function readyModel(settings: DeviceSettings, stored: readonly StoredModel[] | null): string | null {
  const ready = (stored ?? []).filter(({ model, state }) => model.kind === 'chat' && state === 'ready');
  const chosen = ready.find(({ model }) => isChosen(localModel(model.id), settings));
  return (chosen ?? ready[0])?.model.id ?? null;
}

interface BrowserInput {
  readonly settings: DeviceSettings;
  readonly browserModel: BrowserModel;
  readonly download: BrowserDownload;
}

export function browserTile({ settings, browserModel, download }: BrowserInput): TileState {
  if (download.status === 'preparing') {
    const share = download.progress === null ? '' : ` ${percent(download.progress)}%`;
    return { step: 'wait', icon: 'download', tone: 'faint', say: `Downloading${share}` };
  }
  switch (browserModel) {
    case 'unknown':
      return { step: 'wait', icon: 'clock', tone: 'faint', say: 'Asking the browser…' };
    case 'absent':
      return { step: 'help', icon: 'block', tone: 'faint', say: 'Not in this browser' };
    case 'unavailable':
      return { step: 'help', icon: 'block', tone: 'faint', say: 'Not on this device' };
    case 'downloading':
      return { step: 'fetch', icon: 'download', tone: 'faint', say: 'The browser is downloading it' };
    case 'downloadable':
      return { step: 'fetch', icon: 'circle', tone: 'faint', say: 'Not downloaded by the browser yet' };
    case 'available': {
      const inUse = isChosen(modelOfBrowser, settings);
      const say = inUse ? 'Connected: built-in model' : 'Ready';
      return { step: inUse ? 'in-use' : 'use', icon: 'check', tone: 'good', say };
    }
  }
}

const off: TileState = { step: 'private', icon: 'lock', tone: 'faint', say: 'Off: data never leaves this device' };

function connected(ref: ModelRef, settings: DeviceSettings): TileState {
  const id = 'id' in ref ? ref.id : '';
  return { step: isChosen(ref, settings) ? 'in-use' : 'use', icon: 'check', tone: 'good', say: `Connected: ${id}` };
}

function inTrouble(trouble: string): Omit<TileState, 'step'> {
  const say = trouble.charAt(0).toUpperCase() + trouble.slice(1);
  return { icon: trouble === 'offline' ? 'offline' : 'warn', tone: trouble === 'offline' ? 'warn' : 'bad', say };
}

function failedWith(title: string): TileState {
  return { step: 'correct', icon: 'warn', tone: 'bad', say: title };
}

/** The service's model that is chosen to answer, else the one that its own field holds. */
export function modelOf(provider: ServiceId, settings: DeviceSettings): ModelRef {
  const { promptModel, alignmentModel } = settings;
  if (promptModel.provider === provider) return promptModel;
  if (alignmentModel?.provider === provider) return alignmentModel;
  return { provider, id: settings[provider].model };
}

export function isAnswerOf(provider: ModelRef['provider']): (call: CallRecord) => boolean {
  return ({ model, outcome }) => model.provider === provider && outcome.status === 'answered';
}

function isChosen(ref: ModelRef, { promptModel, alignmentModel }: DeviceSettings): boolean {
  const key = modelKey(ref);
  return modelKey(promptModel) === key || (alignmentModel !== null && modelKey(alignmentModel) === key);
}

function underWay(transfer: Transfer): string {
  switch (transfer.status) {
    case 'fetching':
      return `Downloading${share(transfer)}`;
    case 'copying':
      return `Copying${share(transfer)}`;
    case 'verifying':
      return `Checking${share(transfer)}`;
    case 'retrying':
      return 'Download waits and tries again';
    case 'queued':
      return 'Download waits';
    case 'failed':
    case 'broken':
    case 'verified':
      return 'Done';
  }
}

function share({ doneBytes, totalBytes }: { readonly doneBytes: number; readonly totalBytes: number | null }): string {
  return totalBytes === null || totalBytes === 0 ? '' : ` ${percent(doneBytes / totalBytes)}%`;
}
