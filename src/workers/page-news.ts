import type { SetTimer } from '../core/effects';
import type { CallRecord } from '../core/model/call-record';
import type { EngineState } from '../core/model/engine-state';
import type { ModelsStatus } from '../core/model/models-port';
import type { Spending } from '../core/model/spending';
import type { FromWorker } from './models-protocol';

/** What the page is told of all calls, whoever made them. */
export interface PageNews {
  record(record: CallRecord): void;
  spending(spending: Spending): void;
  status(status: ModelsStatus): void;
  engine(state: EngineState): void;
}

/** In so long, so many messages go out at once; those after them wait for the end of it, together. */
export const newsWindowMs = 100;
export const newsBurst = 20;

/**
 * A training run makes a thousand calls a second, and a page that got five messages for each would do nothing else. So the news of a
 * busy moment come together: of a call the latest record, of totals, status and engine the latest. What comes now and then comes at once.
 */
export function createPageNews({
  send,
  setTimer,
}: {
  readonly send: (message: FromWorker) => void;
  readonly setTimer: SetTimer;
}): PageNews {
  let sent = 0;
  let windowOpen = false;
  let records = new Map<string, CallRecord>();
  let spending: Spending | undefined;
  let status: ModelsStatus | undefined;
  let engine: EngineState | undefined;

  function tell(message: FromWorker, hold: () => void): void {
    openWindow();
    sent += 1;
    if (sent <= newsBurst) send(message);
    else hold();
  }

  function openWindow(): void {
    if (windowOpen) return;
    windowOpen = true;
    setTimer(newsWindowMs, closeWindow);
  }

  function closeWindow(): void {
    const busy = sent > newsBurst;
    windowOpen = false;
    sent = 0;
    if (!busy) return;
    // What went on so far will go on: the next ones wait from the first.
    openWindow();
    sent = newsBurst;
    flush();
  }

  function flush(): void {
    if (records.size > 0) send({ type: 'records', records: [...records.values()] });
    if (spending !== undefined) send({ type: 'spending', spending });
    if (status !== undefined) send({ type: 'status', status });
    if (engine !== undefined) send({ type: 'engine', state: engine });
    records = new Map();
    spending = undefined;
    status = undefined;
    engine = undefined;
  }

  return {
    record: (record) =>
      tell({ type: 'records', records: [record] }, () => {
        records.set(record.id, record);
      }),
    spending: (next) =>
      tell({ type: 'spending', spending: next }, () => {
        spending = next;
      }),
    status: (next) =>
      tell({ type: 'status', status: next }, () => {
        status = next;
      }),
    engine: (state) =>
      tell({ type: 'engine', state }, () => {
        engine = state;
      }),
  };
}
