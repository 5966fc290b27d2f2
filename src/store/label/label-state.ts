import type { MappingProblem } from '../../core/dataset/mapping';
import type { TableProblem } from '../../core/dataset/table';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { RuleMutation } from '../../core/labeler/rules/rulebook';
import type { RuleEffect, SetupCheck } from '../../core/labeler/trainer';
import type { ModelErrorData } from '../../core/model/model-error';
import { settledFile, type TableFileState } from '../table-file-state';

/** What Label shows and does not keep: what is under way, and what can be asked again. Kept work is `project.labeler`. */
export interface LabelState {
  readonly files: Readonly<Record<DataFile, TableFileState>>;
  readonly check: CheckState;
  /** The run that is being trained in this tab; null when none is. */
  readonly training: TrainingState | null;
  /** Validation (and test, where it had been scored) read again with the rulebook on the screen. */
  readonly rescore: WorkState;
  /** By rule id, for the rulebook on the screen. */
  readonly effects: WorkState & {
    readonly checkpointId: string | null;
    readonly byRule: Readonly<Record<string, RuleEffect>>;
  };
  /** The row typed in by hand. */
  readonly single: SingleState;
  /** The author's reason for a mistake, on its way to a change of the rules; by example id. */
  readonly reasons: Readonly<Record<string, ReasonState>>;
}

export type DataFile = 'training' | 'test' | 'rows';

export type CheckState =
  | { readonly status: 'none' }
  | { readonly status: 'checking'; readonly last: SetupCheck | null }
  | { readonly status: 'ready'; readonly check: SetupCheck }
  | { readonly status: 'refused'; readonly problem: MappingProblem | TableProblem };

export interface TrainingState {
  readonly runId: string;
  /** Pause was pressed, and calls in flight are being finished. */
  readonly pausing: boolean;
  /** Of this life, for the time left: instant, and calls that were spent before it. */
  readonly startedAt: string;
  readonly callsBefore: number;
}

export type WorkState =
  | { readonly status: 'idle' }
  | { readonly status: 'working'; readonly done: number; readonly total: number }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

export type SingleState =
  | { readonly status: 'idle' }
  | { readonly status: 'working' }
  | { readonly status: 'done'; readonly prediction: Prediction }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

/** With the author's words, which a proposal keeps when it is taken. */
export type ReasonState =
  | { readonly status: 'working'; readonly reason: string }
  | { readonly status: 'proposed'; readonly reason: string; readonly mutations: readonly RuleMutation[] }
  | { readonly status: 'failed'; readonly reason: string; readonly message: string };

export const blankLabelState: LabelState = {
  files: { training: { status: 'idle' }, test: { status: 'idle' }, rows: { status: 'idle' } },
  check: { status: 'none' },
  training: null,
  rescore: { status: 'idle' },
  effects: { status: 'idle', checkpointId: null, byRule: {} },
  single: { status: 'idle' },
  reasons: {},
};

/** When everything under way was stopped, with the project still on the screen: nothing is waited for that will not come. */
export function settledLabelState(label: LabelState): LabelState {
  const { files, check, rescore, effects, single, reasons } = label;
  const given = Object.entries(reasons).filter(([, { status }]) => status !== 'working');
  const { checkpointId, byRule } = effects;
  return {
    ...label,
    files: {
      training: settledFile(files.training),
      test: settledFile(files.test),
      rows: settledFile(files.rows),
    },
    // The last figures are of an older set-up.
    check: check.status === 'checking' ? { status: 'none' } : check,
    training: null,
    rescore: rescore.status === 'working' ? { status: 'idle' } : rescore,
    effects: effects.status === 'working' ? { status: 'idle', checkpointId, byRule } : effects,
    single: single.status === 'working' ? { status: 'idle' } : single,
    reasons: Object.fromEntries(given),
  };
}
