import type { SetTimer } from '../core/effects';
import type { CallRecord } from '../core/model/call-record';
import type { ServerProgram } from '../core/model/completion-capabilities';
import type { EngineState } from '../core/model/engine-state';
import { finished } from '../core/model/finished';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import type { ModelRef } from '../core/model/model-ref';
import type { ListedModel, ModelsConfig } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import type { ScoredText, ScoreRequest } from '../core/model/scoring-model';
import type { Spending } from '../core/model/spending';
import type { Tokenized, TokenizerInput } from '../core/model/tokenizer';
import type { VectorRequest, Vectors } from '../core/model/vector-model';
import { createCallStatus } from './call-status';
import { modelErrors } from './model-errors';
import type { CallEnd, ModelsMethods, ModelsNews } from './models-protocol';
import type { Batching } from './rpc/batcher';
import type { Endpoint } from './rpc/protocol';
import { batched, serve, type Table } from './rpc/serve';

/** What the worker does for its clients; `models.worker.ts` builds it from the providers. */
export interface ModelsService {
  /** `spent` counts the first time only. */
  configure(config: ModelsConfig, spent: Spending): void;
  /** As configured now. Throws a ModelError when it cannot be. */
  model(ref: ModelRef): LanguageModel;
  /** As configured now. Throws a ModelError when it cannot be. */
  embeddingModel(ref: ModelRef): EmbeddingService;
  scoringModel(ref: ModelRef): { score(call: Telling & { readonly request: ScoreRequest }): Promise<ScoredText> };
  tokenizer(ref: ModelRef): TokenService;
  vectorModel(ref: ModelRef): { vectors(call: Telling & { readonly request: VectorRequest }): Promise<Vectors> };
  serverProgram(signal: AbortSignal): Promise<ServerProgram>;
  list(service: ServiceId, signal: AbortSignal): Promise<readonly ListedModel[]>;
  unloadLocal(): void;
  tryNow(): void;
}

/** A call that tells, by events of a stream, while it waits. */
interface Telling {
  readonly signal: AbortSignal;
  readonly onEvent: (event: ModelEvent) => void;
}

interface EmbeddingService {
  embed(call: Telling & { readonly texts: readonly string[] }): Promise<readonly Float32Array[]>;
}

interface TokenService {
  tokens(call: Telling & { readonly input: TokenizerInput }): Promise<Tokenized>;
  text(call: Telling & { readonly ids: readonly number[] }): Promise<string>;
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

/** Serves any number of clients. */
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
  const subscribers = new Set<(news: ModelsNews) => void>();
  const tellAll = (news: ModelsNews) => {
    for (const tell of subscribers) tell(news);
  };
  const status = createCallStatus({ now, setTimer, onChange: (next) => tellAll({ status: next }) });
  const service = createService({
    onCall: (record) =>
      tellAll(record.outcome.status === 'running' ? { records: [record] } : { ends: [endOf(record)] }),
    onSpending: (spending) => tellAll({ spending }),
    onEngine: (engine) => tellAll({ engine }),
  });

  /** Does the work, and shows in the status what its events tell. */
  async function shown<T>(ref: ModelRef, work: (see: (event: ModelEvent) => void) => Promise<T>): Promise<T> {
    const call = Symbol(ref.provider);
    status.begin(call, ref);
    try {
      return await work((event) => status.see(call, event));
    } finally {
      status.end(call);
    }
  }

  const table: Table<ModelsMethods> = {
    answer: ({ ref, request }, { signal }) =>
      shown(ref, (see) => finished(seen(service.model(ref).stream(request, signal), see))),
    stream: batched(joinTexts, ({ ref, request }, { signal, tell }) =>
      shown(ref, async (see) => {
        for await (const event of service.model(ref).stream(request, signal)) {
          see(event);
          tell(event);
        }
        return null;
      }),
    ),
    embed: ({ ref, texts }, { signal }) =>
      shown(ref, (onEvent) => service.embeddingModel(ref).embed({ texts, signal, onEvent })),
    score: ({ ref, request }, { signal }) =>
      shown(ref, (onEvent) => service.scoringModel(ref).score({ request, signal, onEvent })),
    tokens: ({ ref, input }, { signal }) => service.tokenizer(ref).tokens({ input, signal, onEvent: unseen }),
    'text-of-tokens': ({ ref, ids }, { signal }) => service.tokenizer(ref).text({ ids, signal, onEvent: unseen }),
    vectors: ({ ref, request }, { signal }) =>
      shown(ref, (onEvent) => service.vectorModel(ref).vectors({ request, signal, onEvent })),
    'server-program': (_, { signal }) => service.serverProgram(signal),
    list: (id, { signal }) => service.list(id, signal),
    async 'try-now'() {
      service.tryNow();
      return null;
    },
    async connect(port) {
      serveClient(port);
      return null;
    },
    async configure({ config, spent }) {
      service.configure(config, spent);
      return null;
    },
    news: batched(joinNews, (_, { signal, tell }) => {
      subscribers.add(tell);
      return new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          subscribers.delete(tell);
          reject(signal.reason);
        });
      });
    }),
    async 'unload-local'() {
      service.unloadLocal();
      return null;
    },
  };

  function serveClient(client: Endpoint): void {
    serve(client, table, { errors: modelErrors, setTimer });
  }

  return { serve: serveClient };
}

/** Counting tokens while somebody types is nothing to show. */
const unseen = () => {};

const joinTexts: Batching<ModelEvent> = {
  join: (last, next) =>
    last.type === 'text' && next.type === 'text' ? { type: 'text', text: last.text + next.text } : undefined,
};

/**
 * A training run makes a thousand calls a second, and a page that got five messages for each would do nothing else. So the news of a
 * busy moment come together: of a call the latest record, of totals, status and engine the latest. What comes now and then comes at once.
 */
export const joinNews: Batching<ModelsNews> = {
  windowMs: 100,
  burst: 20,
  join(last, next) {
    // Most news are of totals and status: those that wait with them are left as they are.
    if (next.records === undefined && next.ends === undefined) return { ...last, ...next };
    return { ...withoutCalls(last), ...withoutCalls(next), ...callsOf(last, next) };
  },
};

function withoutCalls({ records: _records, ends: _ends, ...rest }: ModelsNews): ModelsNews {
  return rest;
}

function callsOf(last: ModelsNews, next: ModelsNews): Pick<ModelsNews, 'records' | 'ends'> {
  const ended = new Map(next.ends?.map((end) => [end.id, end]));
  const records = (last.records ?? []).map((record) => {
    const end = ended.get(record.id);
    ended.delete(record.id);
    return end === undefined ? record : { ...record, ...end };
  });
  const told = { records: [...records, ...(next.records ?? [])], ends: [...(last.ends ?? []), ...ended.values()] };
  return {
    ...(told.records.length > 0 && { records: told.records }),
    ...(told.ends.length > 0 && { ends: told.ends }),
  };
}

function endOf({ id, retries, outcome, tookMs }: CallRecord): CallEnd {
  return { id, retries, outcome, tookMs };
}

async function* seen(events: AsyncIterable<ModelEvent>, see: (event: ModelEvent) => void): AsyncGenerator<ModelEvent> {
  for await (const event of events) {
    see(event);
    yield event;
  }
}
