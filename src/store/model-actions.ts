import type { ModelRef } from '../core/model/model-ref';
import type { DeviceSettings } from '../core/project/device-settings';
import type { Kit } from './kit';
import { errorData } from './model-choice';
import type { StudioState } from './studio-state';

export interface ModelActions {
  /** Tells the worker the present settings and key. */
  configureModels(): void;
  updateSettings(change: Partial<DeviceSettings>): void;
  updateGemini(change: Partial<DeviceSettings['gemini']>): void;
  setKey(key: string): void;
  refreshGeminiModels(): void;
  testConnection(): void;
  clearCalls(): void;
  /** Another tab changed the settings, or the key that is remembered. */
  foreignSettings(settings: DeviceSettings): Promise<void>;
}

export function modelActions(kit: Kit): ModelActions {
  const { deps, get, set } = kit;

  return {
    configureModels() {
      configureModels(kit);
    },
    updateSettings(change) {
      saveSettings(kit, { ...get().settings, ...change });
    },
    updateGemini(change) {
      const { settings, key } = get();
      const gemini = { ...settings.gemini, ...change };
      saveSettings(kit, { ...settings, gemini });
      if (change.rememberKey !== undefined) saveQuietly(kit, deps.device.saveKey(change.rememberKey ? key : ''));
      if (change.endpoint !== undefined) set({ geminiModels: { status: 'unknown' } });
      set({ connection: { status: 'untested' } });
    },
    setKey(key) {
      set({ key, ...nothingKnown });
      configureModels(kit);
      if (get().settings.gemini.rememberKey) saveQuietly(kit, deps.device.saveKey(key));
    },
    refreshGeminiModels() {
      void listModels(kit);
    },
    testConnection() {
      void testConnection(kit);
    },
    clearCalls() {
      set({ calls: get().calls.filter((call) => call.outcome.status === 'running') });
    },
    async foreignSettings(settings) {
      const { settings: before, key } = get();
      const sameService = settings.gemini.endpoint === before.gemini.endpoint;
      set({ settings, ...(sameService ? {} : nothingKnown) });
      configureModels(kit);
      if (!settings.gemini.rememberKey) return;
      const remembered = await deps.device.loadKey().catch(() => '');
      // A key that is typed here meanwhile is newer.
      if (remembered === '' || remembered === key || get().key !== key || !get().settings.gemini.rememberKey) return;
      set({ key: remembered, ...nothingKnown });
      configureModels(kit);
    },
  };
}

/** Of a service, or a key, that nothing was asked of yet. */
const nothingKnown = { connection: { status: 'untested' }, geminiModels: { status: 'unknown' } } as const;

export function saveSettings(kit: Kit, settings: DeviceSettings): void {
  kit.set({ settings });
  configureModels(kit);
  saveQuietly(kit, kit.deps.device.saveSettings(settings));
}

/** Tells the worker what it needs to know; the key goes there and nowhere else. */
export function configureModels({ deps, get }: Kit): void {
  const { settings, key } = get();
  const { endpoint, safety, requestsPerMinute, parallelRequests } = settings.gemini;
  deps.models.configure({
    gemini: { key, endpoint, safety, requestsPerMinute, parallelRequests },
    budget: settings.budget,
  });
}

async function listModels({ deps, get, set }: Kit): Promise<void> {
  if (get().geminiModels.status === 'loading') return;
  const loading = { status: 'loading' } as const;
  // Another key or endpoint takes the place of this very object: then the answer is about something else.
  const put = (next: StudioState['geminiModels']) => {
    if (get().geminiModels === loading) set({ geminiModels: next });
  };
  set({ geminiModels: loading });
  try {
    const models = await deps.models.listGeminiModels(new AbortController().signal);
    put({ status: 'listed', models });
  } catch (error) {
    put({ status: 'failed', error: errorData(error) });
  }
}

async function testConnection(kit: Kit): Promise<void> {
  const { deps, get, set } = kit;
  if (get().connection.status === 'testing') return;
  const { gemini } = get().settings;
  const ref: ModelRef = { provider: 'gemini', id: gemini.model };
  const started = Date.parse(deps.now());
  const testing = { status: 'testing' } as const;
  const isStillAsked = () => get().connection === testing;
  set({ connection: testing });
  try {
    await answer(kit, ref);
    if (!isStillAsked()) return;
    const tookMs = Date.parse(deps.now()) - started;
    set({ connection: { status: 'answered', model: gemini.model, tookMs } });
    void listModels(kit);
  } catch (error) {
    if (isStillAsked()) set({ connection: { status: 'failed', error: errorData(error) } });
  }
}

async function answer({ deps }: Kit, ref: ModelRef): Promise<void> {
  const greeting = 'Answer with one word: ready.';
  const request = {
    purpose: 'test-connection',
    subject: { greeting },
    prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: greeting }] }] },
    settings: {},
    reply: { type: 'text' },
    cache: 'fresh',
  } as const;
  for await (const event of deps.models.model(ref).stream(request, new AbortController().signal)) {
    if (event.type === 'done') return;
  }
}

function saveQuietly(kit: Kit, saving: Promise<void>): void {
  saving.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    kit.notify({
      title: 'This setting was not saved',
      body: `It holds until you close the tab. The browser's storage said: ${reason}`,
    });
  });
}
