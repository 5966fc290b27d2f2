import { failingGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import type { BatchRequest, JobProgress } from '../../core/labeler/labeler-port';
import { embeddingModelOf } from '../../core/labeler/prediction/classifier';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import { err, ok } from '../../core/result';
import { abstaining } from './abstaining';
import { answeredBy, type BatchGroup, batchCall, batchKey, readAnswers } from './batch-files';
import { labelFile, type RowSource, type UnlabeledRow, unlabeledRow } from './label-file';
import { createRouter, type Router } from './row-router';
import { orTableFailure } from './table-failure';
import type { TrainingTable, TrainingWork } from './training-work';

type BatchMethods = Pick<TrainingTable, 'batch-file' | 'import-batch'>;

/** Rows that are routed and written at once. */
const lotCalls = 200;

export function batchMethods(work: TrainingWork): BatchMethods {
  return {
    async 'batch-file'(request, { signal }) {
      const { source, router, signal: ending } = await opened(request, signal);
      const format = await work.batch();
      const parts: Blob[] = [];
      for await (const lot of lotsOf(source, request, ending)) {
        const groups = await groupsOf(router, lot, request);
        const lines = groups.map((group) => {
          const call = { key: batchKey(group), request: batchCall(group, request) };
          return `${format.line(call, { ref: request.model, safety: request.safety })}\n`;
        });
        parts.push(new Blob(lines));
      }
      return new Blob(parts, { type: 'application/jsonl' });
    },

    async 'import-batch'({ results, jobId, abstainBelow, ...request }, { signal }) {
      const answers = await readAnswers(results, await work.batch(), signal);
      if (!answers.ok) return answers;
      const { source, router, signal: ending } = await opened(request, signal);
      let used = 0;
      let progress: JobProgress | null = null;
      await work.jobs.remove(jobId);
      const labeling = labelFile({
        jobId,
        source,
        inputs: request.inputs,
        experts: request.classifier.experts.length > 0,
        signal: ending,
        lot: lotCalls * request.classifier.settings.examplesPerCall,
        together: 1,
        jobs: work.jobs,
        predict(rows) {
          const byRow = groupsOf(router, rows, request).then(
            (groups) =>
              new Map(
                groups.flatMap((group) => {
                  const outcome = answers.value.get(batchKey(group));
                  if (outcome !== undefined) used += 1;
                  const predictions = answeredBy(group, { outcome, request, signal: ending });
                  return group.rows.map((row, index) => [row, predictions[index]] as const);
                }),
              ),
          );
          return rows.map((row) => abstaining(predictionOf(byRow, row), abstainBelow));
        },
        onProgress(latest) {
          progress = latest;
        },
      });
      await labeling.run();
      if (used > 0 && progress !== null) return ok(progress);
      await work.jobs.remove(jobId);
      return err(noneFits([...answers.value.keys()]));
    },
  };

  async function opened(
    request: BatchRequest,
    signal: AbortSignal,
  ): Promise<{ readonly source: RowSource; readonly router: Router; readonly signal: AbortSignal }> {
    const table = orTableFailure(await work.tables.whole(request, signal));
    const scope = failingGate(signal);
    const limits = { parallelRequests: 1, requestsPerMinute: 1 };
    const { classifier, model: ref } = request;
    const models = paidModels({ paidBy: 'by-hand', limits, ...scope }, work);
    const embeddings = models.embeddingModel(embeddingModelOf(classifier, ref));
    const router = createRouter({ classifier, embeddings, signal: scope.signal });
    return { source: table, router, signal: scope.signal };
  }
}

async function* lotsOf(
  source: RowSource,
  { inputs, classifier }: BatchRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly UnlabeledRow[]> {
  const unlabeled = unlabeledRow(source.columns, inputs);
  let lot: UnlabeledRow[] = [];
  for await (const row of source.rows(signal)) {
    lot.push(unlabeled(row));
    if (lot.length < lotCalls * classifier.settings.examplesPerCall) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

/** The calls that these rows take, in the order in which `labelRows` would make them. */
async function groupsOf(
  router: Router,
  rows: readonly UnlabeledRow[],
  { classifier }: BatchRequest,
): Promise<readonly (BatchGroup & { readonly rows: readonly UnlabeledRow[] })[]> {
  const { examplesPerCall } = classifier.settings;
  const routed = await router.route(rows);
  return routed.flatMap(({ rows: own, ...group }) =>
    Array.from({ length: Math.ceil(own.length / examplesPerCall) }, (_, index) => ({
      ...group,
      rows: own.slice(index * examplesPerCall, (index + 1) * examplesPerCall),
    })),
  );
}

async function predictionOf(
  byRow: Promise<ReadonlyMap<UnlabeledRow, Promise<Prediction> | undefined>>,
  row: UnlabeledRow,
): Promise<Prediction> {
  const prediction = (await byRow).get(row);
  if (prediction === undefined) throw new Error(`Row ${row.id} is in no call.`);
  return prediction;
}

function noneFits(keys: readonly string[]): string {
  return `None of the ${keys.length} keys in the results belongs to a row of this file: they are like “${keys[0] ?? ''}”, and such as “row-1” was expected. Choose the results of the batch file that was made from these rows, with the same number of examples per call.`;
}
