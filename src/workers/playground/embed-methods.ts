import { failingGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import type { TableProblem } from '../../core/dataset/table';
import { runRows } from '../../core/jobs/run-rows';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import { ModelError } from '../../core/model/model-error';
import type { EmbedRequest, Neighbour } from '../../core/playground/playground-port';
import { embedJob, vectorOptions } from '../../core/playground/vectors/embed-job';
import { fileRows, type RowsToEmbed, scanEmbedRows, typedRows } from '../../core/playground/vectors/embed-rows';
import { cosine, cosinesWith, greatest } from '../../core/playground/vectors/vector-table';
import { err, ok, type Result } from '../../core/result';
import { orTableFailure } from '../table/table-failure';
import { datasetRows } from '../work/dataset-rows';
import { gatedJob } from '../work/gated-job';
import type { WorkContext, WorkTable } from '../work/work-context';
import type { PlaygroundRuns } from './playground-runs';
import type { LoadedVectors } from './vector-tables';

type EmbedMethods = Pick<WorkTable, 'check-texts' | 'embed-texts' | 'similarity' | 'neighbours' | 'search-vectors'>;

export function embedMethods(work: WorkContext, runs: PlaygroundRuns): EmbedMethods {
  return {
    async 'check-texts'(request, { signal }) {
      const { run, limits } = request;
      const rows = await rowsToEmbed(work, request, { from: 'memory', signal });
      if (!rows.ok) return rows;
      const found = await scanEmbedRows(rows.value, { model: run.model, limits, signal });
      return found.total === 0 ? err(nothing) : ok(found);
    },

    'embed-texts': gatedJob({
      gates: work.gates.job,
      turns: runs.turns,
      idOf: ({ run }) => run.id,
      async work(request, { gate, signal, tell }) {
        const { run, limits } = request;
        const rows = orTableFailure(await rowsToEmbed(work, request, { from: 'stream', signal }));
        const { total } = await scanEmbedRows(rows, { model: run.model, limits, signal });
        if (total === 0) orTableFailure(err(nothing));
        const store = work.jobs.vectors;
        const embedding = runRows(embedJob(request, rows), { calls: work, store, limits, gate, signal });
        runs.embedding.set(run.id, embedding);
        try {
          for await (const { status, done, sums } of embedding.events())
            tell({ status, done, total, failed: sums.failed });
          return null;
        } finally {
          runs.embedding.delete(run.id);
        }
      },
    }),

    async similarity({ runId, rows, columns }) {
      const { table, labels, cut } = await loaded(runId);
      const across = placesOf(columns, table.count);
      const down = placesOf(rows, table.count);
      const lengths = table.lengths.subarray(0, table.count);
      return {
        rowLabels: down.map((place) => labels[place] ?? ''),
        columnLabels: across.map((place) => labels[place] ?? ''),
        cosines: down.map((one) => across.map((other) => cosine(table, one, other))),
        total: table.count,
        dimensions: table.dimensions,
        lengths: [least(lengths), most(lengths)],
        cut,
      };
    },

    async neighbours({ runId, of, count }) {
      const vectors = await loaded(runId);
      const { table } = vectors;
      const { dimensions, unit } = table;
      const own = unit.subarray(of * dimensions, (of + 1) * dimensions);
      return nearest(vectors, cosinesWith(table, own), { count, without: of });
    },

    async 'search-vectors'({ run, query, count, model }, { signal }) {
      const vectors = await loaded(run.id);
      const scope = failingGate(signal);
      const models = paidModels({ paidBy: run.id, limits: oneAtATime, ...scope }, work);
      const request = { inputs: [query], ...vectorOptions(run.setup), ...queryTask(run) };
      const { vectors: found } = await models.vectorModel(model).vectors(request, scope.signal);
      const [vector] = found;
      const { table } = vectors;
      if (vector?.length !== table.dimensions) throw otherDimensions(vector?.length ?? 0, table.dimensions);
      return nearest(vectors, cosinesWith(table, vector), { count, without: null });
    },
  };

  /** What is embedded and not kept yet is kept first. */
  async function loaded(runId: string): Promise<LoadedVectors> {
    await runs.embedding.get(runId)?.flush();
    return runs.tables.get(runId);
  }
}

const oneAtATime = { parallelRequests: 1, requestsPerMinute: 60 };

/** A model that tells what a text is for is told that this one is looked for by. */
function queryTask({ model, setup }: EmbedRequest['run']) {
  const { taskTypes } = completionCapabilitiesOf(model).vectors;
  const isRetrieval = setup.taskType === null || setup.taskType === 'RETRIEVAL_DOCUMENT';
  return isRetrieval && Array.isArray(taskTypes) ? ({ taskType: 'RETRIEVAL_QUERY' } as const) : {};
}

function nearest(
  { labels, colours }: LoadedVectors,
  cosines: Float64Array,
  { count, without }: { readonly count: number; readonly without: number | null },
): readonly Neighbour[] {
  return greatest(cosines, count, (place) => place !== without).map((place) => {
    const colour = colours[place] ?? null;
    return { place, label: labels[place] ?? '', ...(colour !== null && { colour }), cosine: cosines[place] ?? 0 };
  });
}

async function rowsToEmbed(
  { tables }: Pick<WorkContext, 'tables'>,
  { run: { setup }, images }: Pick<EmbedRequest, 'run' | 'images'>,
  options: { readonly from: 'memory' | 'stream'; readonly signal: AbortSignal },
): Promise<Result<RowsToEmbed, TableProblem>> {
  if (setup.dataset === null) return ok(typedRows(setup, images));
  const source = await datasetRows(tables, setup.dataset, options);
  return source.ok ? fileRows(source.value, setup, images) : source;
}

function placesOf({ from, count }: { readonly from: number; readonly count: number }, total: number) {
  return Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, index) => from + index);
}

function least(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((one, other) => Math.min(one, other));
}

function most(values: Float64Array): number {
  return values.reduce((one, other) => Math.max(one, other), 0);
}

function otherDimensions(came: number, expected: number): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'DIMENSIONS',
    message: `Expected a vector of ${expected} dimensions for the text, got ${came}: the texts were embedded otherwise. Embed them again, then search.`,
  });
}

const nothing: TableProblem = {
  kind: 'no-rows',
  title: 'There is nothing to embed.',
  message: 'Expected at least one text that is not empty, or an image.',
};
