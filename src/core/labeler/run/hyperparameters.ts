/** The knobs of a training run. Defaults are those of PAIR's `Labeler`, where it has them. */
export interface Hyperparameters {
  /** Whole number from 0: 0 trains the first rules alone. */
  readonly steps: number;
  /** Misread training rows to learn from in a step; whole number from 1. */
  readonly mistakesPerStep: number;
  /** Whole number from 1. */
  readonly mutationsPerMistake: number;
  /** Rulebooks kept after a step; whole number from 1. */
  readonly keepBest: number;
  readonly score: Score;
  /** Rows that rank rulebooks; whole number from 2. */
  readonly validationExamples: number;
  /** Rows held back for the scorecard; whole number from 2. */
  readonly testExamples: number;
  /** Longer inputs lose their middle; whole number from 1. */
  readonly truncateWords: number;
  readonly trainTemperature: number;
  readonly evalTemperature: number;
  /** 0 to 2147483647. */
  readonly seed: number;
  /** Rows classified in one request; whole number from 1. */
  readonly examplesPerCall: number;
  /** Examples that a first rule is written from; whole number from 1. */
  readonly examplesPerFirstRule: number;
  /** End when so many steps in a row bring nothing better; null: never. */
  readonly patience: number | null;
  /** Calls that the run may make over all its lives; null: no limit. */
  readonly callBudget: number | null;
  /** 1: no experts. `auto`: as many as the rows fall into. */
  readonly experts: number | 'auto';
}

export type Score =
  | { readonly kind: 'accuracy' }
  | { readonly kind: 'macro-f1' }
  | { readonly kind: 'label-f1'; readonly label: string };

export const defaultHyperparameters: Hyperparameters = {
  steps: 10,
  mistakesPerStep: 3,
  mutationsPerMistake: 2,
  keepBest: 3,
  score: { kind: 'accuracy' },
  validationExamples: 100,
  testExamples: 100,
  truncateWords: 100,
  trainTemperature: 0.9,
  evalTemperature: 0.1,
  seed: 42,
  examplesPerCall: 1,
  examplesPerFirstRule: 5,
  patience: 4,
  callBudget: null,
  experts: 1,
};
