import type { Estimate } from '../../calls/estimate';
import type { CallsSpent, Fault } from '../../calls/spent';
import type { DatasetRef } from '../../dataset/dataset-ref';
import type { Field } from '../../dataset/example';
import type { Mapping } from '../../dataset/mapping';
import type { Instant } from '../../effects';
import type { JobStatus } from '../../jobs/job-status';
import type { ModelErrorData } from '../../model/model-error';
import type { ModelRef } from '../../model/model-ref';
import type { ClassifySettings } from '../prediction/classifier';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook, RuleMutation } from '../rules/rulebook';
import type { Hyperparameters } from './hyperparameters';

/** What a project holds of labeling. The files themselves lie in the storage of the device, under their ids. */
export interface LabelerWork {
  readonly setup: LabelerSetup;
  /** Oldest first. */
  readonly runs: readonly LabelerRun[];
  /** The run on the screen; null before the first. */
  readonly currentRunId: string | null;
  /** Golden labels that the author has corrected, by example id of the training or test file. */
  readonly corrections: Readonly<Record<string, string>>;
  /** Files of new rows, labeled or being labeled; oldest first. */
  readonly jobs: readonly LabelJob[];
}

/** What stands in the fields. */
export interface LabelerSetup {
  readonly training: DatasetRef | null;
  /** A file of its own to score on; null: rows of the training file are held back. */
  readonly test: DatasetRef | null;
  /** A file of new rows to label; null before one was chosen. */
  readonly rows: DatasetRef | null;
  /** Null before a file was read. */
  readonly mapping: Mapping | null;
  readonly hyperparameters: Hyperparameters;
  /** Null: the alignment model of Settings. */
  readonly trainModel: ModelRef | null;
  /** Null: the prompt model of Settings. */
  readonly evalModel: ModelRef | null;
}

/** One press of Train: everything that it was made from, and everything that came of it so far. */
export interface LabelerRun {
  readonly id: string;
  /** Counts from 1 in its project. */
  readonly n: number;
  readonly at: Instant;
  readonly status: RunStatus;
  /** As trained with; null for a labeler that was imported. */
  readonly settings: RunSettings | null;
  /** Before the first call; null when there was none. */
  readonly estimate: Estimate | null;
  /** The rows that were read for a score, in their fixed order. */
  readonly rows: { readonly validation: readonly EvaluatedRow[]; readonly test: readonly EvaluatedRow[] };
  /** The single labeler first, then the experts. */
  readonly labelers: readonly TrainedLabeler[];
  readonly evaluations: readonly Evaluation[];
  readonly suspects: readonly SuspectedLabel[];
  readonly spent: CallsSpent;
  /** What went wrong and was survived, by kind. */
  readonly faults: readonly Fault[];
  /** New rows whose label is less sure than this are left without one; 0 to 1, absent: none is. The scores are of all labels. */
  readonly abstainBelow?: number;
}

export interface RunSettings {
  readonly training: DatasetRef;
  readonly test: DatasetRef | null;
  readonly mapping: Mapping;
  readonly hyperparameters: Hyperparameters;
  readonly trainModel: ModelRef;
  readonly evalModel: ModelRef;
  /** Compares rows for experts; absent: the one that goes with `evalModel`. */
  readonly embeddingModel?: ModelRef;
  readonly corrections: Readonly<Record<string, string>>;
}

export type RunStatus =
  | { readonly status: 'training'; readonly activity: Activity }
  /** Calls in flight are finished, none is started. `error` is absent when the author paused it. */
  | { readonly status: 'paused'; readonly error?: ModelErrorData }
  /** The page went away; what was paid is in the journal. */
  | { readonly status: 'interrupted' }
  | { readonly status: 'stopped' }
  | { readonly status: 'finished'; readonly reason: FinishReason }
  | { readonly status: 'failed'; readonly message: string }
  /** `from` names the file. `use` is absent when it says nothing of it. */
  | { readonly status: 'imported'; readonly from: string; readonly use?: LabelerUse };

/** What a labeler has to be used with, so that it labels as where it was exported: what `settings` tell of one that was trained. */
export interface LabelerUse {
  /** Names of the inputs of a row, in order. */
  readonly inputs: readonly string[];
  readonly classify: ClassifySettings;
  /** Null where the file names none. The experts' regions hold for the embedding model that they name, else for the one that goes with `evalModel`. */
  readonly trainModel: ModelRef | null;
  readonly evalModel: ModelRef | null;
}

/** `perfect`: no training row is misread any more. */
export type FinishReason = 'all-steps' | 'no-improvement' | 'perfect' | 'call-budget';

/** What a run is doing now. `step` counts from 1; 0 is the first rules. `labeler` is a `TrainedLabeler.key`. */
export interface Activity {
  readonly kind: 'first-rules' | 'finding-mistakes' | 'proposing' | 'racing' | 'scoring' | 'embedding';
  readonly labeler: string;
  readonly step: number;
  /** Challengers in the race, or rows read so far. */
  readonly count: number;
}

