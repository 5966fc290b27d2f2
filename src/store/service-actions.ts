import type { ModelRef } from '../core/model/model-ref';
import type { ServiceId } from '../core/model/provider-table';
import { serverOrigin } from '../core/model/server-origin';
import type { SettingsOf } from '../core/model/service-settings';
import type { ActionContext } from './context';
import { errorData } from './model-choice';
import { configureModels, saveQuietly, saveSettings } from './save-settings';
import { changeService, nothingKnown } from './service-state';
import type { ListedModels } from './studio-state';

/** The services: what is asked over the network, with a key and an address. */
export interface ServiceActions {
  update<S extends ServiceId>(service: S, change: Partial<SettingsOf<S>>): void;
  setKey(service: ServiceId, key: string): void;
  listModels(service: ServiceId): void;
  /** Of the model that its own field holds, unless another one is named. */
  testConnection(service: ServiceId, model?: string): void;
  /** Whoever runs a large model at home may wait for minutes. */
  stopConnectionTest(service: ServiceId): void;
  /** Answers `askedAddress`: go there and send the key along, go there without it, or stay. */
  answerAskedAddress(choice: 'with-key' | 'without-key' | 'stay'): void;
}

export function serviceActions(context: ActionContext): ServiceActions {
  const tests = new Map<ServiceId, AbortController>();
  /** Nobody waits any more for what a service was asked at another address, or with another key. */
  const stopTest = (of: ServiceId) => tests.get(of)?.abort(new DOMException('The test was stopped.', 'AbortError'));

  /** What a key was for whose address was emptied since. */
  const earlierOrigins = new Map<ServiceId, string>();
  /** Where the key goes, or went last; empty: nowhere yet, so that it is for the first address that comes. */
  const keyOrigin = (service: ServiceId) => {
    const { address } = context.get().settings[service];
    return address === '' ? (earlierOrigins.get(service) ?? '') : serverOrigin(address);
  };
  const mustAsk = (service: ServiceId, address: string): boolean => {
    const [from, to] = [keyOrigin(service), serverOrigin(address)];
    return context.get().services[service].key !== '' && from !== '' && to !== '' && from !== to;
  };
  const goTo = (service: ServiceId, address: string) => {
    if (address === '') earlierOrigins.set(service, keyOrigin(service));
    saveService(context, service, { address });
    stopTest(service);
    // What was listed is another service's.
    changeService(context, service, nothingKnown);
  };
  /** No call goes to another place with the key before the author has said so. */
  const move = (service: ServiceId, address: string) => {
    if (mustAsk(service, address)) {
      context.set({ askedAddress: { owner: service, address } });
      return;
    }
    if (context.get().askedAddress?.owner === service) context.set({ askedAddress: null });
    goTo(service, address);
  };

  return {
    update(service, { address, ...change }) {
      if (Object.keys(change).length > 0) {
        saveService(context, service, change);
        stopTest(service);
        if (change.rememberKey !== undefined) rememberKey(context, service);
        changeService(context, service, { connection: nothingKnown.connection });
      }
      if (address !== undefined) move(service, address);
    },
    setKey(service, key) {
      const asked = context.get().askedAddress;
      stopTest(service);
      earlierOrigins.delete(service);
      setKey(context, service, key);
      // Without a key there is nothing to ask about.
      if (key === '' && asked?.owner === service) move(service, asked.address);
    },
    listModels: (service) => void listModels(context, service),
    testConnection(service, model) {
      if (context.get().services[service].connection.status === 'testing') return;
      const controller = new AbortController();
      tests.set(service, controller);
      void testConnection(context, service, { signal: controller.signal, model });
    },
    stopConnectionTest(service) {
      stopTest(service);
      if (context.get().services[service].connection.status === 'testing')
        changeService(context, service, { connection: nothingKnown.connection });
    },
    answerAskedAddress(choice) {
      const asked = context.get().askedAddress;
      if (asked === null) return;
      context.set({ askedAddress: null });
      if (choice === 'stay') return;
      if (choice === 'without-key') setKey(context, asked.owner, '');
      goTo(asked.owner, asked.address);
    },
  };
}

/** `change` is of this service's own settings; what of it they hold in common is all that is written down here. */
function saveService(context: ActionContext, service: ServiceId, change: object): void {
  const { settings } = context.get();
  saveSettings(context, { ...settings, [service]: { ...settings[service], ...change } });
}

function setKey(context: ActionContext, service: ServiceId, key: string): void {
  changeService(context, service, { key, ...nothingKnown });
  configureModels(context);
  if (context.get().settings[service].rememberKey) rememberKey(context, service);
}

/** Or has it forgotten, as the settings say. */
function rememberKey(context: ActionContext, service: ServiceId): void {
  const { settings, services } = context.get();
  const key = settings[service].rememberKey ? services[service].key : '';
  saveQuietly(context, context.deps.device.saveKey(service, key));
}

async function listModels(context: ActionContext, service: ServiceId): Promise<void> {
  const models = () => context.get().services[service].models;
  if (models().status === 'loading') return;
  const loading = { status: 'loading' } as const;
  // Another key or address takes the place of this very object: then the answer is about something else.
  const put = (next: ListedModels) => {
    if (models() === loading) changeService(context, service, { models: next });
  };
  changeService(context, service, { models: loading });
  try {
    put({ status: 'listed', models: await context.deps.models.list(service, new AbortController().signal) });
  } catch (error) {
    put({ status: 'failed', error: errorData(error) });
  }
}

interface Tried {
  readonly signal: AbortSignal;
  /** The service's own when absent. */
  readonly model?: string | undefined;
}

export async function testConnection(
  context: ActionContext,
  service: ServiceId,
  { signal, model: named }: Tried,
): Promise<void> {
  const { deps, get } = context;
  const model = named ?? get().settings[service].model;
  const started = Date.parse(deps.now());
  const testing = { status: 'testing' } as const;
  const isStillAsked = () => get().services[service].connection === testing;
  changeService(context, service, { connection: testing });
  try {
    await answer(context, { provider: service, id: model }, signal);
    if (!isStillAsked()) return;
    const tookMs = Date.parse(deps.now()) - started;
    changeService(context, service, { connection: { status: 'answered', model, tookMs } });
    void listModels(context, service);
  } catch (error) {
    if (isStillAsked()) changeService(context, service, { connection: { status: 'failed', error: errorData(error) } });
  }
}

async function answer({ deps }: ActionContext, ref: ModelRef, signal: AbortSignal): Promise<void> {
  const greeting = 'Answer with one word: ready.';
  const request = {
    purpose: 'test-connection',
    subject: { greeting },
    prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: greeting }] }] },
    settings: {},
    reply: { type: 'text' },
    cache: 'fresh',
  } as const;
  for await (const event of deps.models.model(ref).stream(request, signal)) {
    if (event.type === 'done') return;
  }
}
