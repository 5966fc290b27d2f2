import type { Estimate } from '../../calls/estimate';
import type { CallsSpent, Fault } from '../../calls/spent';
import type { ModelErrorData } from '../../model/model-error';
import type { Prediction } from '../prediction/prediction';
import type {
  Activity,
  Checkpoint,
  CheckpointScore,
  EvaluatedRow,
  Evaluation,
  FinishReason,
  Mistake,
  Region,
  Rejected,
  Step,
  SuspectedLabel,
} from './labeler-run';

/**
 * What training tells, in order. `reduceTraining` makes a `LabelerRun` of it. Told again from the beginning when a run is resumed:
 * the journal answers what was paid before.
 */
export type TrainingEvent =
  /** First, once: the rows that scores are read from. */
  | {
      readonly type: 'started';
      readonly estimate: Estimate;
      readonly validation: readonly EvaluatedRow[];
      readonly test: readonly EvaluatedRow[];
    }
  | { readonly type: 'labeler'; readonly key: string; readonly region: Region | null }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'spent'; readonly spent: CallsSpent; readonly faults: readonly Fault[] }
  | { readonly type: 'mistake'; readonly labeler: string; readonly step: number; readonly mistake: Mistake }
  | { readonly type: 'rejected'; readonly labeler: string; readonly step: number; readonly rejected: Rejected }
  /** A first rulebook, or a challenger; its score comes later. */
  | { readonly type: 'checkpoint'; readonly labeler: string; readonly checkpoint: Checkpoint }
  | {
      readonly type: 'scored';
      readonly labeler: string;
      readonly checkpointId: string;
      readonly score: CheckpointScore;
    }
  /** Also step 0. The champion's predictions are told with it, one for each validation row of the run: null where it was not read. */
  | {
      readonly type: 'step';
      readonly labeler: string;
      readonly step: Step;
      readonly predictions: readonly (Prediction | null)[];
    }
  | { readonly type: 'evaluated'; readonly evaluation: Evaluation }
  | { readonly type: 'suspects'; readonly suspects: readonly SuspectedLabel[] }
  /** Nothing is under way any more, because the author wants it so or a call cannot go through. */
  | { readonly type: 'paused'; readonly error?: ModelErrorData }
  | { readonly type: 'resumed' }
  | { readonly type: 'finished'; readonly reason: FinishReason };
