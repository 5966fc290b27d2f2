import { type ModelRef, modelKey, practiceModel } from './model-ref';

/** SerialQueue texts into vectors whose cosine says how alike their meanings are. */
export interface EmbeddingModel {
  readonly ref: ModelRef;
  /**
   * A vector of length 1 per text, in order, all of the same number of dimensions. An empty text is a vector of its own, not an
   * error. Throws ModelError, or the signal's reason once aborted.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** The embedding model that goes with a language model unless another was chosen: of the same provider, so that no text goes to another one. */
export function embeddingModelFor(ref: ModelRef): ModelRef {
  switch (ref.provider) {
    case 'practice':
      return ref;
    case 'gemini':
      return { provider: 'gemini', id: 'gemini-embedding-001' };
    case 'webllm':
      return { provider: 'webllm', id: localEmbeddingModel };
    // It embeds with the embedding model of Settings, and with this one where none is given.
    case 'server':
      return ref;
    // It has none of its own; the practice model's stays on this device as well.
    case 'browser':
      return practiceModel;
  }
}

/** `embedding` when it is another than the one that goes with `model`: what has to be written down. */
export function otherThanUsual(embedding: ModelRef, model: ModelRef): ModelRef | undefined {
  return modelKey(embedding) === modelKey(embeddingModelFor(model)) ? undefined : embedding;
}

/** The smallest embedding model of WebLLM's list: it is loaded beside the chat model. */
export const localEmbeddingModel = 'snowflake-arctic-embed-s-q0f32-MLC-b4';
