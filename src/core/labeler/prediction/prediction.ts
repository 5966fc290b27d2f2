/** What the labeler made of one row. A reply that is not exactly one of the labels is no label: never a guess. */
export interface Prediction {
  /** Null unless `outcome` is `read`. */
  readonly label: string | null;
  readonly outcome: PredictionOutcome;
  /** The rule that the model says it followed, by its id; absent when it named none, and where it was asked for the label alone. */
  readonly ruleId?: string;
  /**
   * Probability of the label among all labels, 0 to 1; absent when the model gives none. Of the label that was held back, where the row
   * was abstained from. Those of the other labels are not kept: figures are about the label that is given.
   */
  readonly confidence?: number;
  /** Which expert answered, from 0; absent for the single labeler. */
  readonly expert?: number;
}

/**
 * - `unread`: the model answered with something that is no label;
 * - `blocked`: the service refused the prompt or the answer;
 * - `empty`: it answered nothing;
 * - `failed`: the call failed for good;
 * - `abstained`: it answered with a label, and was less sure of it than the author wants it to be.
 */
export const predictionOutcomes = ['read', 'unread', 'blocked', 'empty', 'failed', 'abstained'] as const;
export type PredictionOutcome = (typeof predictionOutcomes)[number];
