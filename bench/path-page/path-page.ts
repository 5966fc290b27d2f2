import type { ModelRequest } from '../../src/core/model/model-request';
import { defaultDeviceSettings } from '../../src/core/project/device-settings';
import { modelsConfig } from '../../src/core/project/models-config';
import { createModelsClient } from '../../src/workers/models-client';
import { setRealTimer } from '../../src/workers/set-timer';

/**
 * The app's own path of a call (page, worker, wrappers, SDK) with nothing on the page beside it, so that a script can time it.
 * Limits are out of the way: what is timed is the path, not the queue.
 */
const models = createModelsClient({
  spawn: () => new Worker(new URL('../../src/workers/models.worker.ts', import.meta.url), { type: 'module' }),
  now: Date.now,
  setTimer: setRealTimer,
});

const request: ModelRequest = {
  purpose: 'test-connection',
  subject: { greeting: 'Say hello.' },
  prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: 'Say hello.' }] }] },
  settings: {},
  reply: { type: 'text' },
  cache: 'fresh',
};

const bench = {
  configure(endpoint: string) {
    const gemini = { ...defaultDeviceSettings.gemini, address: endpoint, requestsPerMinute: 100_000 };
    models.configure(modelsConfig({ ...defaultDeviceSettings, gemini }, { gemini: 'any-key', server: '' }));
  },
  /** Milliseconds from the call to its last event. */
  async throughTheApp(): Promise<number> {
    const started = performance.now();
    const model = models.model({ provider: 'gemini', id: 'gemini-flash-latest' });
    for await (const event of model.stream(request, new AbortController().signal)) {
      if (event.type === 'done') return performance.now() - started;
    }
    throw new Error('Expected a last event, got none.');
  },
  /** Milliseconds from the same call, made with `fetch`, to its last byte. */
  async bareFetch(url: string, init: RequestInit): Promise<number> {
    const started = performance.now();
    await (await fetch(url, init)).text();
    return performance.now() - started;
  },
};

declare global {
  interface Window {
    readonly bench: typeof bench;
  }
}

Object.assign(window, { bench });
