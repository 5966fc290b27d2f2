import { createAsyncQueue } from '../async-queue';
import type { Gate } from '../calls/gate';
import type { CallLimits } from '../calls/limits';
import { type CallDeps, type ModelSource, paidModels } from '../calls/paid-calls';
import { abortError, orAbort } from '../model/abort';
import type { ModelErrorData } from '../model/model-error';
import type { JobStatus } from './job-status';
import type { JobHead, JobStore } from './job-store';
import { createResultKeeper, type Keeping } from './keep-results';

/** Many rows and what is done with each: a file to label, prompts to answer, texts to score. */
export interface RowsJob<Row, Result, Kept, Sums> extends Keeping<Row, Result, Kept, Sums> {
  /** It pays for its calls under this name. */
  readonly id: string;
  /** All rows in order, some at a time, from the first in each life. No more of them is held than is worked on. */
  readonly pieces: (signal: AbortSignal) => AsyncIterable<readonly Row[]>;
  readonly work: RowsWork<Row, Result>;
}

export interface RowsWork<Row, Result> {
  /**
   * A result per row, in order, each as soon as it is there. Called for a few rows at a time, once for each row of a life. A rejection
   * ends the job: what is wrong with one row is its result. See `rowByRow`.
   */
  readonly begin: (rows: readonly Row[], calls: RowCalls) => readonly Promise<Result>[];
  /** Rows that are given to `begin` at once. */
  readonly lot: number;
  /** Rows that are under way at once, at least `lot`. While the last rows of one lot are waited for, the next has begun. */
  readonly underWay: number;
  /**
   * Rows that may share a call, counted from the first of all. Who goes on in the middle of them asks about all of them again, as
   * before: the journal knows the answer to that question, and not to one about the second half.
   */
  readonly together: number;
}

/** Models that nobody pays twice for: paused with the job, in its places, and answered from the journal where they can be. */
export interface RowCalls {
  readonly models: ModelSource;
  readonly signal: AbortSignal;
}

export interface RowsDeps<Kept, Sums> {
  readonly calls: CallDeps;
  readonly store: Pick<JobStore<Kept, Sums>, 'head' | 'append'>;
  readonly limits: CallLimits;
  /** Pauses and resumes. */
  readonly gate: Gate;
  /** Stops. What is there by then is kept, and the reason is thrown. */
  readonly signal: AbortSignal;
  /** See `journaledModel`. */
  readonly refusals?: 'kept' | 'asked-anew';
}

export interface RowsProgress<Sums> extends JobHead<Sums> {
  readonly status: JobStatus;
}

export interface RowsRun<Kept, Sums> {
  /**
   * Works on all rows and tells how far it is; begins with the first event that is asked for, and ends when all results are kept.
   * Leaving the loop stops it. Throws what the store throws, the signal's reason, or what ended the job.
   */
  events(): AsyncGenerator<RowsProgress<Sums>>;
  /** Resolves when all results that are there are kept. */
  flush(): Promise<void>;
  /** Rows that are not kept yet, some of them still without a result. `from`: how many come before them. */
  unkept(): { readonly from: number; readonly rows: readonly Kept[] };
}

interface Pending<Row, Result> {
  readonly row: Row;
  readonly result: Promise<Result>;
  /** Null until the result is there; it may be there before that of an earlier row. */
  made: { readonly result: Result } | null;
}

/**
 * Works on rows in order, several at a time, and keeps results as they come. Rows that an earlier life kept are passed over; those that
 * it had paid for and not kept are answered by the journal.
 */
