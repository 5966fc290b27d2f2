import { embeddingModelFor } from '../../model/embedding-model';
import type { ModelRef } from '../../model/model-ref';
import type { Rulebook } from '../rules/rulebook';

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
  /** What the centroid's texts were embedded with, the same for all experts; absent: the one that goes with the eval model. */
  readonly embeddedBy?: ModelRef;
}

/** The model whose vectors lie in the space of the experts' centroids, where rows are read by `evalModel`. */
export function embeddingModelOf({ experts }: Pick<Classifier, 'experts'>, evalModel: ModelRef): ModelRef {
  return experts[0]?.embeddedBy ?? embeddingModelFor(evalModel);
}

export interface ClassifySettings {
  readonly truncateWords: number;
  readonly temperature: number;
  /** Shuffles the order of the labels, by row. */
  readonly seed: number;
  readonly examplesPerCall: number;
}
