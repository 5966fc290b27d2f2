import { isService, type ProviderId, type ProvidersWith, providerIds, rowOf, serviceName } from './provider-table';

type NamedById = ProvidersWith<{ readonly models: 'many' }>;

/** Which model answers: one variant for each provider. */
export type ModelRef = {
  [P in ProviderId]: P extends NamedById ? { readonly provider: P; readonly id: string } : { readonly provider: P };
}[ProviderId];

/** A model of one provider. */
export type RefOf<P extends ProviderId> = Extract<ModelRef, { readonly provider: P }>;

export const practiceModel: ModelRef = { provider: 'practice' };
/** The one that the browser brings along. */
export const modelOfBrowser: ModelRef = { provider: 'browser' };

export function localModel(id: string): RefOf<'webllm'> {
  return { provider: 'webllm', id };
}

export function isPractice(ref: ModelRef): boolean {
  return ref.provider === 'practice';
}

/** On this device's GPU, from files that were downloaded. */
export function isLocal(ref: ModelRef): ref is RefOf<'webllm'> {
  return ref.provider === 'webllm';
}

/** The name on every screen and in every option list, fixed by the UI contract. */
export function modelName(ref: ModelRef): string {
  const { name } = rowOf(ref.provider);
  return 'id' in ref ? `${name}: ${ref.id}` : name;
}

/** The model of this `modelName`, if it is one. */
export function modelOfName(name: string): ModelRef | undefined {
  const provider = providerIds.find((one) =>
    takesId(one) ? name.startsWith(`${rowOf(one).name}: `) : name === rowOf(one).name,
  );
  if (provider === undefined) return undefined;
  return takesId(provider) ? { provider, id: name.slice(rowOf(provider).name.length + 2) } : { provider };
}

function takesId(provider: ProviderId): provider is NamedById {
  return rowOf(provider).models === 'many';
}

/** Who answers, in the middle of a sentence: a service, or a model on this device. */
export function answererName(ref: ModelRef): string {
  return isService(ref.provider) ? serviceName(ref.provider) : modelName(ref);
}

/** A stable key: equal for equal refs, different for different ones. */
export function modelKey(ref: ModelRef): string {
  return 'id' in ref ? `${ref.provider}/${ref.id}` : ref.provider;
}

/** Whether every text for it stays on this device. */
export function staysOnDevice(ref: ModelRef): boolean {
  return rowOf(ref.provider).staysOnDevice;
}
