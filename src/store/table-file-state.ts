import type { ReadProgress, TableProblem } from '../core/dataset/table';

/** A file of rows on its way into a room. */
export type TableFileState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly name: string; readonly progress: ReadProgress }
  | { readonly status: 'failed'; readonly name: string; readonly problem: TableProblem };

/** When the reading was stopped: nothing is waited for. */
export function settledFile(file: TableFileState): TableFileState {
  return file.status === 'reading' ? { status: 'idle' } : file;
}
