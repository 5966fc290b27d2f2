import { csvLine } from '../../core/dataset/csv-line';
import type { Field } from '../../core/dataset/example';
import { spreadsheetText } from '../../core/dataset/spreadsheet-text';
import type { Delimiter } from '../../core/dataset/table';
import type { JobProgress, JobRow } from '../../core/labeler/labeler-port';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { JobInput, JobStatus } from '../../core/labeler/run/labeler-run';
import type { ModelErrorData } from '../../core/model/model-error';
import type { JobStore } from '../../core/project/training-storage';

/** A file of rows to label. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly total: number;
  readonly delimiter: Delimiter;
  /** All of them, in order. */
  rows(signal: AbortSignal): AsyncIterable<SourceRow>;
}

export interface SourceRow {
  /** Among the data rows of the file, from 1; a row that was skipped counts. */
  readonly number: number;
  /** One per column. */
  readonly cells: readonly string[];
}

export interface LabelFile {
  readonly jobId: string;
  readonly source: RowSource;
  readonly inputs: readonly JobInput[];
  /** Whether a column tells which expert answered. */
  readonly experts: boolean;
  readonly signal: AbortSignal;
  /** A prediction per row, in order, each as soon as it is there. Called for a few rows at a time, never twice for one. */
  readonly predict: (rows: readonly UnlabeledRow[]) => readonly Promise<Prediction>[];
  /** Rows that are given to `predict` at once. */
  readonly lot: number;
  /**
   * Rows that may share a call, counted from the first of the file. Who goes on in the middle of them asks about all of them again, as
   * before: the journal knows the answer to that question, and not to one about the second half.
   */
  readonly together: number;
  readonly jobs: Pick<JobStore, 'head' | 'append'>;
  readonly onProgress: (progress: JobProgress) => void;
}

export interface UnlabeledRow {
  readonly id: string;
  /** From 1. */
  readonly row: number;
  readonly fields: readonly Field[];
}

export interface FileLabeling {
  /** Resolves when all rows are labeled and kept. On an abort it keeps what is there and rejects with the signal's reason. */
  run(): Promise<void>;
  /** Nothing is under way any more. What is labeled is kept before this is told. */
  paused(error: ModelErrorData | undefined): void;
  resumed(): void;
  /** Keeps what is labeled so far. */
  flush(): Promise<void>;
  /** Rows that are not kept yet: labeled ones, and those under way without a prediction. `from`: how many come before them. */
  unkept(): { readonly from: number; readonly rows: readonly JobRow[] };
}

/** So many rows are written at once, at most. */
export const rowsPerChunk = 500;
/** Lots that are under way at once: while the last rows of one are waited for, the next has begun. */
const lotsAhead = 2;

interface Pending {
  readonly row: UnlabeledRow;
  readonly cells: readonly string[];
  readonly prediction: Promise<Prediction>;
  /** Once it is there; it may be there before that of an earlier row. */
  known: Prediction | null;
}

/**
 * Labels a file row by row, in order, several at a time, and keeps the rows as they come. Rows that an earlier life kept are passed over;
 * those that it had paid for and not kept are answered by the journal.
 */
