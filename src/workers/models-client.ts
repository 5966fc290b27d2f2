import { estimateTokens } from '../core/calls/estimate-tokens';
import type { SetTimer } from '../core/effects';
import type { CallRecord, SessionTotals } from '../core/model/call-record';
import type { EmbeddingModel } from '../core/model/embedding-model';
import { type EngineState, emptyEngine } from '../core/model/engine-state';
import { capabilitiesOf } from '../core/model/known-capabilities';
import type { LanguageModel } from '../core/model/language-model';
import { ModelError, type ModelErrorData } from '../core/model/model-error';
import { promptText } from '../core/model/model-prompt';
import { type ModelRef, staysOnDevice } from '../core/model/model-ref';
import type { Models, ModelsConfig, ModelsStatus } from '../core/model/models-port';
import { nothingSpent, type Spending } from '../core/model/spending';
import { createListeners } from './listeners';
import { modelsPatience } from './models-patience';
import { type Endpoint, type FromWorker, readFromWorker, readToWorker } from './models-protocol';
import { createRemoteCalls, type RemoteCalls } from './remote-calls';
import { createHeartbeat } from './rpc/heartbeat';
import { createWorkerHost, type WorkerLike } from './worker-host';

/** The page's models: one worker behind them, started at the first call, or before it by `warmUp`. */
export interface ModelsClient extends Models {
  /** Starts the worker, so that the first call does not wait for it. For an idle moment. */
  warmUp(): void;
  /** Makes whoever holds the other end of this port a client of the same worker; `connectModels` is its side. */
  connect(port: MessagePort): void;
}

export interface ModelsClientDeps {
  readonly spawn: () => WorkerLike;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** One end of a channel at whose other end the page answers with the browser's own model; undefined where there is none. */
  readonly browserModel?: () => MessagePort | undefined;
}

export function createModelsClient({ spawn, newId, now, setTimer, browserModel }: ModelsClientDeps): ModelsClient {
  let config: ModelsConfig | undefined;
  let spending = nothingSpent;
  let status: ModelsStatus = { state: 'ready' };
  let underWay = 0;
  const running = new Map<string, CallRecord>();
  const onCall = createListeners<CallRecord>();
  const onTotals = createListeners(() => spending);
  const onStatus = createListeners(() => status);
  let engine = emptyEngine;
  const onEngine = createListeners(() => engine);

  const host = createWorkerHost({
    spawn,
    now,
    onSpawn(post) {
      if (config !== undefined && isUsable(config)) post({ type: 'configure', config, spent: spending });
      const port = browserModel?.();
      if (port !== undefined) post({ type: 'offer-browser-model', port }, [port]);
    },
    onMessage: receive,
    onDeath({ reason, restarts }) {
      heartbeat.reset();
      const error = interrupted(reason);
      for (const record of [...running.values()]) {
        spending = withLost(spending, record);
        hearOf(failed(record, { error, endedAt: now() }));
      }
      onTotals.tell(spending);
      calls.failAll(error);
      // Whatever it had loaded went with it.
      setEngine(emptyEngine);
      setStatus({
        state: 'restarted',
        reason: restarts ? reason : `it stopped too often (${reason}) and rests for a minute: reload the page`,
      });
    },
  });
  const heartbeat = createHeartbeat({
    ping: () => host.postIfRunning({ type: 'ping' }),
    onDead: (silence) => host.kill(`it did not answer for ${silence}`),
    setTimer,
    patience: (everHeard) =>
      modelsPatience({ engine, running: [...running.values()].map(({ model }) => model) }, everHeard),
  });
  const calls = createRemoteCalls({
    post(message) {
      if (message.type === 'abort') return host.postIfRunning(message);
      if (config !== undefined && !isUsable(config)) throw unusableSettings();
      host.post(message);
    },
    newId,
    onUnderWay(count) {
      underWay = count;
      watch();
    },
  });

  function receive(message: FromWorker): void {
    heartbeat.heard();
    if (calls.receive(message)) return;
    if (message.type === 'records') for (const record of message.records) hearOf(record);
    if (message.type === 'status') setStatus(message.status);
    if (message.type === 'engine') setEngine(message.state);
    if (message.type === 'spending') {
      spending = message.spending;
      onTotals.tell(spending);
    }
  }

  function hearOf(record: CallRecord): void {
    if (record.outcome.status === 'running') running.set(record.id, record);
    else running.delete(record.id);
    onCall.tell(record);
  }

  function setEngine(next: EngineState): void {
    engine = next;
    onEngine.tell(next);
  }

  function setStatus(next: ModelsStatus): void {
    status = next;
    onStatus.tell(next);
    watch();
  }

  /** While anything is under way, whoever asked for it: a port does not tell its owner that the worker has stopped. */
  function watch(): void {
    const busy = status.state === 'busy' || status.state === 'waiting';
    heartbeat.watch(busy ? Math.max(1, underWay) : underWay);
  }

  return {
    model: (ref) => remoteModel(ref, calls),
    embeddingModel: (ref) => remoteEmbeddingModel(ref, calls),
    list: (service, signal) => calls.listModels(service, signal),
    unloadLocal: () => host.postIfRunning({ type: 'unload-local' }),
    tryNow: () => host.postIfRunning({ type: 'try-now' }),
    onEngine: onEngine.add,
    configure(next) {
      config = next;
      if (isUsable(next)) host.postIfRunning({ type: 'configure', config: next, spent: spending });
    },
    onCall: onCall.add,
    onTotals: onTotals.add,
    onStatus: onStatus.add,
    warmUp: () => host.post({ type: 'ping' }),
    connect: (port) => host.post({ type: 'connect', port }, [port]),
  };
}

