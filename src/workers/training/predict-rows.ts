import type { Classifier } from '../../core/labeler/prediction/classifier';
import type { Row } from '../../core/labeler/prediction/classify-request';
import { classifyRows } from '../../core/labeler/prediction/classify-rows';
import { createPredictor } from '../../core/labeler/prediction/predict';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import type { LanguageModel } from '../../core/model/language-model';

/** Labels some rows by a classifier: a prediction per row, in order, each as soon as it is there. Nothing of them is remembered. */
export function predictRows(
  rows: readonly Row[],
  {
    classifier,
    model,
    embeddings,
    signal,
  }: {
    readonly classifier: Classifier;
    readonly model: LanguageModel;
    readonly embeddings: EmbeddingModel;
    readonly signal: AbortSignal;
  },
): readonly Promise<Prediction>[] {
  const predictor = createPredictor({ model, settings: classifier.settings, signal });
  const asked = classifyRows(classifier, rows, { predictor, embeddings, signal });
  return rows.map((row, index) => handled(nth(asked, { row, index })));
}

async function nth(
  asked: Promise<readonly Promise<Prediction>[]>,
  { row, index }: { readonly row: Row; readonly index: number },
): Promise<Prediction> {
  const prediction = (await asked)[index];
  if (prediction === undefined) throw new Error(`Row ${row.id} was asked for and is not answered.`);
  return prediction;
}

/** Whoever asked may have given up before the answer comes: that is no unhandled rejection. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
