import type { SetTimer } from '../../core/effects';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import type { Endpoint } from '../models-protocol';
import { createFrameBatcher } from './frame-batcher';
import type { ModelsConnection } from './models-connection';
import { type Call, type FromTraining, type MethodName, readToTraining, type ToTraining } from './training-protocol';
import type { Answering, Methods, TrainingWork } from './training-work';

export interface TrainingServerDeps {
  readonly methods: Methods;
  readonly gates: TrainingWork['gates'];
  readonly models: ModelsConnection;
  readonly setTimer: SetTimer;
}

/** Does for the page what it asks. Everything under way belongs to this one client. */
export function serveTraining(client: Endpoint, { methods, gates, models, setTimer }: TrainingServerDeps): void {
  const underWay = new Map<string, AbortController>();
  const send = (message: FromTraining) => client.postMessage(message);

  async function answer(id: string, call: Call): Promise<void> {
    const controller = new AbortController();
    underWay.set(id, controller);
    const batcher = createFrameBatcher({
      send: (events: readonly unknown[]) => send({ type: 'events', id, events }),
      setTimer,
      latestOnly: saysItAll[call.method],
    });
    try {
      const value = await perform(call, { signal: controller.signal, emit: batcher.push });
      batcher.flush();
      send({ type: 'result', id, value });
    } catch (error) {
      if (controller.signal.aborted) return; // nobody waits for it
      batcher.flush();
      send({ type: 'failed', id, error: errorData(error) });
    } finally {
      underWay.delete(id);
    }
  }

  function perform({ method, input }: Call, answering: Answering<MethodName>): Promise<unknown> {
    // `Call` pairs each method with its input, which TypeScript cannot follow through a lookup.
    const perform = methods[method] as (input: Call['input'], answering: Answering<MethodName>) => Promise<unknown>;
    return perform(input, answering);
  }

  function receive(message: ToTraining): void {
    switch (message.type) {
      case 'call':
        void answer(message.id, message.call);
        return;
      case 'abort':
        underWay.get(message.id)?.abort(new DOMException('The page aborted the call.', 'AbortError'));
        return;
      case 'operate':
        operate(message);
        return;
      case 'models':
        models.connected(message.port);
        return;
      case 'models-failed':
        models.failed(message.error);
        return;
      case 'models-gone':
        models.gone(message.reason);
        return;
      case 'ping':
        send({ type: 'pong' });
    }
  }

  function operate({ what, id, to }: Extract<ToTraining, { type: 'operate' }>): void {
    const gate = gates[what].get(id);
    if (to === 'pause') gate?.pause();
    else gate?.resume();
  }

  client.addEventListener('message', ({ data }) => {
    const message = readToTraining(data);
    const id = idOf(data);
    if (message !== undefined) receive(message);
    else if (id !== undefined) send({ type: 'failed', id, error: unreadableMessage });
  });
  client.start?.();
}

/** Of several events in a frame the last tells all that the others told. */
const saysItAll: Readonly<Record<MethodName, boolean>> = {
  'read-table': true,
  'read-rows': false,
  'check-setup': false,
  train: false,
  classify: false,
  'rule-effects': false,
  'propose-for': false,
  'label-rows': true,
  'job-rows': false,
  'job-file': false,
  'remove-job': false,
  'batch-file': false,
  'import-batch': false,
};

const unreadableMessage: ModelErrorData = {
  kind: 'internal',
  code: 'UNREADABLE_MESSAGE',
  message:
    'The page and its training worker do not understand each other: they may be of different versions. Reload the page.',
  partialText: '',
};

function errorData(error: unknown): ModelErrorData {
  if (error instanceof ModelError) return error.data;
  const name = error instanceof Error ? error.name : 'UNKNOWN';
  const said = error instanceof Error ? error.message : String(error);
  // Of the storage: it was written for the author.
  if (name === 'StorageFullError' || name === 'StorageClosedError') {
    const next =
      name === 'StorageFullError' ? ' Delete projects, files or local models that you no longer need, then go on.' : '';
    return { kind: 'internal', code: name, message: `${said}${next}`, partialText: '' };
  }
  return {
    kind: 'internal',
    code: name,
    message: `This failed by a fault of the app (${name}: ${said}). Try again; if it happens again, report it.`,
    partialText: '',
  };
}

function idOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}
