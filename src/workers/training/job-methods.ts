import { createGate, type OperatedGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import type { JobProgress, JobRow, LabelRowsRequest } from '../../core/labeler/labeler-port';
import type { DatasetRef } from '../../core/labeler/run/labeler-run';
import { ModelError } from '../../core/model/model-error';
import { type Answering, latestOnly } from '../rpc/serve';
import { abstaining } from './abstaining';
import { downloadFile } from './download-file';
import type { RowSource } from './label-file';
import { type FileLabeling, labelFile } from './label-file';
import { predictRows } from './predict-rows';
import { createSerialQueue } from './serial-queue';
import { orTableFailure } from './table-failure';
import type { Tables } from './tables';
import type { TrainingTable, TrainingWork } from './training-work';

type JobMethods = Pick<TrainingTable, 'label-rows' | 'job-rows' | 'job-file' | 'remove-job'>;

export function jobMethods(work: TrainingWork): JobMethods {
  const underWay = new Map<string, FileLabeling>();
  const turns = createSerialQueue();

  return {
    'label-rows': latestOnly((request, answering) => {
      // At once, so that Pause reaches it while its last life is still ending.
      const gate = createGate();
      work.gates.job.set(request.job.id, gate);
      return turns(request.job.id, () => label(request, { ...answering, gate }));
    }),

    async 'job-rows'({ jobId, window: { from, count } }) {
      // First what is not kept yet: what is kept meanwhile is then in both.
      const unkept = underWay.get(jobId)?.unkept();
      const kept = await work.jobs.rows(jobId, { from, count });
      if (unkept === undefined) return kept;
      return Array.from({ length: count }, (_, index) => kept[index] ?? unkept.rows[from + index - unkept.from]).filter(
        (row): row is JobRow => row !== undefined,
      );
    },

    async 'job-file'({ jobId, format }) {
      await underWay.get(jobId)?.flush();
      if ((await work.jobs.head(jobId)) === null) throw new ModelError(noRows);
      return downloadFile(await work.jobs.file(jobId), format);
    },

    async 'remove-job'({ jobId }) {
      // One that has just been stopped may be writing its last rows.
      await turns(jobId, () => work.jobs.remove(jobId));
      return null;
    },
  };

  async function label(request: LabelRowsRequest, { gate, ...answering }: Gated): Promise<null> {
    const { id } = request.job;
    const ending = new AbortController();
    const signal = AbortSignal.any([answering.signal, ending.signal]);
    try {
      signal.throwIfAborted();
      const source = await rowsOf(work.tables, request.job.dataset);
      const labeling = begin(request, { ...answering, gate, source, signal });
      underWay.set(id, labeling);
      await labeling.run();
      return null;
    } finally {
      // When it has failed, rows that wait for a place are not asked about any more.
      ending.abort(new DOMException('The job has ended.', 'AbortError'));
      underWay.delete(id);
      if (work.gates.job.get(id) === gate) work.gates.job.delete(id);
    }
  }

  function begin(
    { job, classifier, inputs, limits }: LabelRowsRequest,
    { gate, source, signal, tell }: Gated & { readonly source: RowSource },
  ): FileLabeling {
    const models = paidModels(
      {
        paidBy: job.id,
        limits,
        gate,
        signal,
        onPaused: (error) => labeling.paused(error),
        onResumed: () => labeling.resumed(),
      },
      work,
    );
    const { examplesPerCall } = classifier.settings;
    const experts = classifier.experts.length > 0;
    const lot = lotSize(limits.parallelRequests, examplesPerCall);
    const labeling: FileLabeling = labelFile({
      jobId: job.id,
      source,
      inputs,
      experts,
      signal,
      // A predictor remembers what it has read, and a file may have a million rows: so each lot has one of its own.
      predict: (rows) =>
        predictRows(rows, { classifier, ref: job.evalModel, models, signal }).map((each) =>
          abstaining(each, job.abstainBelow ?? 0),
        ),
      lot,
      // The rows of one expert come from all over a lot.
      together: experts && examplesPerCall > 1 ? lot : examplesPerCall,
      jobs: work.jobs,
      onProgress: tell,
    });
    return labeling;
  }
}

interface Gated extends Answering<JobProgress> {
  readonly gate: OperatedGate;
}

const noRows = {
  kind: 'bad-request',
  code: 'NO_ROWS',
  message:
    'Expected rows that this job has labeled, found none on this device: it has labeled none yet, or its project comes from another device. Let it label some, then download them.',
} as const;

/** Enough rows for all places, and whole calls of them. */
function lotSize(parallel: number, perCall: number): number {
  return Math.max(1, Math.ceil(Math.max(parallel * 4, smallestLot / perCall))) * perCall;
}

const smallestLot = 64;

async function rowsOf(tables: Tables, { id, read, table }: DatasetRef): Promise<RowSource> {
  return orTableFailure(
    await tables.rows({
      datasetId: id,
      read,
      columns: table.columns.map(({ name }) => name),
      total: table.rowCount,
      delimiter: table.format.kind === 'delimited' ? table.format.delimiter : ',',
    }),
  );
}
