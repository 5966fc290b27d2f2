import { readStored } from './inspect-local-models';
import type { LocalContext } from './local-context';
import { localErrorData } from './local-context';

/** What is under way with the files of models, by id: one thing at a time for each. They go on when another project is opened. */
export interface Transfers {
  /** Nothing when something is under way with this model. A failure is shown under its id; an abort is none. */
  start(id: string, work: (signal: AbortSignal) => Promise<void>): void;
  isUnderWay(id: string): boolean;
  cancel(id: string): void;
  /** Resolves when nothing is under way with this model any more. */
  stopped(id: string): Promise<void>;
}

export function transfers(context: LocalContext): Transfers {
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>();

  const run = async (id: string, work: (signal: AbortSignal) => Promise<void>, { signal }: AbortController) => {
    try {
      await work(signal);
      running.delete(id);
    } catch (error) {
      running.delete(id);
      context.setTransfer(id, signal.aborted ? null : { status: 'failed', error: localErrorData(error) });
      // What has come until then is there. That it cannot be read is on the screen already.
      await readStored(context).catch(() => undefined);
    }
  };

  return {
    start(id, work) {
      if (running.has(id)) return;
      const controller = new AbortController();
      context.setTransfer(id, { status: 'queued' });
      // `run` reaches its end in a later turn, when it has been entered here.
      running.set(id, { controller, ended: run(id, work, controller) });
    },
    isUnderWay: (id) => running.has(id),
    cancel: (id) => running.get(id)?.controller.abort(cancelled()),
    async stopped(id) {
      const transfer = running.get(id);
      transfer?.controller.abort(cancelled());
      await transfer?.ended;
    },
  };
}

function cancelled(): DOMException {
  return new DOMException('Cancelled by the author.', 'AbortError');
}
