import type { ModelRef } from '../../model/model-ref';

/** How data is made. */
export interface TuningSettings {
  readonly make: DataToMake;
  /** Of critique and revision for each prompt, 1 to 4. */
  readonly rounds: number;
  /** Which pairs a prompt meets: drawn by seed, without repeating until all were used; all in turn; or chosen ones in turn. */
  readonly principles: 'drawn' | 'in-turn' | 'chosen';
  /** Ids of pairs (of comparison principles in a comparison); wanted for `chosen` alone. */
  readonly chosenIds: readonly string[];
  /** Tokens at most. */
  readonly maxTokens: { readonly answer: number; readonly critique: number; readonly revision: number };
  /** Whole number from 0 to 2147483647: the same seed, prompts and constitution draw the same principles and orders. */
  readonly seed: number;
  readonly comparison: ComparisonSettings;
}

/** `revision-pair`: the revision is chosen over the first answer. */
export type DataToMake = 'improvement' | 'comparison' | 'revision-pair';

export interface ComparisonSettings {
  /** In what the two answers differ. */
  readonly answersBy: AnswersBy;
  /** Null: the alignment model. */
  readonly judge: ModelRef | null;
  readonly judgesPerPair: 1 | 3 | 5;
  /** Several judges differ by their principle, or are samples of one. */
  readonly judgesBy: 'principles' | 'samples';
  readonly soften: boolean;
}

export type AnswersBy =
  | { readonly kind: 'seeds' }
  | { readonly kind: 'temperatures'; readonly first: number; readonly second: number }
  /** The prompt model answers first. */
  | { readonly kind: 'models'; readonly second: ModelRef };

export const defaultTuningSettings: TuningSettings = {
  make: 'improvement',
  rounds: 1,
  principles: 'drawn',
  chosenIds: [],
  maxTokens: { answer: 1024, critique: 1024, revision: 1024 },
  seed: 42,
  comparison: { answersBy: { kind: 'seeds' }, judge: null, judgesPerPair: 1, judgesBy: 'principles', soften: false },
};

/** As many as there can be: a prompt with nothing to improve ends earlier. */
export function callsPerPrompt({ make, rounds, comparison }: TuningSettings): number {
  return make === 'comparison' ? 2 + 2 * comparison.judgesPerPair : 1 + 2 * rounds;
}
