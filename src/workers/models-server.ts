import type { SetTimer } from '../core/effects';
import type { CallRecord } from '../core/model/call-record';
import type { EngineState } from '../core/model/engine-state';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import { ModelError, type ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { ListedModel, ModelsConfig } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import type { Spending } from '../core/model/spending';
import { createCallStatus } from './call-status';
import { createEventBatcher } from './event-batcher';
import { type Endpoint, type FromWorker, readToWorker, type ToWorker } from './models-protocol';
import { createPageNews } from './page-news';

/** What the worker does for its clients; `models.worker.ts` builds it from the providers. */
export interface ModelsService {
  /** `spent` counts the first time only. */
  configure(config: ModelsConfig, spent: Spending): void;
  /** As configured now. Throws a ModelError when it cannot be. */
  model(ref: ModelRef): LanguageModel;
  /** As configured now. Throws a ModelError when it cannot be. */
  embeddingModel(ref: ModelRef): EmbeddingService;
  listModels(service: ServiceId, signal: AbortSignal): Promise<readonly ListedModel[]>;
  unloadLocal(): void;
  tryNow(): void;
  offerBrowserModel(port: Endpoint): void;
}

/** An embedding model that tells, by events of a stream, while it waits. */
interface EmbeddingService {
  embed(call: {
    readonly texts: readonly string[];
    readonly signal: AbortSignal;
    readonly onEvent: (event: ModelEvent) => void;
  }): Promise<readonly Float32Array[]>;
}

/** How a service tells of what happens in it. */
export interface ServiceEvents {
  readonly onCall: (record: CallRecord) => void;
  readonly onSpending: (spending: Spending) => void;
  readonly onEngine: (state: EngineState) => void;
}

export interface ModelsServer {
  serve(client: Endpoint): void;
}

/** Serves any number of clients. Records, totals and status go to those that have configured it: the page. */
export function createModelsServer({
  createService,
  now,
  setTimer,
}: {
  readonly createService: (events: ServiceEvents) => ModelsService;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
}): ModelsServer {
  const owners = new Set<Endpoint>();
  const tellOwners = (message: FromWorker) => {
    for (const owner of owners) owner.postMessage(message);
  };
  const news = createPageNews({ send: tellOwners, setTimer });
  const status = createCallStatus({ now, setTimer, onChange: news.status });
  const service = createService({ onCall: news.record, onSpending: news.spending, onEngine: news.engine });

  function serve(client: Endpoint): void {
    const underWay = new Map<string, AbortController>();
    const send = (message: FromWorker) => client.postMessage(message);

    async function answer({ id, ref, request }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
      const call = Symbol(id);
      const batcher = createEventBatcher({ send: (events) => send({ type: 'events', id, events }), setTimer });
      status.begin(call, ref);
      try {
        await underAbort(id, async (signal) => {
          try {
            for await (const event of service.model(ref).stream(request, signal)) {
              status.see(call, event);
              batcher.push(event);
            }
          } finally {
            batcher.flush();
          }
          send({ type: 'ended', id });
        });
      } finally {
        status.end(call);
      }
    }

    async function embed({ id, ref, texts }: Extract<ToWorker, { type: 'embed' }>): Promise<void> {
      const call = Symbol(id);
      status.begin(call, ref);
      try {
        await underAbort(id, async (signal) => {
          const onEvent = (event: ModelEvent) => status.see(call, event);
          const vectors = await service.embeddingModel(ref).embed({ texts, signal, onEvent });
          send({ type: 'embedded', id, vectors });
        });
      } finally {
        status.end(call);
      }
    }

    /** Nothing is sent after an abort: nobody waits for it. */
    async function underAbort(id: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
      const controller = new AbortController();
      underWay.set(id, controller);
      try {
        await work(controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) send({ type: 'failed', id, error: toData(error) });
      } finally {
        underWay.delete(id);
      }
    }

    function abort(id: string): void {
      underWay.get(id)?.abort(new DOMException('The client aborted the call.', 'AbortError'));
    }

    function receive(message: ToWorker): void {
      switch (message.type) {
        case 'configure':
          owners.add(client);
          service.configure(message.config, message.spent);
          return;
        case 'start':
          void answer(message);
          return;
        case 'embed':
          void embed(message);
          return;
        case 'list-models':
          void underAbort(message.id, async (signal) =>
            send({ type: 'listed', id: message.id, models: await service.listModels(message.service, signal) }),
          );
          return;
        case 'abort':
          abort(message.id);
          return;
        case 'unload-local':
          service.unloadLocal();
          return;
        case 'try-now':
          service.tryNow();
          return;
        case 'offer-browser-model':
          service.offerBrowserModel(message.port);
          return;
        case 'connect':
          serve(message.port);
          return;
        case 'close':
          owners.delete(client);
          for (const id of [...underWay.keys()]) abort(id);
          return;
        case 'ping':
          send({ type: 'pong' });
      }
    }

    client.addEventListener('message', ({ data }) => {
      const message = readToWorker(data);
      const id = idOf(data);
      if (message !== undefined) receive(message);
      else if (id !== undefined) send({ type: 'failed', id, error: unreadableMessage });
    });
    client.start?.();
  }

  return { serve };
}

const unreadableMessage: ModelErrorData = {
  kind: 'internal',
  code: 'UNREADABLE_MESSAGE',
  message:
    'The page and its models worker do not understand each other: they may be of different versions. Reload the page.',
  partialText: '',
};

function toData(error: unknown): ModelErrorData {
  if (error instanceof ModelError) return error.data;
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    kind: 'internal',
    code: error instanceof Error ? error.name : 'UNKNOWN',
    message: `The call failed by a fault of this app (${said}). Run it again; if it happens again, report it.`,
    partialText: '',
  };
}

function idOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}
