import type { RowSource, SourceRow } from '../../core/dataset/row-source';
import type { ReadOptions, ReadProgress, Table, TableProblem } from '../../core/dataset/table';
import { StorageFullError } from '../../core/project/repository';
import type { DatasetStore } from '../../core/project/training-storage';
import { err, ok, type Result } from '../../core/result';
import type { ReadNamed } from '../work/work-protocol';
import { readTable } from './read-table';
import { streamRows, type TableFile } from './stream-rows';

/** Where a table comes from: a file in the storage, and how to read it. */
interface TableSource {
  readonly datasetId: string;
  readonly read: ReadOptions;
}

export interface TableStore {
  /** Puts the file into the storage when it can be read; null reads the one that is there. */
  read(request: ReadNamed, reading: Reading): Promise<Result<Table, TableProblem>>;
  /** From memory, where it was read lately. */
  get(source: TableSource, signal: AbortSignal): Promise<Result<Table, TableProblem>>;
  /** For a file of any size, of which all is known but the rows. */
  rows(source: TableSource & RowsOf): Promise<Result<RowSource, TableProblem>>;
  /** For one of which nothing is known. */
  whole(source: TableSource, signal: AbortSignal): Promise<Result<RowSource, TableProblem>>;
}

interface Reading {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReadProgress) => void;
}

type RowsOf = Pick<RowSource, 'columns' | 'total' | 'delimiter'>;

/** The training file and the test file. */
const mostInMemory = 2;
/** Of a table in memory: each row is put together when it is asked for. */
const rowsPerPiece = 500;

export function createTableStore(datasets: Pick<DatasetStore, 'get' | 'put'>): TableStore {
  const recent = new Map<string, Table>();

  async function read(source: TableSource, file: TableFile, reading: Reading): Promise<Result<Table, TableProblem>> {
    const table = await readTable(file, source.read, reading);
    if (table.ok) remember(source, table.value);
    return table;
  }

  function remember(source: TableSource, table: Table): void {
    const key = keyOf(source);
    recent.delete(key);
    recent.set(key, table);
    for (const oldest of [...recent.keys()].slice(0, -mostInMemory)) recent.delete(oldest);
  }

  function forget(datasetId: string): void {
    for (const key of [...recent.keys()]) if (key.startsWith(`${datasetId}\n`)) recent.delete(key);
  }

  async function stored(datasetId: string): Promise<Result<TableFile, TableProblem>> {
    const found = await datasets.get(datasetId);
    return found === null ? err(gone) : ok(new File([found.file], found.name));
  }

  return {
    async read({ file: named, ...source }, reading) {
      if (named === null) {
        const kept = await stored(source.datasetId);
        return kept.ok ? read(source, kept.value, reading) : kept;
      }
      const file = new File([named.content], named.name);
      const table = await read(source, file, reading);
      if (!table.ok) return table;
      const kept = await keep(source.datasetId, file);
      if (!kept.ok) forget(source.datasetId);
      return kept.ok ? table : kept;
    },

    async get(source, signal) {
      const known = recent.get(keyOf(source));
      if (known !== undefined) return ok(known);
      const kept = await stored(source.datasetId);
      return kept.ok ? read(source, kept.value, { signal, onProgress: () => {} }) : kept;
    },

    async whole(source, signal) {
      const table = await this.get(source, signal);
      if (!table.ok) return table;
      const { summary, rowCount, row, rowNumber } = table.value;
      return ok({
        columns: summary.columns.map(({ name }) => name),
        total: rowCount,
        delimiter: summary.format.kind === 'delimited' ? summary.format.delimiter : ',',
        async *pieces() {
          for (let from = 0; from < rowCount; from += rowsPerPiece) {
            const count = Math.min(rowsPerPiece, rowCount - from);
            yield Array.from({ length: count }, (_, n) => ({ number: rowNumber(from + n), cells: row(from + n) }));
          }
        },
      });
    },

    async rows({ datasetId, read: options, columns, total, delimiter }) {
      const kept = await stored(datasetId);
      if (!kept.ok) return kept;
      const file = kept.value;
      return ok({
        columns,
        total,
        delimiter,
        async *pieces(signal) {
          for await (const { rows, numbers } of streamRows(file, options, signal)) {
            yield rows.map((cells, at): SourceRow => {
              const number = numbers[at] ?? at + 1;
              return { number, cells: columns.map((_, index) => cells[index] ?? '') };
            });
          }
        },
      });
    },
  };

  async function keep(datasetId: string, file: File): Promise<Result<null, TableProblem>> {
    try {
      await datasets.put(datasetId, { file, name: file.name });
      return ok(null);
    } catch (error) {
      if (error instanceof StorageFullError) return err(noRoom(file));
      throw error;
    }
  }
}

function keyOf({ datasetId, read }: TableSource): string {
  const { delimiter, encoding, ragged, quotes, firstRow, sheet } = read;
  return [datasetId, delimiter, encoding, ragged, quotes, firstRow, sheet].join('\n');
}

const gone: TableProblem = {
  kind: 'gone',
  title: 'The file is not on this device.',
  message:
    'Its rows were expected in the storage of this browser, and are not there: the project comes from another device, or the browser has cleared its storage. Choose the file again.',
};

function noRoom({ name, size }: File): TableProblem {
  return {
    kind: 'unreadable',
    title: 'There is no room for the file.',
    message: `The browser has no room left to keep ${name} (${Math.ceil(size / 1_000_000)} MB), so training could not go on after a reload. Delete projects or local models that you no longer need, or free space on the disk, then choose the file again.`,
  };
}
