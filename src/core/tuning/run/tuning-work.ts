import type { Estimate } from '../../calls/estimate';
import type { DatasetRef } from '../../dataset/dataset-ref';
import type { Instant } from '../../effects';
import type { JobStatus } from '../../jobs/job-status';
import type { ModelRef } from '../../model/model-ref';
import { blankConstitution, type TuningConstitution } from '../constitution/tuning-constitution';
import { defaultExportSettings, type ExportSettings } from '../export/export-settings';
import type { RowEdit } from './made-row';
import { defaultTuningSettings, type TuningSettings } from './tuning-settings';

/** What a project holds of Tune. The rows of its runs, and the files of prompts, lie in the storage of the device. */
export interface TuningWork {
  readonly constitution: TuningConstitution;
  readonly prompts: PromptSource;
  readonly settings: TuningSettings;
  /** Oldest first. */
  readonly runs: readonly TuningRun[];
  /** By the run's id, then by the row's number. */
  readonly edits: Readonly<Record<string, Readonly<Record<string, RowEdit>>>>;
  readonly exported: ExportSettings;
}

export interface PromptSource {
  /** Null: those that were typed. */
  readonly dataset: DatasetRef | null;
  /** Prompts with a line of `---` between them; without any such line, one a line. Kept while a file is used. */
  readonly typed: string;
  /** Null: not chosen, since no column is named `prompt`. */
  readonly promptColumn: string | null;
  /** Null: the row's number. */
  readonly idColumn: string | null;
  /** Prompts without this text are left out; empty: none is. */
  readonly filter: string;
  /** So many are drawn by seed; null: all. */
  readonly sample: number | null;
  /** Cosine from which two prompts are near duplicates, 0 to 1. */
  readonly near: number;
  /** Rows that repeat an earlier one; null: nobody has looked for them. */
  readonly duplicates: Duplicates | null;
}

/** Numbers of rows that are left out. */
export interface Duplicates {
  readonly equal: readonly number[];
  readonly near: readonly number[];
}

/** One press of Generate: everything that it makes data from, and how far it is. Or pairs of a file, which nobody was asked for. */
export interface TuningRun {
  readonly id: string;
  /** Counts from 1 in its project. */
  readonly n: number;
  readonly at: Instant;
  readonly prompts: PromptSource;
  readonly constitution: TuningConstitution;
  readonly settings: TuningSettings;
  readonly promptModel: ModelRef;
  /** Criticises and, in a comparison, judges unless another does. */
  readonly alignmentModel: ModelRef;
  /** Before the first call. */
  readonly estimate: Estimate;
  readonly status: JobStatus;
  /** Prompts that are through. */
  readonly done: number;
  readonly total: number;
  /** Prompts that have passed each stage: answers, critiques and revisions, or answers and judgements. */
  readonly passed: StagesPassed;
  /** Calls answered, and tokens of them in and out. */
  readonly calls: number;
  readonly tokens: number;
  readonly failed: number;
  /** Name of the file that its pairs were brought in from; absent: they were made. */
  readonly broughtIn?: string;
}

export interface StagesPassed {
  readonly answers: number;
  readonly critiques: number;
  readonly revisions: number;
  readonly judgements: number;
}

export const blankTuningWork: TuningWork = {
  constitution: blankConstitution,
  prompts: {
    dataset: null,
    typed: '',
    promptColumn: null,
    idColumn: null,
    filter: '',
    sample: null,
    near: 0.95,
    duplicates: null,
  },
  settings: defaultTuningSettings,
  runs: [],
  edits: {},
  exported: defaultExportSettings,
};
