import { defaultDeviceSettings } from '../../src/core/project/device-settings';
import { modelsConfig } from '../../src/core/project/models-config';
import { createModelsClient } from '../../src/workers/models-client';
import { setRealTimer } from '../../src/workers/set-timer';
import type { Task } from './caller.worker';

/** A page whose models are used by another worker, as in training: what is measured is the way of a call, at its busiest. */
const models = createModelsClient({
  spawn: () => new Worker(new URL('../../src/workers/models.worker.ts', import.meta.url), { type: 'module' }),
  now: Date.now,
  setTimer: setRealTimer,
});
const caller = new Worker(new URL('./caller.worker.ts', import.meta.url), { type: 'module' });
const { port1, port2 } = new MessageChannel();
models.connect(port1);
const ready = answerOf();
caller.postMessage({ port: port2 }, [port2]);

let records = 0;
models.onCall(() => {
  records += 1;
});

let endpoint = '';
let result: { readonly ms: number; readonly records: number } | undefined;

const bench = {
  async configure(url: string) {
    endpoint = url;
    const gemini = {
      ...defaultDeviceSettings.gemini,
      address: endpoint,
      requestsPerMinute: 1_000_000,
      parallelRequests: 64,
    };
    models.configure(modelsConfig({ ...defaultDeviceSettings, gemini }, { gemini: 'any-key', server: '' }));
    await ready;
  },
  /** Milliseconds for so many calls, and the records that the page heard of. */
  async many(calls: number, way: Task['way']): Promise<{ readonly ms: number; readonly records: number }> {
    records = 0;
    const ended = answerOf();
    caller.postMessage({ calls, way, endpoint } satisfies Task);
    return { ms: Number(await ended), records };
  },
  /** The same, and nobody waits: what came of it is `result`. */
  start(calls: number, way: Task['way']): void {
    result = undefined;
    void bench.many(calls, way).then((came) => {
      result = came;
    });
  },
  result: () => result,
};

function answerOf(): Promise<unknown> {
  return new Promise((resolve) => {
    caller.addEventListener('message', ({ data }) => resolve(data), { once: true });
  });
}

declare global {
  interface Window {
    readonly calls: typeof bench;
  }
}

Object.assign(window, { calls: bench });
