import type { EmbeddingModel } from '../../core/model/embedding-model';
import type { RefOf } from '../../core/model/model-ref';
import { embedContents, type GeminiSurroundings } from './embed-contents';
import { embedContentOf } from './embedding-task';

/**
 * The model can do 3072 as well, for four times the memory and little better a result (ai.google.dev/gemini-api/docs/embeddings,
 * "Controlling embedding size"). It normalises only those, so we do it for ours.
 */
export const embeddingDimensions = 768;

/** One request per call, for at most 100 texts. Waiting, trying again and cutting long lists is the wrappers' work. */
export function geminiEmbeddingModel({
  ref,
  ...surroundings
}: GeminiSurroundings & { readonly ref: RefOf<'gemini'> }): EmbeddingModel {
  const { id } = ref;
  return {
    ref,
    async embed(texts, signal) {
      signal.throwIfAborted();
      const options = { id, taskType: 'CLUSTERING', dimensions: embeddingDimensions } as const;
      const sent = texts.filter(hasText).map((text) => embedContentOf({ type: 'text', text }, options));
      const vectors = sent.length === 0 ? [] : await embedContents(sent, { ...surroundings, id, signal });
      const next = vectors.map(normalised)[Symbol.iterator]();
      // The service refuses a text of nothing.
      return texts.map((text) => (hasText(text) ? (next.next().value ?? vectorOfNothing()) : vectorOfNothing()));
    },
  };
}

function hasText(text: string): boolean {
  return text.trim() !== '';
}

function vectorOfNothing(): Float32Array {
  const vector = new Float32Array(embeddingDimensions);
  vector[0] = 1;
  return vector;
}

function normalised(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return length === 0 ? vectorOfNothing() : Float32Array.from(values, (value) => value / length);
}
