import { type ModelRef, modelKey, practiceModel } from './model-ref';
import { rowOf } from './provider-table';

/** Turns texts into vectors whose cosine says how alike their meanings are. */
export interface EmbeddingModel {
  readonly ref: ModelRef;
  /**
   * A vector of length 1 per text, in order, all of the same number of dimensions. An empty text is a vector of its own, not an
   * error. Throws ModelError, or the signal's reason once aborted.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** The embedding model that goes with a language model unless another was chosen. */
export function embeddingModelFor(ref: ModelRef): ModelRef {
  const { embeds } = rowOf(ref.provider);
  if (embeds === 'practice') return practiceModel;
  return embeds !== 'itself' && 'id' in ref ? { ...ref, id: embeds.id } : ref;
}

/** `embedding` when it is another than the one that goes with `model`: what has to be written down. */
export function otherThanUsual(embedding: ModelRef, model: ModelRef): ModelRef | undefined {
  return modelKey(embedding) === modelKey(embeddingModelFor(model)) ? undefined : embedding;
}