export interface TrainedLabeler {
  /** `single`, `expert-1`, `expert-2` … */
  readonly key: string;
  /** The region that an expert is for; null for the single labeler. */
  readonly region: Region | null;
  /** The first has a rulebook of its own; the others are their parent's with a mutation. In order of their making. */
  readonly checkpoints: readonly Checkpoint[];
  /** Complete steps, in order; step 0 is the first rules. */
  readonly steps: readonly Step[];
  /** Mistakes that the step under way has found, or the last one. */
  readonly latest: {
    readonly step: number;
    readonly mistakes: readonly Mistake[];
    readonly rejected: readonly Rejected[];
  };
  /** The best so far; null before the first is scored. */
  readonly championId: string | null;
  /** The one on the screen, that labels new rows: the champion, until the author restores or edits another. */
  readonly currentId: string | null;
}

export interface Region {
  readonly rows: number;
  readonly centroid: readonly number[];
  readonly nearestCosine: number;
  /** Words that are more frequent in it than elsewhere, for the screen. */
  readonly words: readonly string[];
  /** What its rows were embedded with; absent: the one that goes with the eval model. */
  readonly embeddedBy?: ModelRef;
}

/** An immutable rulebook. */
export type Checkpoint = {
  readonly id: string;
  /** Of the step that made it; null: by hand. */
  readonly step: number | null;
  readonly score: CheckpointScore | null;
} & (
  | { readonly parentId: null; readonly rulebook: Rulebook }
  | {
      readonly parentId: string;
      readonly mutation: RuleMutation;
      /** The mistake that it answers; null: by hand. */
      readonly because: Mistake | null;
    }
);

/** On the validation rows. */
export interface CheckpointScore {
  /** The score that the run is after, 0 to 1. For one that was dropped from the race, of the rows it read. */
  readonly value: number;
  /** 95% interval. */
  readonly low: number;
  readonly high: number;
  /** Rows read; fewer than there are when it was dropped. */
  readonly read: number;
  readonly correct: number;
  /** Against its nearest ancestor that has read every row: its parent, unless several changes of a step were put together. */
  readonly fixed: number;
  readonly broken: number;
  readonly dropped: boolean;
}

export interface Step {
  readonly step: number;
  readonly mistakes: readonly Mistake[];
  /** Training rows read to find them, and those of them without a readable answer. */
  readonly read: number;
  readonly unread: number;
  readonly challengerIds: readonly string[];
  readonly rejected: readonly Rejected[];
  readonly championId: string;
  /** Best first; the champion is the first. */
  readonly beamIds: readonly string[];
}

/** A training row that a rulebook misread. */
export interface Mistake {
  readonly row: number;
  readonly exampleId: string;
  readonly fields: readonly Field[];
  readonly golden: string;
  readonly predicted: string;
  /** Of the rule that it followed, where it named one. */
  readonly ruleId?: string;
  /** The rulebook that misread it. */
  readonly checkpointId: string;
  /** What the train model says is wrong with the rules; empty before it has answered. */
  readonly diagnosis: string;
}

/** A proposal that was not tried. */
export interface Rejected {
  readonly text: string;
  readonly label: string;
  readonly row: number;
  readonly reason: RejectReason;
}

/** `quotes-row`: it shares a long run of words, a name, an id or a number with the row and would be memorised. */
export type RejectReason =
  | { readonly kind: 'quotes-row'; readonly shared: string }
  | { readonly kind: 'already-there' }
  | { readonly kind: 'last-rule' }
  /** With it, the row that it was made for is misread as before. */
  | { readonly kind: 'not-mended' }
  | { readonly kind: 'unreadable'; readonly why: string };

export interface EvaluatedRow {
  readonly id: string;
  readonly row: number;
  readonly fields: readonly Field[];
  /** As in the file. Corrections are laid over it when it is shown. */
  readonly golden: string;
}

/** Predictions for `rows[split]`, in its order; null where none was made (yet). */
export interface Evaluation {
  readonly of: Evaluated;
  readonly split: 'validation' | 'test';
  readonly predictions: readonly (Prediction | null)[];
}

/** `untrained`: the task and the labels without any rule. `mixture`: the experts with their router. */
export type Evaluated =
  | { readonly kind: 'checkpoint'; readonly labeler: string; readonly checkpointId: string }
  | { readonly kind: 'untrained' }
  | { readonly kind: 'mixture' };

/** A row whose golden label several rulebooks dispute. */
export interface SuspectedLabel {
  readonly id: string;
  readonly row: number;
  readonly fields: readonly Field[];
  readonly golden: string;
  readonly suggested: string;
  /** Share of the rulebooks that read it which say `suggested`, 0 to 1. */
  readonly agreement: number;
  /** How many read it. */
  readonly readBy: number;
}

/** A file of new rows, from the first call to the last. */
export interface LabelJob {
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
  readonly dataset: DatasetRef;
  /** Which of the file's columns is which input of the labeler. */
  readonly inputs: readonly JobInput[];
  readonly runId: string;
  /** Of the single labeler, and of the experts in their order: a job goes on with the rulebooks that it began with. */
  readonly checkpointId: string;
  readonly expertCheckpointIds: readonly string[];
  readonly evalModel: ModelRef;
  /** As the run had it when the job began; absent: no label is held back. */
  readonly abstainBelow?: number;
  readonly status: JobStatus;
  readonly done: number;
  readonly total: number;
  /** Rows by label, most frequent first. */
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  /** Rows without a label for any other reason than that it was held back. */
  readonly unread: number;
  /** Rows whose label was held back; absent: none was. */
  readonly abstained?: number;
}

export interface JobInput {
  readonly name: string;
  readonly column: string;
}
