import { orAbort } from '../core/model/abort';
import type { CallRecord } from '../core/model/call-record';
import { type EngineState, emptyEngine } from '../core/model/engine-state';
import type { Models, ModelsConfig, ModelsStatus } from '../core/model/models-port';
import { nothingSpent, type Spending } from '../core/model/spending';
import { codeNotLoaded, lazyEmbeddingModel, lazyModel } from './lazy-model';
import { createListeners } from './listeners';

/** Models whose client, and the worker behind it, are fetched at the first call, or before it by `warmUp`. */
export interface LazyModels extends Models {
  /** Fetches and starts what the first call needs, so that it does not wait for it. */
  warmUp(): void;
  /**
   * Makes whoever holds the other end of this port a client of the same worker. Rejects with a ModelError when that cannot be fetched
   * or started. After a restart of the worker (status `restarted`) a port is of no use any more: connect another.
   */
  connect(port: MessagePort): Promise<void>;
}

interface WarmModels extends Models {
  warmUp(): void;
  connect(port: MessagePort): void;
}

/** Until the client is there, the last configuration is kept for it, and who listens is told that nothing has happened. */
export function createLazyModels(load: () => Promise<WarmModels>): LazyModels {
  let config: ModelsConfig | undefined;
  let client: WarmModels | undefined;
  let loading: Promise<WarmModels> | undefined;
  let totals: Spending = nothingSpent;
  let status: ModelsStatus = { state: 'ready' };
  const onCall = createListeners<CallRecord>();
  const onTotals = createListeners(() => totals);
  const onStatus = createListeners(() => status);
  let engine: EngineState = emptyEngine;
  const onEngine = createListeners(() => engine);

  function loaded(): Promise<WarmModels> {
    loading ??= load().then(arrive, (cause: unknown) => {
      // The next call tries again.
      loading = undefined;
      throw codeNotLoaded(cause);
    });
    return loading;
  }

  function arrive(arrived: WarmModels): WarmModels {
    client = arrived;
    if (config !== undefined) arrived.configure(config);
    arrived.onCall(onCall.tell);
    arrived.onTotals((next) => {
      totals = next;
      onTotals.tell(next);
    });
    arrived.onStatus((next) => {
      status = next;
      onStatus.tell(next);
    });
    arrived.onEngine((next) => {
      engine = next;
      onEngine.tell(next);
    });
    return arrived;
  }

  return {
    model: (ref) => lazyModel(ref, async () => (await loaded()).model(ref)),
    embeddingModel: (ref) => lazyEmbeddingModel(ref, async () => (await loaded()).embeddingModel(ref)),
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
      loaded().then(
        (arrived) => arrived.warmUp(),
        // The first call says so, to somebody who waits for it.
        () => undefined,
      );
    },
  };
}
