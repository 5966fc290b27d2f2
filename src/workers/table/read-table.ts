import {
  previewRows,
  type ReadOptions,
  type ReadProgress,
  type Table,
  type TableProblem,
  type TableSummary,
} from '../../core/dataset/table';
import { err, ok, type Result } from '../../core/result';
import { type ColumnCells, createColumnCells } from './column-cells';
import { type RowBatch, streamRows, type TableFile } from './stream-rows';
import { type ColumnCounter, createColumnCounter } from './summarise-column';
import { TableError } from './table-error';

export interface ReadTableDeps {
  /** After every piece of the file. */
  readonly onProgress: (progress: ReadProgress) => void;
  readonly signal: AbortSignal;
}

/** Reads a file into memory, whole. An abort rejects with the signal's reason. */
export async function readTable(
  file: TableFile,
  options: ReadOptions,
  { onProgress, signal }: ReadTableDeps,
): Promise<Result<Table, TableProblem>> {
  const collector = createCollector();
  try {
    for await (const batch of streamRows(file, options, signal)) {
      collector.add(batch);
      onProgress(batch.progress);
    }
  } catch (error) {
    if (error instanceof TableError) return err(error.problem);
    throw error;
  }
  return collector.table(file);
}

interface Column {
  readonly cells: ColumnCells;
  readonly counter: ColumnCounter;
}

function createCollector() {
  const columns: Column[] = [];
  /** Where rows were skipped: from this row on, this number is to be added. */
  const shifts: { readonly row: number; readonly shift: number }[] = [];
  let rowCount = 0;
  let last: RowBatch | null = null;

  return { add, table };

  function add(batch: RowBatch): void {
    while (columns.length < batch.columns.length) columns.push(openColumn(rowCount));
    for (const [at, column] of columns.entries()) {
      for (const row of batch.rows) {
        const cell = row[at] ?? '';
        column.cells.add(cell);
        column.counter.add(cell);
      }
    }
    for (const number of batch.numbers) {
      const shift = number - rowCount;
      if (shift !== (shifts.at(-1)?.shift ?? 1)) shifts.push({ row: rowCount, shift });
      rowCount++;
    }
    last = batch;
  }

  function table(file: TableFile): Result<Table, TableProblem> {
    if (last === null || (rowCount === 0 && last.problems.count === 0)) return err(noRows(file));
    const { format, problems } = last;
    if (rowCount === 0 && format.kind !== 'delimited') return err(noObjects(problems.shown[0]));
    const cell = (row: number, column: number) => columns[column]?.cells.cells[row] ?? '';
    const rowAt = (row: number) => columns.map(({ cells }) => cells.cells[row] ?? '');
    const names = last.columns;
    const summary: TableSummary = {
      name: file.name,
      size: file.size,
      format,
      columns: columns.map(({ counter }, at) => counter.summary(names[at] ?? { name: `Column ${at + 1}` })),
      rowCount,
      problems,
      lines: last.lines,
      ...(last.notes.length > 0 && { notes: last.notes }),
      preview: Array.from({ length: Math.min(previewRows, rowCount) }, (_, row) => rowAt(row)),
    };
    return ok({ summary, rowCount, cell, row: rowAt, rowNumber: (row) => row + shiftAt(row) });
  }

  /** The last shift that begins at the row or before it, by halving. */
  function shiftAt(row: number): number {
    let low = 0;
    let high = shifts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((shifts[middle]?.row ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return shifts[low - 1]?.shift ?? 1;
  }
}

function openColumn(rowsBefore: number): Column {
  const counter = createColumnCounter();
  counter.addBlank(rowsBefore);
  return { cells: createColumnCells(rowsBefore), counter };
}

function noRows(file: TableFile): TableProblem {
  return {
    kind: 'no-rows',
    title: 'The table has no rows.',
    message: `A header and at least one row were expected; ${file.name} has a header alone. Choose a file with rows.`,
  };
}

function noObjects(first: { readonly line: number; readonly reason: string } | undefined): TableProblem {
  return {
    kind: 'syntax',
    title: 'The file has no row that can be read.',
    message: `Expected a list of JSON objects, or one object a line. Line ${first?.line ?? 1}: ${first?.reason ?? 'there is nothing.'} Check how the file was made.`,
  };
}
