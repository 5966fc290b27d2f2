import type { ModelSource } from '../../calls/paid-calls';
import type { ModelRef } from '../../model/model-ref';
import { type Classifier, embeddingModelOf } from './classifier';
import type { Row } from './classify-request';
import { classifyRows } from './classify-rows';
import { createPredictor } from './predict';
import type { Prediction } from './prediction';

/** Labels some rows by a classifier: a prediction per row, in order, each as soon as it is there. Nothing of them is remembered. */
export function predictRows(
  rows: readonly Row[],
  {
    classifier,
    ref,
    models,
    signal,
  }: {
    readonly classifier: Classifier;
    readonly ref: ModelRef;
    readonly models: ModelSource;
    readonly signal: AbortSignal;
  },
): readonly Promise<Prediction>[] {
  const model = models.model(ref);
  const embeddings = models.embeddingModel(embeddingModelOf(classifier, ref));
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