export function labelFile(file: LabelFile): FileLabeling {
  const { jobId, source, jobs, signal, onProgress } = file;
  const unlabeled = unlabeledRow(source.columns, file.inputs);
  const pending: Pending[] = [];
  const labeled: { readonly row: JobRow; readonly line: string }[] = [];
  const counts = new Map<string, number>();
  let unread = 0;
  let abstained = 0;
  let done = 0;
  let kept = 0;
  /** Rows at the beginning of the next lot that an earlier life has kept. */
  let known = 0;
  let status: JobStatus = { status: 'labeling' };
  let flushing: Promise<void> = Promise.resolve();

  async function begin(): Promise<void> {
    const head = await jobs.head(jobId);
    done = head?.done ?? 0;
    kept = done;
    unread = head?.unread ?? 0;
    abstained = head?.abstained ?? 0;
    for (const { label, count } of head?.counts ?? []) counts.set(label, count);
    tell();
  }

  async function run(): Promise<void> {
    await begin();
    const first = kept - (kept % file.together);
    known = kept - first;
    let lot: SourceRow[] = [];
    let passed = 0;
    for await (const row of source.rows(signal)) {
      passed += 1;
      if (passed <= first) continue;
      lot.push(row);
      if (lot.length < file.lot) continue;
      ask(lot);
      lot = [];
      while (pending.length > file.lot * (lotsAhead - 1)) await takeNext();
    }
    ask(lot);
    while (pending.length > 0) await takeNext();
    await flush();
    status = { status: 'finished' };
    tell();
  }

  function ask(lot: readonly SourceRow[]): void {
    const rows = lot.map(unlabeled);
    const predictions = file.predict(rows);
    rows.forEach((row, index) => {
      const prediction = predictions[index];
      const cells = lot[index]?.cells;
      if (prediction === undefined || cells === undefined) throw new Error(`No prediction was begun for ${row.id}.`);
      const item: Pending = { row, cells, prediction, known: null };
      prediction.then(
        (read) => {
          item.known = read;
        },
        // Whoever waits for it hears of it.
        () => undefined,
      );
      if (known > 0) known -= 1;
      else pending.push(item);
    });
  }

  async function takeNext(): Promise<void> {
    const [next] = pending;
    if (next === undefined) return;
    const prediction = await next.prediction;
    pending.shift();
    const { row, fields } = next.row;
    labeled.push({
      row: { row, fields, prediction },
      line: csvLine([...next.cells, ...resultCells(prediction, file.experts)], source.delimiter),
    });
    done += 1;
    if (prediction.outcome === 'abstained') abstained += 1;
    else if (prediction.label === null) unread += 1;
    else counts.set(prediction.label, (counts.get(prediction.label) ?? 0) + 1);
    if (labeled.length >= rowsPerChunk) await flush();
    tell();
  }

  /** One after the other, since chunks follow on each other. */
  function flush(): Promise<void> {
    flushing = flushing.then(writeLabeled, writeLabeled);
    return flushing;
  }

  async function writeLabeled(): Promise<void> {
    const chunk = labeled.slice();
    if (chunk.length === 0) return;
    const header = kept === 0 ? csvLine(outputColumns(source.columns), source.delimiter) : '';
    await jobs.append(jobId, {
      head: sums(),
      rows: chunk.map(({ row }) => row),
      lines: header + chunk.map(({ line }) => line).join(''),
    });
    labeled.splice(0, chunk.length);
    kept += chunk.length;
  }

  function sums() {
    const byCount = [...counts].map(([label, count]) => ({ label, count })).toSorted((a, b) => b.count - a.count);
    return { done, counts: byCount, unread, ...(abstained === 0 ? {} : { abstained }) };
  }

  function tell(): void {
    onProgress({ status, ...sums(), total: source.total });
  }

  return {
    async run() {
      try {
        await run();
      } catch (error) {
        // What was labeled before is kept, whatever went wrong; a storage that is full is what went wrong.
        await flush().catch(() => undefined);
        throw error;
      }
    },
    paused(error) {
      status = error === undefined ? { status: 'paused' } : { status: 'paused', error };
      flush().then(tell, tell);
    },
    resumed() {
      status = { status: 'labeling' };
      tell();
    },
    flush,
    unkept: () => ({
      from: kept,
      rows: [
        ...labeled.map(({ row }) => row),
        ...pending.map(({ row: { row, fields }, known }) => ({ row, fields, prediction: known })),
      ],
    }),
  };
}

/** What of a row the labeler reads. Its id is the same whenever the file is read, so that the same row is the same call. */
export function unlabeledRow(
  columns: readonly string[],
  inputs: readonly JobInput[],
): (row: SourceRow) => UnlabeledRow {
  const placeOf = new Map(columns.map((column, index) => [column, index]));
  return ({ cells, number: row }) => ({
    id: `row-${row}`,
    row,
    fields: inputs.map(({ name, column }) => ({ name, text: cells[placeOf.get(column) ?? -1] ?? '' })),
  });
}

/** The columns of the file, and ours; a name that the file has already gets a number. */
export function outputColumns(columns: readonly string[]): readonly string[] {
  const taken = new Set(columns);
  const ours = ['prediction', 'confidence', 'expert', 'outcome'].map((name) => {
    let free = name;
    for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
    taken.add(free);
    return free;
  });
  return [...columns, ...ours];
}

function resultCells({ label, confidence, expert, outcome }: Prediction, experts: boolean): readonly string[] {
  return [
    // From a labeler that somebody else may have made, as is all that a model wrote; the columns of the author's file stay as they are.
    spreadsheetText(label ?? ''),
    confidence === undefined ? '' : String(Math.round(confidence * 10_000) / 10_000),
    experts ? (expert === undefined ? 'single' : `expert-${expert + 1}`) : '',
    outcome,
  ];
}