/** The models of another worker, over a port that the page has connected. */
export interface ConnectedModels {
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): EmbeddingModel;
  /**
   * For when the page says that the models worker was restarted (its status is `restarted`), since a port does not tell: what is
   * under way fails as `interrupted`. Then connect again over a new port.
   */
  disconnect(reason: string): void;
}

export function connectModels({
  endpoint,
  newId,
}: {
  readonly endpoint: Endpoint;
  readonly newId: () => string;
}): ConnectedModels {
  const calls = createRemoteCalls({ post: (message) => endpoint.postMessage(message), newId });
  endpoint.addEventListener('message', ({ data }) => {
    const message = readFromWorker(data);
    if (message !== undefined) calls.receive(message);
  });
  endpoint.start?.();
  return {
    model: (ref) => remoteModel(ref, calls),
    embeddingModel: (ref) => remoteEmbeddingModel(ref, calls),
    disconnect(reason) {
      endpoint.postMessage({ type: 'close' });
      calls.failAll(interrupted(reason));
    },
  };
}

function remoteModel(ref: ModelRef, calls: RemoteCalls): LanguageModel {
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    stream: (request, signal) => calls.stream(ref, request, signal),
  };
}

function remoteEmbeddingModel(ref: ModelRef, calls: RemoteCalls): EmbeddingModel {
  return { ref, embed: (texts, signal) => calls.embed(ref, texts, signal) };
}

/** The worker would not take others; calls say so until there are better ones, because settings come while somebody types. */
function isUsable(config: ModelsConfig): boolean {
  return readToWorker({ type: 'configure', config, spent: nothingSpent }) !== undefined;
}

function unusableSettings(): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'SETTINGS',
    message:
      'Some settings of the models cannot be used. "Requests per minute" and "Parallel requests" must be whole numbers from 1, and a budget a number from 0 or empty. Correct them in Settings and run again.',
  });
}

function interrupted(reason: string): Omit<ModelErrorData, 'partialText'> {
  return {
    kind: 'interrupted',
    code: 'WORKER_DIED',
    message: `The background worker that runs the models stopped during this call (${reason}). Nothing else was lost. Run it again.`,
  };
}

/** A call that died with its worker is taken to have been with the service: its prompt, at least, is paid for. */
function withLost({ all, paid }: Spending, { model, prompt }: CallRecord): Spending {
  const tokens = estimateTokens(promptText(prompt));
  const plus = (totals: SessionTotals): SessionTotals => ({
    calls: totals.calls + 1,
    tokens: totals.tokens + tokens,
    estimated: true,
  });
  return { all: plus(all), paid: staysOnDevice(model) ? paid : plus(paid) };
}

function failed(
  record: CallRecord,
  { error, endedAt }: { readonly error: Omit<ModelErrorData, 'partialText'>; readonly endedAt: number },
): CallRecord {
  return {
    ...record,
    outcome: { status: 'failed', error: { ...error, partialText: '' } },
    tookMs: Math.max(0, endedAt - Date.parse(record.at)),
  };
}
