import { ModelError, type ModelErrorData } from '../model/model-error';

/** Where a call waits while a run is paused: by the author, or because calls cannot go through at present. */
export interface Gate {
  /** Null: open. */
  readonly held: Held | null;
  /** Resolves at once while it is open, else as soon as it is opened; rejects with the signal's reason. */
  passed(signal: AbortSignal): Promise<void>;
  /** Closes it because of an error. One that is closed stays as it is. */
  hold(error: ModelErrorData): void;
}

/** `error` is absent when the author closed it. */
interface Held {
  readonly error?: ModelErrorData;
}

export interface OperatedGate extends Gate {
  pause(): void;
  resume(): void;
}

export function createGate(): OperatedGate {
  let held: Held | null = null;
  let waiting: (() => void)[] = [];

  return {
    get held() {
      return held;
    },
    async passed(signal) {
      signal.throwIfAborted();
      // It may be closed again before whoever waited gets to run.
      while (held !== null) await opened(signal);
    },
    hold(error) {
      held ??= { error };
    },
    pause() {
      held ??= {};
    },
    resume() {
      held = null;
      const opening = waiting;
      waiting = [];
      for (const open of opening) open();
    },
  };

  function opened(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.push(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
    });
  }
}

/** For work that nobody pauses: what would stand in every call's way ends it, with that error. */
export function failingGate(signal: AbortSignal): { readonly gate: Gate; readonly signal: AbortSignal } {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  return {
    signal: either,
    gate: {
      held: null,
      passed: async () => either.throwIfAborted(),
      hold: (error) => failure.abort(new ModelError(error)),
    },
  };
}