export function runRows<Row, Result, Kept, Sums>(
  job: RowsJob<Row, Result, Kept, Sums>,
  deps: RowsDeps<Kept, Sums>,
): RowsRun<Kept, Sums> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([deps.signal, leaving.signal]);
  const told = createAsyncQueue<RowsProgress<Sums>>((last, next) => last.status.status === next.status.status);
  const keeper = createResultKeeper(job.id, job, deps.store);
  const calls: RowCalls = {
    signal,
    models: paidModels({ ...deps, paidBy: job.id, signal, onPaused, onResumed }, deps.calls),
  };
  const pending: Pending<Row, Result>[] = [];
  let status: JobStatus = { status: 'running' };

  function tell(): void {
    told.push({ status, ...keeper.head });
  }

  /** What is there is kept before a pause is told. */
  function onPaused(error: ModelErrorData | undefined): void {
    status = error === undefined ? { status: 'paused' } : { status: 'paused', error };
    keeper.flush().then(tell, tell);
  }

  function onResumed(): void {
    status = { status: 'running' };
    tell();
  }

  async function workOnAll(): Promise<void> {
    signal.throwIfAborted();
    await keeper.begin();
    tell();
    const { done } = keeper.head;
    const again = done % job.work.together;
    for await (const lot of lotsAfter(done - again)) {
      begin(lot.rows, lot.nth === 0 ? again : 0);
      while (pending.length > job.work.underWay - job.work.lot) await takeNext();
    }
    while (pending.length > 0) await takeNext();
    await keeper.flush();
    status = { status: 'finished' };
    tell();
  }

  async function* lotsAfter(
    passedOver: number,
  ): AsyncGenerator<{ readonly nth: number; readonly rows: readonly Row[] }> {
    let left = passedOver;
    let nth = 0;
    let rows: Row[] = [];
    for await (const piece of job.pieces(signal)) {
      signal.throwIfAborted();
      const skipped = Math.min(left, piece.length);
      left -= skipped;
      for (let at = skipped; at < piece.length; at++) {
        rows.push(piece[at] as Row); // below its length
        if (rows.length < job.work.lot) continue;
        yield { nth, rows };
        nth += 1;
        rows = [];
      }
    }
    if (rows.length > 0) yield { nth, rows };
  }

  /** `known`: so many of the first rows are kept already, and asked about for the sake of those that share their call. */
  function begin(rows: readonly Row[], known: number): void {
    const results = job.work.begin(rows, calls);
    rows.forEach((row, index) => {
      const result = results[index];
      if (result === undefined)
        throw new Error(`Row ${index + 1} of ${rows.length} was given to job ${job.id}, and was not begun.`);
      const item: Pending<Row, Result> = { row, result, made: null };
      result.then(
        (made) => {
          item.made = { result: made };
        },
        // Whoever waits for it hears of it.
        () => undefined,
      );
      if (index >= known) pending.push(item);
    });
  }

  async function takeNext(): Promise<void> {
    const [next] = pending;
    if (next === undefined) return;
    const result = await orAbort(next.result, signal);
    pending.shift();
    await keeper.add(next.row, result);
    // Of a pause that has begun: the page may go away in it.
    if (status.status === 'paused') await keeper.flush();
    tell();
  }

  /** What is there is kept, whatever went wrong; a storage that is full is what went wrong. */
  async function keepMade(): Promise<void> {
    for (let next = pending.shift(); next?.made; next = pending.shift()) await keeper.add(next.row, next.made.result);
    await keeper.flush();
  }

  async function run(): Promise<void> {
    try {
      await workOnAll();
      told.end();
    } catch (error) {
      await keepMade().catch(() => undefined);
      told.end({ error });
    } finally {
      // Rows that wait for a place are not asked about any more.
      leaving.abort(abortError('The job has ended.'));
    }
  }

  return {
    async *events() {
      const running = run();
      try {
        yield* told.items();
      } finally {
        leaving.abort(abortError('Nobody follows the job any more.'));
        await running;
      }
    },
    flush: keeper.flush,
    unkept: () => {
      const { unkept } = keeper;
      return {
        from: keeper.head.done - unkept.length,
        rows: [...unkept, ...pending.map(({ row, made }) => job.kept(row, made?.result ?? null))],
      };
    },
  };
}
