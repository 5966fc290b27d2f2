import { rowText } from '../instructions/labeler-words';
import type { EmbeddingModel } from '../model/embedding-model';
import type { Row } from './classify-request';
import { truncateFields } from './truncate-words';

/** Texts in one request; services take no more. */
export const textsPerEmbedding = 100;

/** The vectors of rows by which they are told to experts, in order; requests side by side. Throws what the model throws. */
export async function embedRows(
  rows: readonly Row[],
  { embeddings, truncateWords, signal }: EmbedDeps,
): Promise<readonly Float32Array[]> {
  const texts = rows.map(({ fields }) => rowText(truncateFields(fields, truncateWords)));
  const requests = Array.from({ length: Math.ceil(texts.length / textsPerEmbedding) }, (_, index) =>
    embeddings.embed(texts.slice(index * textsPerEmbedding, (index + 1) * textsPerEmbedding), signal),
  );
  return (await Promise.all(requests)).flat();
}

export interface EmbedDeps {
  readonly embeddings: EmbeddingModel;
  /** As the labeler reads them. */
  readonly truncateWords: number;
  readonly signal: AbortSignal;
}
