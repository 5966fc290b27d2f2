import type { TextTurn } from '../run/made-row';

/** One line of fine-tuning data, whatever form it is written in. */
export type TrainingExample = SupervisedExample | PreferenceExample | UnpairedExample;

interface ExampleFields {
  /** Examples of one prompt go into one split: it is made of the turns, so that the same words in two rows are one prompt. */
  readonly promptKey: string;
  readonly id: string;
  /** What was said, the user's turn last. A system turn is the prompt's own, and always goes along. */
  readonly turns: readonly TextTurn[];
  /** Of the constitution, or of the chat bot: goes along where the author wants it. Empty for none. */
  readonly systemMessage: string;
  readonly isEdited: boolean;
}

export interface SupervisedExample extends ExampleFields {
  readonly kind: 'supervised';
  readonly completion: string;
}

export interface PreferenceExample extends ExampleFields {
  readonly kind: 'preference';
  readonly chosen: string;
  readonly rejected: string;
  /** That the chosen one is better, 0 to 1; absent where nothing measured it. */
  readonly score?: number;
  /** How it came about; absent where it came of no revision. */
  readonly stages?: RevisionStages;
}

export interface UnpairedExample extends ExampleFields {
  readonly kind: 'unpaired';
  readonly completion: string;
  readonly label: boolean;
}

/** Words of the stages between an answer and its revision. */
export interface RevisionStages {
  /** What the critique is about: of a later round, the revision before it. */
  readonly answer: string;
  readonly critiqueRequest: string;
  readonly critique: string;
  readonly revisionRequest: string;
  readonly revision: string;
}
