import { rowText } from '../../instructions/labeler-words';
import type { EmbeddingModel } from '../../model/embedding-model';
import { ModelError } from '../../model/model-error';
import { type ModelRef, modelName } from '../../model/model-ref';
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
  const vectors = (await Promise.all(requests)).flat();
  const lengths = [...new Set(vectors.map(({ length }) => length))];
  if (lengths.length > 1) throw new ModelError(differentLengths(embeddings.ref, lengths));
  return vectors;
}

/** Some may come from the journal, of a model that has since been replaced under the same id. */
function differentLengths(ref: ModelRef, lengths: readonly number[]) {
  return {
    kind: 'internal',
    code: 'VECTORS',
    message: `Expected vectors of one length from the embedding model “${modelName(ref)}”, got ${lengths.join(' and ')} numbers: another model had this id before. Add it under a new id, or choose another embedding model in Settings, under Local models.`,
  } as const;
}

export interface EmbedDeps {
  readonly embeddings: EmbeddingModel;
  /** As the labeler reads them. */
  readonly truncateWords: number;
  readonly signal: AbortSignal;
}
