import type { ListedModel } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import { serverOrigin } from '../core/model/server-origin';
import type { DeviceSettings } from '../core/project/device-settings';
import type { ActionContext } from './context';
import { errorData } from './model-choice';
import { configureModels, saveQuietly, saveSettings } from './save-settings';
import type { Connection, ListedModels, StudioState } from './studio-state';

/** The services that are asked over the network: Gemini, and a server that speaks the OpenAI way. */
export interface ServiceActions {
  updateGemini(change: Partial<DeviceSettings['gemini']>): void;
  setKey(key: string): void;
  refreshGeminiModels(): void;
  /** Of the model that its own field holds, unless another one is named. */
  testConnection(model?: string): void;
  updateServer(change: Partial<DeviceSettings['server']>): void;
  setServerKey(key: string): void;
  refreshServerModels(): void;
  testServerConnection(model?: string): void;
  /** Answers `askedAddress`: go there and send the key along, go there without it, or stay. */
  answerAskedAddress(choice: 'with-key' | 'without-key' | 'stay'): void;
  /** Whoever runs a large model at home may wait for minutes. */
  stopConnectionTest(of: ServiceId): void;
}

export function serviceActions(context: ActionContext): ServiceActions {
  const tests = new Map<ServiceId, AbortController>();
  /** Nobody waits any more for what a service was asked at another address, or with another key. */
  const stopTest = (of: ServiceId) => tests.get(of)?.abort(new DOMException('The test was stopped.', 'AbortError'));
  const test = (service: Service, model?: string) => {
    if (service.news(context.get()).connection.status === 'testing') return;
    const controller = new AbortController();
    tests.set(service.owner, controller);
    void testConnection(context, service, { signal: controller.signal, model });
  };

  /** What a key was for whose address was emptied since. */
  const earlierOrigins = new Map<ServiceId, string>();
  /** Where the key goes, or went last; empty: nowhere yet, so that it is for the first address that comes. */
  const keyOrigin = ({ owner, addressOf }: Service) => {
    const address = addressOf(context.get().settings);
    return address === '' ? (earlierOrigins.get(owner) ?? '') : serverOrigin(address);
  };
  const mustAsk = (service: Service, address: string): boolean => {
    const [from, to] = [keyOrigin(service), serverOrigin(address)];
    return service.key(context.get()) !== '' && from !== '' && to !== '' && from !== to;
  };
  const goTo = (service: Service, address: string) => {
    if (address === '') earlierOrigins.set(service.owner, keyOrigin(service));
    saveSettings(context, service.at(context.get().settings, address));
    stopTest(service.owner);
    afterUpdate(context, service, { rememberKey: undefined, elsewhere: true });
  };
  /** No call goes to another place with the key before the author has said so. */
  const move = (service: Service, address: string) => {
    if (mustAsk(service, address)) {
      context.set({ askedAddress: { owner: service.owner, address } });
      return;
    }
    forgetAsked(service.owner);
    goTo(service, address);
  };
  const forgetAsked = (owner: ServiceId) => {
    if (context.get().askedAddress?.owner === owner) context.set({ askedAddress: null });
  };
  const enterKey = (service: Service, key: string) => {
    const asked = context.get().askedAddress;
    stopTest(service.owner);
    earlierOrigins.delete(service.owner);
    setKey(context, service, key);
    // Without a key there is nothing to ask about.
    if (key === '' && asked?.owner === service.owner) move(service, asked.address);
  };

  return {
    updateGemini({ address, ...change }) {
      const { settings } = context.get();
      if (Object.keys(change).length > 0) {
        saveSettings(context, { ...settings, gemini: { ...settings.gemini, ...change } });
        stopTest('gemini');
        afterUpdate(context, gemini, { rememberKey: change.rememberKey, elsewhere: false });
      }
      if (address !== undefined) move(gemini, address);
    },
    setKey: (key) => enterKey(gemini, key),
    refreshGeminiModels: () => void listModels(context, gemini),
    testConnection: (model) => test(gemini, model),
    updateServer({ address, ...change }) {
      const { settings } = context.get();
      if (Object.keys(change).length > 0) {
        saveSettings(context, { ...settings, server: { ...settings.server, ...change } });
        stopTest('server');
        afterUpdate(context, server, { rememberKey: change.rememberKey, elsewhere: false });
      }
      if (address !== undefined) move(server, address);
    },
    setServerKey: (key) => enterKey(server, key),
    refreshServerModels: () => void listModels(context, server),
    testServerConnection: (model) => test(server, model),
    answerAskedAddress(choice) {
      const asked = context.get().askedAddress;
      if (asked === null) return;
      const service = asked.owner === 'gemini' ? gemini : server;
      context.set({ askedAddress: null });
      if (choice === 'stay') return;
      if (choice === 'without-key') setKey(context, service, '');
      goTo(service, asked.address);
    },
    stopConnectionTest(of) {
      stopTest(of);
      const service = of === 'gemini' ? gemini : server;
      if (service.news(context.get()).connection.status === 'testing') {
        context.set(service.change({ connection: nothingKnown.connection }));
      }
    },
  };
}

