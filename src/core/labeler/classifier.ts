import type { Rulebook } from './rulebook';

/** Everything that a prediction depends on but the row and the model. */
export interface Classifier {
  /** Answers where there are no experts, or none that is near. */
  readonly rulebook: Rulebook;
  /** Empty: a single labeler. */
  readonly experts: readonly Expert[];
  readonly settings: ClassifySettings;
}

/** A labeler for one region of meaning. */
export interface Expert {
  readonly rulebook: Rulebook;
  /** Of length 1. */
  readonly centroid: readonly number[];
  /** A row whose cosine with the centroid is lower goes to the single labeler. */
  readonly nearestCosine: number;
}

export interface ClassifySettings {
  readonly truncateWords: number;
  readonly temperature: number;
  /** Shuffles the order of the labels, by row. */
  readonly seed: number;
  readonly examplesPerCall: number;
}
