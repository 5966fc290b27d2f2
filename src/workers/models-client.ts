import { estimateTokens } from '../core/calls/estimate-tokens';
import type { SetTimer } from '../core/effects';
import type { CallRecord, SessionTotals } from '../core/model/call-record';
import { type EngineState, emptyEngine } from '../core/model/engine-state';
import { ModelError, type ModelErrorData } from '../core/model/model-error';
import { promptText } from '../core/model/model-prompt';
import { staysOnDevice } from '../core/model/model-ref';
import type { Models, ModelsConfig, ModelsStatus } from '../core/model/models-port';
import { nothingSpent, type Spending } from '../core/model/spending';
import { createListeners } from './listeners';
import { modelErrors } from './model-errors';
import { modelsPatience } from './models-patience';
import type { ModelsMethods, ModelsPageMethods } from './models-protocol';
import { interrupted, remoteModels } from './remote-model';
import type { WorkerLike } from './rpc/link';
import { createRemote } from './rpc/remote';
import { serve, type Table } from './rpc/serve';
import { workerNotStarted } from './worker-not-started';

/** The page's models: one worker behind them, started with the client. */
export interface ModelsClient extends Models {
  /**
   * Makes whoever holds the other end of this port a client of the same worker; `connectModels` is its side. Throws a ModelError when
   * that cannot be started. After a restart of the worker (status `restarted`) the port is of no use any more: connect another.
   */
  connect(port: MessagePort): void;
}

export interface ModelsClientDeps {
  readonly spawn: () => WorkerLike;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** Absent where the browser has no model of its own. */
  readonly askBrowserModel?: Table<ModelsPageMethods>['ask-browser-model'];
}

export function createModelsClient({
  spawn,
  now,
  setTimer,
  askBrowserModel = noBrowserModel,
}: ModelsClientDeps): ModelsClient {
  let config: ModelsConfig | undefined;
  let spending = nothingSpent;
  let status: ModelsStatus = { state: 'ready' };
  let engine = emptyEngine;
  const running = new Map<string, CallRecord>();
  const onCall = createListeners<CallRecord>();
  const onTotals = createListeners(() => spending);
  const onStatus = createListeners(() => status);
  const onEngine = createListeners(() => engine);

  const worker = createRemote<ModelsMethods>({
    source: {
      spawn,
      notStarted: workerNotStarted('runs the models'),
      setTimer,
      patience: (everHeard) =>
        modelsPatience({ engine, running: [...running.values()].map(({ model }) => model) }, everHeard),
      restart: { mostDeaths, keepsDying, now },
    },
    errors: modelErrors,
    died: interrupted,
    mayCall() {
      if (config !== undefined && !isUsable(config)) throw unusableSettings();
    },
    onStart(endpoint) {
      serve<ModelsPageMethods>(endpoint, { 'ask-browser-model': askBrowserModel }, { errors: modelErrors, setTimer });
      if (config !== undefined) configure(config);
    },
    onLost({ reason, restarts }) {
      const { data } = interrupted(reason);
      for (const record of [...running.values()]) {
        spending = withLost(spending, record);
        hearOf(failed(record, { error: data, endedAt: now() }));
      }
      onTotals.tell(spending);
      // Whatever it had loaded went with it.
      setEngine(emptyEngine);
      setStatus({
        state: 'restarted',
        reason: restarts ? reason : `it stopped too often (${reason}) and rests for a minute: reload the page`,
      });
    },
  });
  worker.subscribe('news', null, (news) => {
    for (const record of news.records ?? []) hearOf(record);
    for (const end of news.ends ?? []) {
      const begun = running.get(end.id);
      if (begun !== undefined) hearOf({ ...begun, ...end });
    }
    if (news.spending !== undefined) {
      spending = news.spending;
      onTotals.tell(spending);
    }
    if (news.status !== undefined) setStatus(news.status);
    if (news.engine !== undefined) setEngine(news.engine);
  });

  function configure(next: ModelsConfig): void {
    config = next;
    if (isUsable(next)) worker.notify('configure', { config: next, spent: spending });
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
    // Whoever asked for it: a port does not tell its owner that the worker has stopped.
    worker.watch(next.state === 'busy' || next.state === 'waiting');
  }

  try {
    worker.start();
  } catch {
    // The first call says so, to somebody who waits for it.
  }

  return {
    ...remoteModels(worker),
    serverProgram: (signal) => worker.call('server-program', null, { signal }),
    list: (service, signal) => worker.call('list', service, { signal }),
    unloadLocal: () => worker.notify('unload-local', null),
    tryNow: () => worker.notify('try-now', null),
    onEngine: onEngine.add,
    configure,
    onCall: onCall.add,
    onTotals: onTotals.add,
    onStatus: onStatus.add,
    connect(port) {
      worker.start();
      worker.notify('connect', port, [port]);
    },
  };
}

/** Calls say so until there are better ones, because settings come while somebody types. */
function isUsable({ services, budget }: ModelsConfig): boolean {
  const limits = Object.values(services).flatMap(({ requestsPerMinute, parallelRequests }) => [
    requestsPerMinute,
    parallelRequests,
  ]);
  const amounts = [budget.calls, budget.tokens].filter((amount) => amount !== null);
  return limits.every((limit) => Number.isInteger(limit) && limit >= 1) && amounts.every((amount) => amount >= 0);
}

function unusableSettings(): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'SETTINGS',
    message:
      'Some settings of the models cannot be used. "Requests per minute" and "Parallel requests" must be whole numbers from 1, and a budget a number from 0 or empty. Correct them in Settings and run again.',
  });
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
  { error, endedAt }: { readonly error: ModelErrorData; readonly endedAt: number },
): CallRecord {
  return {
    ...record,
    outcome: { status: 'failed', error },
    tookMs: Math.max(0, endedAt - Date.parse(record.at)),
  };
}

/** So many deaths within a minute, and it is not started again until the minute is over. */
const mostDeaths = 3;

function keepsDying(): ModelError {
  return new ModelError({
    kind: 'internal',
    code: 'WORKER_KEEPS_DYING',
    message: `The background worker that runs the models stopped ${mostDeaths} times within a minute, so nothing was sent. Reload the page; your work is saved. If it happens again, update the browser.`,
  });
}

async function noBrowserModel(): Promise<never> {
  throw new ModelError({
    kind: 'no-model',
    code: 'NO_BROWSER_MODEL',
    message: 'This browser brings no model of its own. Choose another model in Settings.',
  });
}