/** A service, or a key, that nothing was asked of yet. */
export const nothingKnown: ServiceNews = { connection: { status: 'untested' }, models: { status: 'unknown' } };

interface ServiceNews {
  readonly connection: Connection;
  readonly models: ListedModels;
}

/** Where a service's things lie in the state. */
export interface Service {
  readonly owner: ServiceId;
  /** In the middle of a sentence. */
  readonly name: string;
  readonly addressOf: (settings: DeviceSettings) => string;
  readonly at: (settings: DeviceSettings, address: string) => DeviceSettings;
  readonly key: (state: StudioState) => string;
  readonly news: (state: StudioState) => ServiceNews;
  readonly change: (change: Partial<ServiceNews> & { readonly key?: string }) => Partial<StudioState>;
  readonly list: (context: ActionContext, signal: AbortSignal) => Promise<readonly ListedModel[]>;
}

export const gemini: Service = {
  owner: 'gemini',
  name: 'Gemini',
  addressOf: (settings) => settings.gemini.address,
  at: (settings, address) => ({ ...settings, gemini: { ...settings.gemini, address } }),
  key: ({ key }) => key,
  news: ({ connection, geminiModels: models }) => ({ connection, models }),
  change: ({ key, connection, models }) => ({
    ...(key !== undefined && { key }),
    ...(connection && { connection }),
    ...(models && { geminiModels: models }),
    // Another key or address: nothing is known of it yet.
    ...(models?.status === 'unknown' && { keyCheck: { status: 'unchecked' } }),
  }),
  list: ({ deps }, signal) => deps.models.list('gemini', signal),
};

const server: Service = {
  owner: 'server',
  name: 'the server',
  addressOf: (settings) => settings.server.address,
  at: (settings, address) => ({ ...settings, server: { ...settings.server, address } }),
  key: ({ serverKey }) => serverKey,
  news: ({ serverConnection: connection, serverModels: models }) => ({ connection, models }),
  change: ({ key, connection, models }) => ({
    ...(key !== undefined && { serverKey: key }),
    ...(connection && { serverConnection: connection }),
    ...(models && { serverModels: models }),
  }),
  list: ({ deps }, signal) => deps.models.list('server', signal),
};

export const services: readonly Service[] = [gemini, server];

interface Update {
  readonly rememberKey: boolean | undefined;
  /** Its address changed: what was listed is another service's. */
  readonly elsewhere: boolean;
}

function afterUpdate(context: ActionContext, service: Service, { rememberKey, elsewhere }: Update): void {
  const { get, set, deps } = context;
  const { owner } = service;
  if (rememberKey !== undefined)
    saveQuietly(context, deps.device.saveKey(owner, rememberKey ? service.key(get()) : ''));
  set(service.change(elsewhere ? nothingKnown : { connection: nothingKnown.connection }));
}

function setKey(context: ActionContext, service: Service, key: string): void {
  const { get, set, deps } = context;
  set(service.change({ key, ...nothingKnown }));
  configureModels(context);
  if (get().settings[service.owner].rememberKey) saveQuietly(context, deps.device.saveKey(service.owner, key));
}

async function listModels(context: ActionContext, service: Service): Promise<void> {
  const { get, set } = context;
  if (service.news(get()).models.status === 'loading') return;
  const loading = { status: 'loading' } as const;
  // Another key or address takes the place of this very object: then the answer is about something else.
  const put = (models: ListedModels) => {
    if (service.news(get()).models === loading) set(service.change({ models }));
  };
  set(service.change({ models: loading }));
  try {
    put({ status: 'listed', models: await service.list(context, new AbortController().signal) });
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
  service: Service,
  { signal, model: named }: Tried,
): Promise<void> {
  const { deps, get, set } = context;
  const model = named ?? get().settings[service.owner].model;
  const started = Date.parse(deps.now());
  const testing = { status: 'testing' } as const;
  const isStillAsked = () => service.news(get()).connection === testing;
  set(service.change({ connection: testing }));
  try {
    await answer(context, { provider: service.owner, id: model }, signal);
    if (!isStillAsked()) return;
    const tookMs = Date.parse(deps.now()) - started;
    set(service.change({ connection: { status: 'answered', model, tookMs } }));
    void listModels(context, service);
  } catch (error) {
    if (isStillAsked()) set(service.change({ connection: { status: 'failed', error: errorData(error) } }));
  }
}

async function answer(
  { deps }: ActionContext,
  ref: { readonly provider: ServiceId; readonly id: string },
  signal: AbortSignal,
): Promise<void> {
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
