import type { TableProblem } from '../../core/dataset/table';
import type { ModelErrorData } from '../../core/model/model-error';
import type { ModelPrompt } from '../../core/model/model-prompt';
import type { PrincipleProposal } from '../../core/tuning/constitution/from-principle';
import type { ReadNote } from '../../core/tuning/constitution/read-notes';
import type { TuningConstitution } from '../../core/tuning/constitution/tuning-constitution';
import type { TuningStatistics } from '../../core/tuning/export/tuning-statistics';
import type { MadeRow, RowEdit, StageName, TuningPrompt } from '../../core/tuning/run/made-row';
import type { ExportCheck, PromptsFound, RowFilter, RowsPage } from '../../core/tuning/tuning-port';
import { settledFile, type TableFileState } from '../table-file-state';

/** What Tune shows and does not keep. Kept work is `project.tuning`; jobs under way are `jobs.tune`. */
export interface TuneState {
  readonly file: TableFileState;
  readonly prompts: PromptsState;
  readonly duplicates: WorkState;
  readonly constitution: ConstitutionState;
  readonly fromPrinciples: FromPrinciplesState;
  readonly trial: TrialState;
  readonly table: TableState;
  readonly statistics: TuningStatistics | null;
  /** What a press of Download JSONL would give, of the runs in the table; looked up whenever these or the export settings change. */
  readonly exportCheck: ExportCheck | null;
  /** A file of data is being put together. */
  readonly exporting: boolean;
  /** What Undo and Redo take back: what was done in this tab, the latest last. */
  readonly undo: { readonly past: readonly TuneChange[]; readonly future: readonly TuneChange[] };
}

/** The figures before stay on the screen while new ones are looked for. */
export type PromptsState =
  | { readonly status: 'none' }
  | { readonly status: 'checking'; readonly last: PromptsFound | null }
  | { readonly status: 'ready'; readonly found: PromptsFound }
  | { readonly status: 'refused'; readonly problem: TableProblem };

type WorkState =
  | { readonly status: 'idle' }
  | { readonly status: 'working' }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

/** What reading the last constitution file found. */
export type ConstitutionState =
  | { readonly status: 'idle' }
  | { readonly status: 'read'; readonly name: string; readonly notes: readonly ReadNote[] }
  | { readonly status: 'refused'; readonly name: string; readonly message: string };

export type FromPrinciplesState =
  | { readonly status: 'idle' }
  | { readonly status: 'working'; readonly done: number; readonly of: number }
  /** Nothing counts before it is taken. `failed`: principles without one, with why. */
  | {
      readonly status: 'proposed';
      readonly proposals: readonly PrincipleProposal[];
      readonly failed: readonly { readonly principle: string; readonly message: string }[];
    };

export type TrialState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly prompt: TuningPrompt | null; readonly stages: readonly TrialStage[] }
  | {
      readonly status: 'done';
      readonly row: MadeRow;
      readonly stages: readonly TrialStage[];
      readonly calls: number;
      readonly tookMs: number;
    }
  | {
      readonly status: 'failed';
      readonly prompt: TuningPrompt | null;
      readonly stages: readonly TrialStage[];
      readonly error: ModelErrorData;
    };

export interface TrialStage {
  readonly stage: StageName;
  readonly n: number;
  /** Words of the principle. */
  readonly about: string;
  /** As it was sent. */
  readonly prompt: ModelPrompt;
  readonly text: string;
}

export interface TableState {
  /** Null: the rows of all runs. */
  readonly runId: string | null;
  readonly filter: RowFilter;
  /** The window that was asked for last; null before the first answer. */
  readonly page: (RowsPage & { readonly from: number }) | null;
  readonly opened: { readonly runId: string; readonly row: number; readonly made: MadeRow | null } | null;
}

export type TuneChange = RowChange | ConstitutionChange;

/** Another constitution took its place, or entries of it were removed. */
export interface ConstitutionChange {
  readonly what: string;
  readonly before: TuningConstitution;
  readonly after: TuningConstitution;
}

/** An edit of one row, with what it was before: null stands for none. */
export interface RowChange {
  readonly runId: string;
  readonly row: number;
  /** As Undo names it: `reject row 199`. */
  readonly what: string;
  readonly before: RowEdit | null;
  readonly after: RowEdit | null;
}

export const blankTuneState: TuneState = {
  file: { status: 'idle' },
  prompts: { status: 'none' },
  duplicates: { status: 'idle' },
  constitution: { status: 'idle' },
  fromPrinciples: { status: 'idle' },
  trial: { status: 'idle' },
  table: { runId: null, filter: {}, page: null, opened: null },
  statistics: null,
  exportCheck: null,
  exporting: false,
  undo: { past: [], future: [] },
};

/** When everything under way was stopped, with the project still on the screen: nothing is waited for that will not come. */
export function settledTuneState(tune: TuneState): TuneState {
  const { file, prompts, duplicates, fromPrinciples, trial, table } = tune;
  return {
    ...tune,
    file: settledFile(file),
    // The last figures are of an older set-up.
    prompts: prompts.status === 'checking' ? { status: 'none' } : prompts,
    duplicates: duplicates.status === 'working' ? { status: 'idle' } : duplicates,
    fromPrinciples: fromPrinciples.status === 'working' ? { status: 'idle' } : fromPrinciples,
    trial: trial.status === 'running' ? { status: 'idle' } : trial,
    table: table.opened?.made === null ? { ...table, opened: null } : table,
    exporting: false,
  };
}
