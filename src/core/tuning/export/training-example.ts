import type { TextTurn } from '../run/made-row';

/** One line of fine-tuning data, whatever form it is written in. */
export type TrainingExample = SupervisedExample | PreferenceExample | UnpairedExample;

interface ExampleFields {
  /** Examples of one prompt go into one split: the run's file and row, or the turn. */
  readonly promptKey: string;
  readonly id: string;
  /** What was said, the user's turn last; without a system turn. */
  readonly turns: readonly TextTurn[];
  /** Of the call; empty for none. */
  readonly systemMessage: string;
  readonly isEdited: boolean;
}

export interface SupervisedExample extends ExampleFields {
  readonly kind: 'supervised';
  readonly completion: string;
  /** How it came about; absent where it came of no revision. */
  readonly stages?: RevisionStages;
}

export interface PreferenceExample extends ExampleFields {
  readonly kind: 'preference';
  readonly chosen: string;
  readonly rejected: string;
  /** That the chosen one is better, 0 to 1; absent where nothing measured it. */
  readonly score?: number;
  readonly stages?: RevisionStages;
}

export interface UnpairedExample extends ExampleFields {
  readonly kind: 'unpaired';
  readonly completion: string;
  readonly label: boolean;
}

/** Words of the stages between an answer and its revision. */
export interface RevisionStages {
  readonly initialAnswer: string;
  readonly critiqueRequest: string;
  readonly critique: string;
  readonly revisionRequest: string;
  readonly revision: string;
}
