import type { ReadOptions, TableSummary } from './table';

/** A file of rows that lies in the storage of the device, under its id. */
export interface DatasetRef {
  readonly id: string;
  readonly read: ReadOptions;
  /** What reading it found, so that the page shows it without reading again. */
  readonly table: TableSummary;
}
