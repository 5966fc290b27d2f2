import type { EmbeddingModel } from '../../model/embedding-model';
import { route } from '../experts/route';
import type { Classifier } from './classifier';
import type { Row } from './classify-request';
import { embedRows } from './embed-rows';
import type { Predictor } from './predict';
import type { Prediction } from './prediction';

export interface ClassifyDeps {
  /** With the classifier's settings. */
  readonly predictor: Predictor;
  /** Asked only where there are experts. */
  readonly embeddings: EmbeddingModel | null;
  readonly signal: AbortSignal;
}

/**
 * A prediction per row, in order, each as soon as it is there. With experts, each row is told to the one whose region it is in; a row
 * that is in none, or a classifier whose embedding model is not to be had, is the single labeler's.
 */
export async function classifyRows(
  { rulebook, experts, settings }: Classifier,
  rows: readonly Row[],
  { predictor, embeddings, signal }: ClassifyDeps,
): Promise<readonly Promise<Prediction>[]> {
  if (experts.length === 0 || embeddings === null) return predictor.predict(rulebook, rows);
  const vectors = await embedRows(rows, { embeddings, truncateWords: settings.truncateWords, signal });
  const places = vectors.map((vector) => route(vector, experts));
  const predictions = new Map<Row, Promise<Prediction>>();
  for (const place of new Set(places)) {
    const own = rows.filter((_, index) => places[index] === place);
    const expert = place === null ? undefined : experts[place];
    predictor.predict(expert?.rulebook ?? rulebook, own).forEach((prediction, index) => {
      const row = own[index];
      if (row !== undefined) predictions.set(row, place === null ? prediction : byExpert(prediction, place));
    });
  }
  return rows.map((row) => predictions.get(row) ?? Promise.reject(new Error(`Row ${row.id} was told to nobody.`)));
}

function byExpert(prediction: Promise<Prediction>, expert: number): Promise<Prediction> {
  const marked = prediction.then((each) => ({ ...each, expert }));
  marked.catch(() => undefined);
  return marked;
}
