import { failingGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import type { RowSource } from '../../core/dataset/row-source';
import { runRows } from '../../core/jobs/run-rows';
import type { BatchRequest, JobProgress } from '../../core/labeler/files/jobs';
import { labelFileJob, type UnlabeledRow, unlabeledRow } from '../../core/labeler/files/label-file';
import { abstaining } from '../../core/labeler/files/label-work';
import { embeddingModelOf } from '../../core/labeler/prediction/classifier';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import { err, ok } from '../../core/result';
import { orTableFailure } from '../table/table-failure';
import type { WorkContext, WorkTable } from '../work/work-context';
import { readAnswers } from './batch-files';
import { answeredBy, type BatchGroup, batchCall, batchKey } from './label-batch';
import { createRouter, type Router } from './row-router';

type BatchMethods = Pick<WorkTable, 'batch-file' | 'import-batch'>;

/** Calls whose rows are routed and written at once. */
const lotCalls = 200;
const oneAtATime = { parallelRequests: 1, requestsPerMinute: 1 };

export function batchMethods(work: WorkContext): BatchMethods {
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
      const predict = async (rows: readonly UnlabeledRow[]) => {
        const byRow = new Map<UnlabeledRow, Promise<Prediction>>();
        for (const group of await groupsOf(router, rows, request)) {
          const outcome = answers.value.get(batchKey(group));
          if (outcome !== undefined) used += 1;
          const predictions = answeredBy(group, { outcome, request, signal: ending });
          for (const [index, row] of group.rows.entries()) byRow.set(row, predictions[index] ?? inNoCall(row));
        }
        return byRow;
      };
      await work.jobs.label.remove(jobId);
      const unlabeled = unlabeledRow(source.columns, request.inputs);
      const lot = rowsPerLot(request);
      const job = labelFileJob({
        jobId,
        source,
        inputs: request.inputs,
        experts: request.classifier.experts.length > 0,
        work: {
          begin(sourceRows) {
            const rows = sourceRows.map(unlabeled);
            const byRow = predict(rows);
            return rows.map((row) =>
              abstaining(
                byRow.then((found) => found.get(row) ?? inNoCall(row)),
                abstainBelow,
              ),
            );
          },
          lot,
          underWay: 2 * lot,
          together: 1,
        },
      });
      const { gate } = failingGate(ending);
      const run = runRows(job, { calls: work, store: work.jobs.label, limits: oneAtATime, gate, signal: ending });
      for await (const { status, done, sums } of run.events())
        progress = { status, done, total: source.total, ...sums };
      if (used > 0 && progress !== null) return ok(progress);
      await work.jobs.label.remove(jobId);
      return err(noneFits([...answers.value.keys()]));
    },
  };

  async function opened(
    request: BatchRequest,
    signal: AbortSignal,
  ): Promise<{ readonly source: RowSource; readonly router: Router; readonly signal: AbortSignal }> {
    const table = orTableFailure(await work.tables.whole(request, signal));
    const scope = failingGate(signal);
    const { classifier, model: ref } = request;
    const models = paidModels({ paidBy: 'by-hand', limits: oneAtATime, ...scope }, work);
    const embeddings = models.embeddingModel(embeddingModelOf(classifier, ref));
    const router = createRouter({ classifier, embeddings, signal: scope.signal });
    return { source: table, router, signal: scope.signal };
  }
}

async function* lotsOf(
  source: RowSource,
  request: BatchRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly UnlabeledRow[]> {
  const unlabeled = unlabeledRow(source.columns, request.inputs);
  let lot: UnlabeledRow[] = [];
  for await (const piece of source.pieces(signal)) {
    for (const row of piece) {
      lot.push(unlabeled(row));
      if (lot.length < rowsPerLot(request)) continue;
      yield lot;
      lot = [];
    }
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

function inNoCall(row: UnlabeledRow): Promise<never> {
  return Promise.reject(new Error(`Row ${row.id} is in no call.`));
}

function rowsPerLot({ classifier }: BatchRequest): number {
  return lotCalls * classifier.settings.examplesPerCall;
}

function noneFits(keys: readonly string[]): string {
  return `None of the ${keys.length} keys in the results belongs to a row of this file: they are like “${keys[0] ?? ''}”, and such as “row-1” was expected. Choose the results of the batch file that was made from these rows, with the same number of examples per call.`;
}
