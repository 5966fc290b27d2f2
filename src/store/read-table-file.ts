import type { DatasetRef } from '../core/dataset/dataset-ref';
import type { ReadOptions, ReadProgress, TableProblem } from '../core/dataset/table';
import type { Tables } from '../core/dataset/tables';
import type { ActionContext } from './context';
import { errorData } from './model-choice';
import type { TableFileState } from './table-file-state';

export interface TableFile {
  readonly datasetId: string;
  /** Null: the one that is kept under this id. */
  readonly file: File | null;
  readonly name: string;
  readonly size: number;
  readonly read: ReadOptions;
}

interface Reading {
  readonly scope: `project/${'label' | 'tune'}/read` | `project/playground/read-${'scores' | 'texts'}`;
  readonly key?: string;
  readonly file: TableFile;
  readonly show: (state: TableFileState) => void;
  readonly take: (ref: DatasetRef) => void;
}

/** Whether it could be read; what is shown tells why not. The file before stays until this one is read: a wrong choice costs nothing. */
export async function readTableFile(
  { work, deps }: Pick<ActionContext, 'work' | 'deps'>,
  tables: Tables,
  { scope, key = '', file: { datasetId, file, name, size, read }, show, take }: Reading,
): Promise<boolean> {
  let isRead = false;
  await work.run({ scope, key }, async (signal) => {
    show({ status: 'reading', name, progress: { bytes: 0, ofBytes: size, rows: 0 } });
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted) show({ status: 'reading', name, progress });
    };
    const found = await tables.read({ datasetId, file, read, onProgress }, signal).catch(couldNotRead);
    signal.throwIfAborted();
    if (!found.ok) {
      show({ status: 'failed', name, problem: found.error });
      return;
    }
    deps.requestPersistence();
    take({ id: datasetId, read, table: found.value });
    show({ status: 'idle' });
    isRead = true;
  });
  return isRead;
}

function couldNotRead(error: unknown): { readonly ok: false; readonly error: TableProblem } {
  return {
    ok: false,
    error: { kind: 'unreadable', title: 'The file could not be read.', message: errorData(error).message },
  };
}
