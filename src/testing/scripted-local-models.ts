import type { LocalModel, StoredModel } from '../core/local/local-model';
import type {
  DownloadEvent,
  DownloadOptions,
  LocalModelsPort,
  StoredChange,
  VerifyEvent,
} from '../core/local/local-models-port';

/** Where local models would come from: a test says what happens, one event after the other. */
export interface ScriptedLocalModels {
  readonly port: LocalModelsPort;
  /** Every transfer that was asked for, in order. */
  readonly transfers: readonly ScriptedTransfer[];
  /** `download gemma`, `remove gemma`, … in order. */
  readonly calls: readonly string[];
  /** Puts something of the test's own among the calls, so that their order shows. */
  note(call: string): void;
  /** As another tab would. */
  change(change: StoredChange): void;
  /** The next calls of this name throw it. */
  failAt(name: 'stored' | 'remove', error: unknown): void;
}

export interface ScriptedTransfer {
  readonly model: LocalModel | null;
  readonly options: DownloadOptions | null;
  readonly signal: AbortSignal;
  emit(event: DownloadEvent | VerifyEvent): void;
  fail(error: unknown): void;
  /** Ends well; `done` comes first. */
  end(event: DownloadEvent | VerifyEvent): void;
}

export function scriptedLocalModels(initial: readonly StoredModel[] = []): ScriptedLocalModels {
  let stored = initial;
  const transfers: ScriptedTransfer[] = [];
  const calls: string[] = [];
  const failures = new Map<string, unknown>();
  const listeners = new Set<(change: StoredChange) => void>();

  const change = (event: StoredChange) => {
    const id = event.kind === 'removed' ? event.id : event.stored.model.id;
    const others = stored.filter(({ model }) => model.id !== id);
    stored = event.kind === 'removed' ? others : [...others, event.stored];
    for (const listener of listeners) listener(event);
  };
  const call = (name: string, id: string) => {
    calls.push(id === '' ? name : `${name} ${id}`);
    if (failures.has(name)) throw failures.get(name);
  };
  const transfer = <Event extends DownloadEvent | VerifyEvent>(
    given: Pick<ScriptedTransfer, 'model' | 'options' | 'signal'>,
  ) => {
    const { events, ...ends } = eventsUntil<DownloadEvent | VerifyEvent>(given.signal);
    transfers.push({
      ...given,
      ...ends,
      end(event) {
        if (event.type === 'done') change({ kind: 'stored', stored: event.stored });
        ends.end(event);
      },
    });
    return events as AsyncIterable<Event>; // a test emits what the call that it answers gives
  };

  return {
    transfers,
    calls,
    note: (call) => void calls.push(call),
    change,
    failAt: (name, error) => void failures.set(name, error),
    port: {
      async stored() {
        call('stored', '');
        return stored;
      },
      download(model, options) {
        call('download', model.id);
        return transfer({ model, options, signal: options.signal });
      },
      importFolder(model, _files, options) {
        call('import', model.id);
        return transfer({ model, options, signal: options.signal });
      },
      verify(id, signal) {
        call('verify', id);
        return transfer({ model: null, options: null, signal });
      },
      async remove(id) {
        call('remove', id);
        change({ kind: 'removed', id });
      },
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

/** Yields what is emitted, throws what fails, or the signal's reason once it is aborted. */
function eventsUntil<Event>(signal: AbortSignal) {
  const queue: (() => Event)[] = [];
  let isOver = false;
  let wake = () => {};
  const put = (give: () => Event) => {
    queue.push(give);
    wake();
  };
  signal.addEventListener('abort', () =>
    put(() => {
      throw signal.reason;
    }),
  );
  async function* events(): AsyncGenerator<Event> {
    for (;;) {
      const give = queue.shift();
      if (give !== undefined) yield give();
      else if (isOver) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return {
    events: events(),
    emit: (event: Event) => put(() => event),
    fail: (error: unknown) =>
      put(() => {
        throw error;
      }),
    end(event: Event) {
      isOver = true;
      put(() => event);
    },
  };
}
