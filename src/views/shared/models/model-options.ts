import { type StoredModel, storedBytes } from '../../../core/local/local-model';
import {
  localModel,
  type ModelRef,
  modelKey,
  modelName,
  modelOfBrowser,
  practiceModel,
  staysOnDevice,
} from '../../../core/model/model-ref';
import { isService, rowOf, type ServiceId, serviceIds } from '../../../core/model/provider-table';
import type { SettingsOf } from '../../../core/model/service-settings';
import type { DeviceSettings } from '../../../core/project/device-settings';
import type { BrowserModel } from '../../../store/studio-state';

export interface ModelOption {
  /** A `modelKey`. */
  readonly value: string;
  /** The model's name, and after it why it cannot be picked. */
  readonly label: string;
  readonly ref: ModelRef;
  readonly disabled: boolean;
}

export interface ModelOffer {
  readonly settings: Pick<DeviceSettings, 'promptModel' | 'alignmentModel' | 'privateMode' | ServiceId>;
  /** What the services listed; empty before they were asked. */
  readonly listed: Readonly<Record<ServiceId, readonly string[]>>;
  /** Null before anybody asked. */
  readonly stored: readonly StoredModel[] | null;
  readonly browserModel: BrowserModel;
  /** What the field holds, which a project may bring from another device; null: nothing of its own. */
  readonly held?: ModelRef | null;
}

/** Practice, what is on this device, the services with their lists; those in use wherever they come from; each once. */
export function modelOptions({
  settings,
  listed,
  stored,
  browserModel,
  held = null,
}: ModelOffer): readonly ModelOption[] {
  const { promptModel, alignmentModel } = settings;
  const local = (stored ?? []).filter((kept) => kept.model.kind === 'chat' && hasCome(kept));
  const refs: readonly ModelRef[] = [
    practiceModel,
    ...local.map(({ model: { id } }) => localModel(id)),
    ...(isOffered(browserModel) ? [modelOfBrowser] : []),
    ...serviceIds.flatMap((service) => modelsOfService(service, settings[service], listed[service])),
    promptModel,
    ...(alignmentModel === null ? [] : [alignmentModel]),
    ...(held === null ? [] : [held]),
  ];
  const byKey = new Map(refs.map((ref) => [modelKey(ref), ref]));
  return [...byKey].map(([value, ref]) => {
    const why = whyNot(ref, { settings, stored, browserModel });
    const name = modelName(ref);
    return { value, label: why === null ? name : `${name} (${why})`, ref, disabled: why !== null };
  });
}

/** What its own field holds, and what it listed; nothing where there is no address. */
function modelsOfService(
  provider: ServiceId,
  { address, model }: SettingsOf<ServiceId>,
  listed: readonly string[],
): readonly ModelRef[] {
  if (address === '') return [];
  return [model, ...listed].filter((id) => id !== '').map((id) => ({ provider, id }));
}

/** A download that ended before its first file leaves a record and nothing else. */
function hasCome(kept: StoredModel): boolean {
  return kept.state !== 'partial' || storedBytes(kept) > 0;
}

function isOffered(browserModel: BrowserModel): boolean {
  return browserModel === 'available' || browserModel === 'downloadable' || browserModel === 'downloading';
}

/** In few words, after the name. What nobody has looked at yet is not refused. */
function whyNot(
  ref: ModelRef,
  {
    settings,
    stored,
    browserModel,
  }: Pick<ModelOffer, 'stored' | 'browserModel'> & {
    readonly settings: Pick<DeviceSettings, 'privateMode' | ServiceId>;
  },
): string | null {
  if (settings.privateMode && !staysOnDevice(ref)) return 'would leave this device';
  const { needs } = rowOf(ref.provider);
  switch (needs) {
    case 'nothing':
    // A key may still be entered.
    case 'key':
      return null;
    case 'address':
      return isService(ref.provider) && settings[ref.provider].address === '' ? 'needs a server URL' : null;
    case 'browser':
      return browserWhyNot(browserModel);
    case 'download':
      return stored === null || !('id' in ref) ? null : storedWhyNot(stored.find(({ model }) => model.id === ref.id));
  }
}

function browserWhyNot(browserModel: BrowserModel): string | null {
  switch (browserModel) {
    case 'available':
    case 'unknown':
      return null;
    case 'downloadable':
    case 'downloading':
      return 'the browser has not downloaded it yet';
    case 'unavailable':
    case 'absent':
      return 'not in this browser';
  }
}

function storedWhyNot(stored: StoredModel | undefined): string | null {
  switch (stored?.state) {
    case 'ready':
      return null;
    case 'partial':
      return 'not downloaded to the end';
    case 'damaged':
      return 'damaged: download it again';
    case undefined:
      return 'not downloaded';
  }
}

type ModelChoices = Pick<DeviceSettings, 'promptModel' | 'alignmentModel'>;

/** Where the old id of a service's configured model is chosen, the new one takes its place. */
export function followModel(
  choices: ModelChoices,
  { provider, from, to }: { readonly provider: ServiceId; readonly from: string; readonly to: string },
): ModelChoices {
  const follow = (ref: ModelRef): ModelRef =>
    ref.provider === provider && 'id' in ref && ref.id === from ? { provider, id: to } : ref;
  const { promptModel, alignmentModel } = choices;
  return {
    promptModel: follow(promptModel),
    alignmentModel: alignmentModel === null ? null : follow(alignmentModel),
  };
}
