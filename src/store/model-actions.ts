import type { ModelRef } from '../core/model/model-ref';
import type { DeviceSettings } from '../core/project/device-settings';
import type { Kit } from './kit';
import { errorData } from './model-choice';

export interface ModelActions {
  /** Tells the worker the present settings and key. */
  configureModels(): void;
  updateSettings(change: Partial<DeviceSettings>): void;
  updateGemini(change: Partial<DeviceSettings['gemini']>): void;
  setKey(key: string): void;
  refreshGeminiModels(): void;
  testConnection(): void;
  clearCalls(): void;
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
      set({ key, connection: { status: 'untested' }, geminiModels: { status: 'unknown' } });
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
  };
}

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
  set({ geminiModels: { status: 'loading' } });
  try {
    const models = await deps.models.listGeminiModels(new AbortController().signal);
    set({ geminiModels: { status: 'listed', models } });
  } catch (error) {
    set({ geminiModels: { status: 'failed', error: errorData(error) } });
  }
}

async function testConnection(kit: Kit): Promise<void> {
  const { deps, get, set } = kit;
  const { gemini } = get().settings;
  const ref: ModelRef = { provider: 'gemini', id: gemini.model };
  const started = Date.parse(deps.now());
  set({ connection: { status: 'testing' } });
  try {
    await answer(kit, ref);
    const tookMs = Date.parse(deps.now()) - started;
    set({ connection: { status: 'answered', model: gemini.model, tookMs } });
    void listModels(kit);
  } catch (error) {
    set({ connection: { status: 'failed', error: errorData(error) } });
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
