import type { ReadOptions } from '../../core/dataset/table';
import type { RowWindow } from '../../core/jobs/job-store';
import type { TuningConstitution } from '../../core/tuning/constitution/tuning-constitution';
import type { ExportSettings } from '../../core/tuning/export/export-settings';
import type { RowEdit } from '../../core/tuning/run/made-row';
import type { TuningSettings } from '../../core/tuning/run/tuning-settings';
import type { PromptSource } from '../../core/tuning/run/tuning-work';
import type { ExportedData, RowFilter } from '../../core/tuning/tuning-port';

/** Everything that Tune can ask for. What goes wrong is on the screen: actions reject only where it says so. */
export interface TuneActions {
  /** Tune is on the screen: what it shows is looked up. */
  open(): void;

  choosePrompts(file: File): Promise<void>;
  cancelReading(): void;
  changeReadOptions(options: Partial<ReadOptions>): Promise<void>;
  /** Back to typed prompts. */
  removePrompts(): void;
  setPrompts(
    change: Partial<Pick<PromptSource, 'typed' | 'promptColumn' | 'idColumn' | 'filter' | 'sample' | 'near'>>,
  ): void;
  removeDuplicates(): Promise<void>;
  keepDuplicates(): void;
  setSettings(change: Partial<TuningSettings>): void;

  /** A file in any of the forms that are read. */
  chooseConstitution(file: File): Promise<void>;
  openSampleConstitution(name: string): Promise<void>;
  /** `newId` names what is added. */
  setConstitution(change: (constitution: TuningConstitution, newId: () => string) => TuningConstitution): void;
  /** The file as `ConstitutionalAiTuning` reads it. */
  constitutionFile(): Blob;
  /** One structured call per principle; the answers wait for a word. */
  proposeFromPrinciples(): Promise<void>;
  takeProposals(ids: readonly string[]): void;
  dropProposals(): void;
  /** A row becomes an example of the constitution. */
  takeAsExample(row: { readonly runId: string; readonly row: number }): Promise<void>;

  /** Null: a row by chance. */
  tryOne(row: number | null): Promise<void>;
  stopTrial(): void;
  generate(): Promise<void>;
  pause(): void;
  resume(runId?: string): Promise<void>;
  stop(runId?: string): void;
  retryFailed(runId: string): Promise<void>;
  removeRun(runId: string): Promise<void>;
  /** Pairs of a file become a run; what is refused is said by row number. */
  bringPairs(file: File): Promise<void>;
  /**
   * The calls of the next stage, for Gemini's batch service; rejects when it cannot be made, after a notice. Null: a run of the present set-up
   * begins, of which nothing is sent from here.
   */
  batchFile(runId: string | null): Promise<File>;
  importBatch(runId: string, results: File): Promise<void>;

  /** Null: the rows of all runs. */
  showRun(runId: string | null): void;
  setFilter(filter: RowFilter): void;
  showRows(window: RowWindow): Promise<void>;
  /** Null closes it. */
  openRow(row: { readonly runId: string; readonly row: number } | null): Promise<void>;
  /** Fields that are undefined are taken back. `what` names it for Undo: `reject row 199`. */
  editRow(row: { readonly runId: string; readonly row: number }, change: RowEditChange, what: string): void;
  undo(): void;
  redo(): void;

  setExport(change: Partial<ExportSettings>): void;
  /** Null when it could not be made, after a notice. */
  exportData(as: 'csv' | 'jsonl'): Promise<ExportedData | null>;
}

export type RowEditChange = { readonly [Field in keyof RowEdit]?: RowEdit[Field] | undefined };
