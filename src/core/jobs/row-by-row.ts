import { meaningOf } from '../calls/failed-call';
import { ModelError, type ModelErrorData } from '../model/model-error';
import type { RowCalls, RowsWork } from './run-rows';

/**
 * One of the steps that a row goes through: answer, critique, revision. Resolves with what the work makes. A stage that fails ends the
 * way of its row, with the reason; one that failed in passing is tried once more first.
 */
export type Stage = <T>(name: string, work: (calls: RowCalls) => Promise<T>) => Promise<T>;

/** The error says why this row has no result, and leaves all other rows alone. */
interface StageFailure {
  readonly stage: string;
  readonly error: ModelErrorData;
}

interface PerRow<Row, Result> {
  /** Stage after stage, each with what the ones before have made. */
  readonly perRow: (row: Row, stage: Stage) => Promise<Result>;
  readonly failed: (row: Row, failure: StageFailure) => Result;
  /** Calls at a time. */
  readonly parallel: number;
}

/**
 * Work in which each row goes its own way through some stages, one call or several each. The answer of every call is in the journal before
 * the next stage begins: a row that goes on in another life asks again only what was never answered, and so does one whose last stage
 * failed, when its job is run again. A row that has begun is gone through with before a later one begins, so that finished rows appear early.
 */
export function rowByRow<Row, Result>({ perRow, failed, parallel }: PerRow<Row, Result>): RowsWork<Row, Result> {
  // A row waits in one place at a time, so places stay full; more rows than places, since some are just being kept.
  const begun = soManyAtOnce(parallel + Math.ceil(parallel / 4));
  const through = async (row: Row, calls: RowCalls): Promise<Result> => {
    try {
      return await perRow(row, (name, work) => staged(name, () => work(calls), calls.signal));
    } catch (error) {
      if (error instanceof StageFailed) return failed(row, error.failure);
      throw error;
    }
  };
  return {
    begin: (rows, calls) => rows.map((row) => begun(() => through(row, calls))),
    lot: 1,
    // Results are taken in order: while an early row takes its time, later ones go on.
    underWay: parallel * rowsPerPlace,
    together: 1,
  };
}

const rowsPerPlace = 4;
const mostTries = 2;

class StageFailed extends Error {
  override readonly name = 'StageFailed';

  readonly failure: StageFailure;

  constructor(failure: StageFailure) {
    super(`${failure.stage}: ${failure.error.message}`);
    this.failure = failure;
  }
}

async function staged<T>(stage: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (meaningOf(error.kind).meaning === 'passing' && tries < mostTries) continue;
      throw new StageFailed({ stage, error: error.data });
    }
  }
}

/** Runs so many pieces of work at a time, the others in the order in which they came. It throws what the work throws. */
function soManyAtOnce(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;

  function place(): Promise<void> {
    if (free === 0) return new Promise((begin) => waiting.push(begin));
    free -= 1;
    return Promise.resolve();
  }

  return async (work) => {
    await place();
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
