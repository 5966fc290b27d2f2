import { defaultDeviceSettings } from '../../src/core/project/device-settings';
import { modelsConfig } from '../../src/core/project/models-config';
import { createModelsClient } from '../../src/workers/models-client';
import { setRealTimer } from '../../src/workers/set-timer';

/** A page whose models are used by another worker, as in training: what is measured is the way of a call, at its busiest. */
const models = createModelsClient({
  spawn: () => new Worker(new URL('../../src/workers/models.worker.ts', import.meta.url), { type: 'module' }),
  now: Date.now,
  setTimer: setRealTimer,
});
const caller = new Worker(new URL('./caller.worker.ts', import.meta.url), { type: 'module' });
const { port1, port2 } = new MessageChannel();
models.connect(port1);
caller.postMessage({ port: port2 }, [port2]);

let records = 0;
models.onCall(() => {
  records += 1;
});

let result: { readonly ms: number; readonly records: number } | undefined;

const bench = {
  configure(endpoint: string) {
    const gemini = {
      ...defaultDeviceSettings.gemini,
      address: endpoint,
      requestsPerMinute: 1_000_000,
      parallelRequests: 64,
    };
    models.configure(modelsConfig({ ...defaultDeviceSettings, gemini }, { gemini: 'any-key', server: '' }));
  },
  /** Milliseconds for so many calls, 64 at a time, and the records that the page heard of. */
  async many(calls: number): Promise<{ readonly ms: number; readonly records: number }> {
    records = 0;
    const ended = new Promise<number>((resolve) => {
      caller.addEventListener('message', ({ data }) => resolve(data), { once: true });
    });
    caller.postMessage({ calls, parallel: 64 });
    return { ms: await ended, records };
  },
  /** The same, and nobody waits: what came of it is `result`. */
  start(calls: number): void {
    result = undefined;
    void bench.many(calls).then((came) => {
      result = came;
    });
  },
  result: () => result,
};

declare global {
  interface Window {
    readonly calls: typeof bench;
  }
}

Object.assign(window, { calls: bench });
