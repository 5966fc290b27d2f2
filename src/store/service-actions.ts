import type { ListedModel } from '../core/model/models-port';
import type { DeviceSettings } from '../core/project/device-settings';
import type { KeyOwner } from '../core/project/repository';
import type { Kit } from './kit';
import { errorData } from './model-choice';
import { configureModels, saveQuietly, saveSettings } from './save-settings';
import type { Connection, ListedModels, StudioState } from './studio-state';

/** The services that are asked over the network: Gemini, and a server that speaks the OpenAI way. */
export interface ServiceActions {
  updateGemini(change: Partial<DeviceSettings['gemini']>): void;
  setKey(key: string): void;
  refreshGeminiModels(): void;
  testConnection(): void;
  updateServer(change: Partial<DeviceSettings['server']>): void;
  setServerKey(key: string): void;
  refreshServerModels(): void;
  testServerConnection(): void;
  /** Whoever runs a large model at home may wait for minutes. */
  stopConnectionTest(of: KeyOwner): void;
}

export function serviceActions(kit: Kit): ServiceActions {
  const tests = new Map<KeyOwner, AbortController>();
  /** Nobody waits any more for what a service was asked at another address, or with another key. */
  const stopTest = (of: KeyOwner) => tests.get(of)?.abort(new DOMException('The test was stopped.', 'AbortError'));
  const test = (service: Service) => {
    if (service.news(kit.get()).connection.status === 'testing') return;
    const controller = new AbortController();
    tests.set(service.owner, controller);
    void testConnection(kit, service, controller.signal);
  };

  return {
    updateGemini(change) {
      const { settings } = kit.get();
      saveSettings(kit, { ...settings, gemini: { ...settings.gemini, ...change } });
      stopTest('gemini');
      afterUpdate(kit, gemini, { rememberKey: change.rememberKey, elsewhere: change.endpoint !== undefined });
    },
    setKey(key) {
      stopTest('gemini');
      setKey(kit, gemini, key);
    },
    refreshGeminiModels: () => void listModels(kit, gemini),
    testConnection: () => test(gemini),
    updateServer(change) {
      const { settings } = kit.get();
      saveSettings(kit, { ...settings, server: { ...settings.server, ...change } });
      stopTest('server');
      afterUpdate(kit, server, { rememberKey: change.rememberKey, elsewhere: change.url !== undefined });
    },
    setServerKey(key) {
      stopTest('server');
      setKey(kit, server, key);
    },
    refreshServerModels: () => void listModels(kit, server),
    testServerConnection: () => test(server),
    stopConnectionTest(of) {
      stopTest(of);
      const service = of === 'gemini' ? gemini : server;
      if (service.news(kit.get()).connection.status === 'testing') {
        kit.set(service.change({ connection: nothingKnown.connection }));
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
  readonly owner: KeyOwner;
  /** In the middle of a sentence. */
  readonly name: string;
  readonly addressOf: (settings: DeviceSettings) => string;
  readonly key: (state: StudioState) => string;
  readonly news: (state: StudioState) => ServiceNews;
  readonly change: (change: Partial<ServiceNews> & { readonly key?: string }) => Partial<StudioState>;
  readonly list: (kit: Kit, signal: AbortSignal) => Promise<readonly ListedModel[]>;
}

export const gemini: Service = {
  owner: 'gemini',
  name: 'Gemini',
  addressOf: (settings) => settings.gemini.endpoint,
  key: ({ key }) => key,
  news: ({ connection, geminiModels: models }) => ({ connection, models }),
  change: ({ key, connection, models }) => ({
    ...(key !== undefined && { key }),
    ...(connection && { connection }),
    ...(models && { geminiModels: models }),
    // Another key or address: nothing is known of it yet.
    ...(models?.status === 'unknown' && { keyCheck: { status: 'unchecked' } }),
  }),
  list: ({ deps }, signal) => deps.models.listGeminiModels(signal),
};

const server: Service = {
  owner: 'server',
  name: 'the server',
  addressOf: (settings) => settings.server.url,
  key: ({ serverKey }) => serverKey,
  news: ({ serverConnection: connection, serverModels: models }) => ({ connection, models }),
  change: ({ key, connection, models }) => ({
    ...(key !== undefined && { serverKey: key }),
    ...(connection && { serverConnection: connection }),
    ...(models && { serverModels: models }),
  }),
  list: ({ deps }, signal) => deps.models.listServerModels(signal),
};

export const services: readonly Service[] = [gemini, server];

interface Update {
  readonly rememberKey: boolean | undefined;
  /** Its address changed: what was listed is another service's. */
  readonly elsewhere: boolean;
}

function afterUpdate(kit: Kit, service: Service, { rememberKey, elsewhere }: Update): void {
  const { get, set, deps } = kit;
  const { owner } = service;
  if (rememberKey !== undefined) saveQuietly(kit, deps.device.saveKey(owner, rememberKey ? service.key(get()) : ''));
  set(service.change(elsewhere ? nothingKnown : { connection: nothingKnown.connection }));
}

function setKey(kit: Kit, service: Service, key: string): void {
  const { get, set, deps } = kit;
  set(service.change({ key, ...nothingKnown }));
  configureModels(kit);
  if (get().settings[service.owner].rememberKey) saveQuietly(kit, deps.device.saveKey(service.owner, key));
}

async function listModels(kit: Kit, service: Service): Promise<void> {
  const { get, set } = kit;
  if (service.news(get()).models.status === 'loading') return;
  const loading = { status: 'loading' } as const;
  // Another key or address takes the place of this very object: then the answer is about something else.
  const put = (models: ListedModels) => {
    if (service.news(get()).models === loading) set(service.change({ models }));
  };
  set(service.change({ models: loading }));
  try {
    put({ status: 'listed', models: await service.list(kit, new AbortController().signal) });
  } catch (error) {
    put({ status: 'failed', error: errorData(error) });
  }
}

export async function testConnection(kit: Kit, service: Service, signal: AbortSignal): Promise<void> {
  const { deps, get, set } = kit;
  const { model } = get().settings[service.owner];
  const started = Date.parse(deps.now());
  const testing = { status: 'testing' } as const;
  const isStillAsked = () => service.news(get()).connection === testing;
  set(service.change({ connection: testing }));
  try {
    await answer(kit, { provider: service.owner, id: model }, signal);
    if (!isStillAsked()) return;
    const tookMs = Date.parse(deps.now()) - started;
    set(service.change({ connection: { status: 'answered', model, tookMs } }));
    void listModels(kit, service);
  } catch (error) {
    if (isStillAsked()) set(service.change({ connection: { status: 'failed', error: errorData(error) } }));
  }
}

async function answer(
  { deps }: Kit,
  ref: { readonly provider: KeyOwner; readonly id: string },
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
