import { loadOnce } from '../core/load-once';
import { orAbort } from '../core/model/abort';
import type { CallRecord } from '../core/model/call-record';
import { emptyEngine } from '../core/model/engine-state';
import { lazyEmbeddingModel, lazyModel, loadCode } from '../core/model/lazy-model';
import type { Models, ModelsConfig, ModelsStatus } from '../core/model/models-port';
import { nothingSpent } from '../core/model/spending';
import { createListeners, type Listeners } from './listeners';
import type { ModelsClient } from './models-client';

/** Models whose client, which starts its worker, is fetched at the first call, or before it by `warmUp`. */
export interface LazyModels extends Models {
  /** Fetches and starts what the first call needs, so that it does not wait for it. */
  warmUp(): void;
  /** As of the client; rejects with a ModelError when that cannot be fetched or started. */
  connect(port: MessagePort): Promise<void>;
}

/** Until the client is there, the last configuration is kept for it, and whoever listens is told that nothing has happened. */
export function createLazyModels(load: () => Promise<ModelsClient>): LazyModels {
  let config: ModelsConfig | undefined;
  let client: ModelsClient | undefined;
  const onCall = createListeners<CallRecord>();
  const onTotals = lasting(nothingSpent);
  const onStatus = lasting<ModelsStatus>({ state: 'ready' });
  const onEngine = lasting(emptyEngine);

  const loaded = loadOnce(async () => arrive(await loadCode(load)));

  function arrive(arrived: ModelsClient): ModelsClient {
    client = arrived;
    if (config !== undefined) arrived.configure(config);
    arrived.onCall(onCall.tell);
    arrived.onTotals(onTotals.tell);
    arrived.onStatus(onStatus.tell);
    arrived.onEngine(onEngine.tell);
    return arrived;
  }

  return {
    model: (ref) => lazyModel(ref, async () => (await loaded()).model(ref)),
    embeddingModel: (ref) => lazyEmbeddingModel(ref, async () => (await loaded()).embeddingModel(ref)),
    scoringModel: (ref) => ({
      ref,
      score: async (request, signal) => (await orAbort(loaded(), signal)).scoringModel(ref).score(request, signal),
    }),
    tokenizer: (ref) => ({
      ref,
      tokens: async (input, signal) => (await orAbort(loaded(), signal)).tokenizer(ref).tokens(input, signal),
      text: async (ids, signal) => (await orAbort(loaded(), signal)).tokenizer(ref).text(ids, signal),
    }),
    vectorModel: (ref) => ({
      ref,
      vectors: async (request, signal) => (await orAbort(loaded(), signal)).vectorModel(ref).vectors(request, signal),
    }),
    async serverProgram(signal) {
      return (await orAbort(loaded(), signal)).serverProgram(signal);
    },
    async list(service, signal) {
      const arrived = await orAbort(loaded(), signal);
      return arrived.list(service, signal);
    },
    unloadLocal: () => client?.unloadLocal(),
    tryNow: () => client?.tryNow(),
    onEngine: onEngine.add,
    configure(next) {
      config = next;
      client?.configure(next);
    },
    onCall: onCall.add,
    onTotals: onTotals.add,
    onStatus: onStatus.add,
    async connect(port) {
      const arrived = await loaded();
      arrived.connect(port);
    },
    warmUp() {
      loaded().catch(() => {
        // The first call says so, to somebody who waits for it.
      });
    },
  };
}

/** Listeners that are told the last value at once. */
function lasting<T>(first: T): Listeners<T> {
  let last = first;
  const { tell, add } = createListeners(() => last);
  return {
    tell(next) {
      if (next === last) return;
      last = next;
      tell(next);
    },
    add,
  };
}
