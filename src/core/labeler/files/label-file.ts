import { csvLine } from '../../dataset/csv-line';
import type { Field } from '../../dataset/example';
import type { RowSource, SourceRow } from '../../dataset/row-source';
import { spreadsheetText } from '../../dataset/spreadsheet-text';
import type { RowsJob, RowsWork } from '../../jobs/run-rows';
import type { Prediction } from '../prediction/prediction';
import type { JobInput, LabelJob } from '../run/labeler-run';

/** A row that a job has read, as the screen shows it. */
export interface JobRow {
  /** From 1. */
  readonly row: number;
  readonly fields: readonly Field[];
  readonly prediction: Prediction | null;
}

/** Over all rows that are labeled. */
export type LabelSums = Pick<LabelJob, 'counts' | 'unread' | 'abstained'>;

export interface LabelFile {
  readonly jobId: string;
  readonly source: RowSource;
  readonly inputs: readonly JobInput[];
  /** Whether a column tells which expert answered. */
  readonly experts: boolean;
  readonly work: RowsWork<SourceRow, Prediction>;
}

/** Labeling a file is a job whose output has the file's own columns, and ours. */
export function labelFileJob({
  jobId,
  source,
  inputs,
  experts,
  work,
}: LabelFile): RowsJob<SourceRow, Prediction, JobRow, LabelSums> {
  const { columns, delimiter } = source;
  const unlabeled = unlabeledRow(columns, inputs);
  return {
    id: jobId,
    pieces: (signal) => source.pieces(signal),
    work,
    none: { counts: [], unread: 0 },
    add: withPrediction,
    kept(source, prediction) {
      const { row, fields } = unlabeled(source);
      return { row, fields, prediction };
    },
    header: csvLine(outputColumns(columns), delimiter),
    line: ({ cells }, prediction) => csvLine([...cells, ...resultCells(prediction, experts)], delimiter),
  };
}

function withPrediction(sums: LabelSums, { label, outcome }: Prediction): LabelSums {
  if (outcome === 'abstained') return { ...sums, abstained: (sums.abstained ?? 0) + 1 };
  if (label === null) return { ...sums, unread: sums.unread + 1 };
  const known = sums.counts.find((each) => each.label === label);
  const others = sums.counts.filter((each) => each !== known);
  const counts = [...others, { label, count: (known?.count ?? 0) + 1 }].toSorted((a, b) => b.count - a.count);
  return { ...sums, counts };
}

export interface UnlabeledRow {
  readonly id: string;
  /** From 1. */
  readonly row: number;
  readonly fields: readonly Field[];
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
