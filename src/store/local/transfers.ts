import { readStored } from './inspect-local-models';
import type { LocalContext } from './local-context';
import { localErrorData } from './local-context';
import type { Transfer } from './local-state';

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
  const { work } = context;
  const ended = async (id: string, transfer: Transfer | null) => {
    context.setTransfer(id, transfer);
    // What has come until then is there. That it cannot be read is on the screen already.
    await readStored(context).catch(() => undefined);
  };

  return {
    start(id, task) {
      if (work.isRunning('device/transfer', id)) return;
      const what = {
        scope: 'device/transfer',
        key: id,
        ifRunning: 'follow',
        failed: (error: unknown) => ended(id, { status: 'failed', error: localErrorData(error) }),
        stopped: () => ended(id, null),
      } as const;
      void work.run(what, (signal) => {
        context.setTransfer(id, { status: 'queued' });
        return task(signal);
      });
    },
    isUnderWay: (id) => work.isRunning('device/transfer', id),
    cancel: (id) => void work.stop('device/transfer', id),
    stopped: (id) => work.stop('device/transfer', id),
  };
}
