import type { Field } from '../../core/dataset/example';
import type { Mapping } from '../../core/dataset/mapping';
import type { ReadOptions } from '../../core/dataset/table';
import type { RuleMutation } from '../../core/labeler/rules/rulebook';
import type { Hyperparameters } from '../../core/labeler/run/hyperparameters';
import type { LabelerSetup, LabelJob } from '../../core/labeler/run/labeler-run';
import type { TextsToRank } from '../../core/playground/hand-over/texts-to-rank';
import type { DataFile } from './label-state';

/** Everything that Label can ask for. All of it is loaded with the page; nothing of it with the first load. */
export interface LabelActions {
  /** The page is shown: what is derived from the present set-up is asked for, where it is not there. */
  readonly open: () => void;
  /** Reads a file; a mapping is suggested for a training file with other columns than the one before. */
  readonly chooseFile: (which: DataFile, file: File) => Promise<void>;
  readonly cancelReading: (which: DataFile) => void;
  readonly removeTestFile: () => void;
  readonly changeReadOptions: (which: DataFile, options: Partial<ReadOptions>) => Promise<void>;
  readonly changeMapping: (change: Partial<Mapping>) => void;
  readonly changeHyperparameters: (change: Partial<Hyperparameters>) => void;
  readonly changeModels: (change: Partial<Pick<LabelerSetup, 'trainModel' | 'evalModel'>>) => void;
  readonly openSample: (key: string) => Promise<void>;

  readonly train: () => Promise<void>;
  readonly pause: () => void;
  /** A paused run goes on; one that was stopped, interrupted or failed is taken up where its journal ends. */
  readonly resume: () => Promise<void>;
  readonly stop: () => void;
  readonly openRun: (runId: string) => void;
  readonly removeRun: (runId: string) => void;

  /** Which labeler of the run the screen shows: `single`, `expert-1` … */
  readonly addRule: (labeler: string, rule: { readonly label: string; readonly text: string }) => void;
  readonly editRule: (labeler: string, rule: { readonly ruleId: string; readonly text: string }) => void;
  readonly deleteRule: (labeler: string, ruleId: string) => void;
  readonly restoreCheckpoint: (labeler: string, checkpointId: string) => void;
  /** Reads the validation rows again with the rulebook on the screen; what is in the journal costs nothing. */
  readonly rescore: (labeler: string) => Promise<void>;
  readonly stopRescore: () => void;
  readonly measureRules: (labeler: string) => Promise<void>;
  readonly stopMeasuring: () => void;

  /** Null: back to what the file says. */
  readonly correctLabel: (exampleId: string, label: string | null) => void;
  readonly giveReason: (exampleId: string, reason: string) => Promise<void>;
  readonly applyProposal: (exampleId: string, mutation: RuleMutation) => void;
  readonly dismissReason: (exampleId: string) => void;

  /** New rows of the run on the screen whose label is less sure than that are left without one: 0 to 1, 0 for none. */
  readonly abstainBelow: (confidence: number) => void;
  readonly classify: (fields: readonly Field[]) => Promise<void>;
  /** The row as a prompt with all labels behind it, for the Playground to score as whole texts; null before there are rules. */
  readonly labelTexts: (fields: readonly Field[]) => Promise<TextsToRank | null>;
  /** Labels the file that was chosen as `rows`; `inputs` tells which of its columns is which input. */
  readonly labelRows: (inputs: readonly { readonly name: string; readonly column: string }[]) => Promise<void>;
  readonly pauseJob: () => void;
  /** Without an id: the one under way, else the latest that can go on. */
  readonly resumeJob: (jobId?: string) => Promise<void>;
  readonly stopJob: (jobId?: string) => void;
  readonly removeJob: (jobId: string) => Promise<void>;
  /** Fetches the rows of a window of the job on the screen. */
  readonly showJobRows: (jobId: string, window: { readonly from: number; readonly count: number }) => Promise<void>;
  /** Rejects, and tells why, when there is none. */
  readonly jobFile: (job: Pick<LabelJob, 'id' | 'name' | 'dataset'>) => Promise<Blob>;
  /** Rejects, and tells why, when it cannot be written. */
  readonly batchFile: (inputs: readonly { readonly name: string; readonly column: string }[]) => Promise<Blob>;
  readonly importBatch: (
    results: File,
    inputs: readonly { readonly name: string; readonly column: string }[],
  ) => Promise<void>;

  /** A labeler that was exported here, or a checkpoint of the ancestor. */
  readonly importLabeler: (file: File) => Promise<void>;
}
