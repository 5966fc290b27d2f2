import type { RowSource } from '../../core/dataset/row-source';
import { type RowsRun, runRows } from '../../core/jobs/run-rows';
import type { JobProgress, LabelRowsRequest } from '../../core/labeler/files/jobs';
import { type JobRow, type LabelSums, labelFileJob } from '../../core/labeler/files/label-file';
import { labelWork } from '../../core/labeler/files/label-work';
import { ModelError } from '../../core/model/model-error';
import { orTableFailure } from '../table/table-failure';
import { datasetRows } from '../work/dataset-rows';
import { type GatedAnswering, gatedJob } from '../work/gated-job';
import { createSerialQueue } from '../work/serial-queue';
import type { WorkContext, WorkTable } from '../work/work-context';
import { downloadFile } from './download-file';

type JobMethods = Pick<WorkTable, 'label-rows' | 'job-rows' | 'job-file' | 'remove-job'>;

export function jobMethods(work: WorkContext): JobMethods {
  const underWay = new Map<string, RowsRun<JobRow, LabelSums>>();
  const turns = createSerialQueue();

  return {
    'label-rows': gatedJob({
      gates: work.gates.job,
      turns,
      idOf: ({ job }) => job.id,
      work: label,
    }),

    async 'job-rows'({ jobId, window: { from, count } }) {
      // First what is not kept yet: what is kept meanwhile is then in both.
      const unkept = underWay.get(jobId)?.unkept();
      const kept = await work.jobs.label.rows(jobId, { from, count });
      if (unkept === undefined) return kept;
      return Array.from({ length: count }, (_, index) => kept[index] ?? unkept.rows[from + index - unkept.from]).filter(
        (row): row is JobRow => row !== undefined,
      );
    },

    async 'job-file'({ jobId, format }) {
      await underWay.get(jobId)?.flush();
      if ((await work.jobs.label.head(jobId)) === null) throw new ModelError(noRows);
      return downloadFile(await work.jobs.label.file(jobId), format);
    },

    async 'remove-job'({ jobId }) {
      // One that has just been stopped may be writing its last rows.
      await turns(jobId, () => work.jobs.label.remove(jobId));
      return null;
    },
  };

  async function label(request: LabelRowsRequest, { gate, signal, tell }: GatedAnswering<JobProgress>): Promise<null> {
    const { job, limits } = request;
    try {
      const source = orTableFailure(await datasetRows(work.tables, job.dataset, { from: 'stream', signal }));
      const run = runRows(labelJob(request, source), { calls: work, store: work.jobs.label, limits, gate, signal });
      underWay.set(job.id, run);
      for await (const { status, done, sums } of run.events()) tell({ status, done, total: source.total, ...sums });
      return null;
    } finally {
      underWay.delete(job.id);
    }
  }
}

function labelJob({ job, classifier, inputs, limits }: LabelRowsRequest, source: RowSource) {
  return labelFileJob({
    jobId: job.id,
    source,
    inputs,
    experts: classifier.experts.length > 0,
    work: labelWork({ job: { ...job, inputs }, classifier, source, parallel: limits.parallelRequests }),
  });
}

const noRows = {
  kind: 'bad-request',
  code: 'NO_ROWS',
  message:
    'Expected rows that this job has labeled, found none on this device: it has labeled none yet, or its project comes from another device. Let it label some, then download them.',
} as const;
