import { encodingName } from '../../core/dataset/encoding';
import { canGoOn, stoppedStatus } from '../../core/jobs/job-status';
import type { JobRow } from '../../core/labeler/files/label-file';
import type { JobInput, LabelJob } from '../../core/labeler/run/labeler-run';
import { errorData } from '../model-choice';
import { notifyAndRethrow } from '../notify-failure';
import { labelJob } from './follow-job';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { classifierOf, presentCheckpoint, presentRun, singleLabeler } from './select-run';

type JobActions = Pick<
  LabelActions,
  'labelRows' | 'pauseJob' | 'resumeJob' | 'stopJob' | 'removeJob' | 'showJobRows' | 'jobFile'
>;

/** Files of new rows: labeled one at a time. */
export function jobActions(context: LabelContext): JobActions {
  const { label, labeler, labeling, setJob, setLabel, setLabeling } = context;
  const body = (error: unknown) => errorData(error).message;
  const findJob = (jobId: string) => labeling().jobs.find(({ id }) => id === jobId);

  const stopJob = (jobId = label().activeJob?.jobId ?? latestThatCanGoOn(labeling().jobs)?.id) => {
    if (jobId === undefined) return;
    if (label().activeJob?.jobId === jobId) void context.work.stop('project/label/job');
    setJob(jobId, (job) => ({ ...job, status: stoppedStatus(job.status) }));
  };

  return {
    async labelRows(inputs) {
      if (context.work.isRunning('project/label/job')) return;
      const job = newJob(context, inputs);
      if (job === null) return;
      setLabeling((present) => ({ ...present, jobs: [...present.jobs, job] }));
      await labelJob(context, job.id);
    },
    pauseJob() {
      const { activeJob } = label();
      if (activeJob === null) return;
      labeler.jobs.pause(activeJob.jobId);
      setLabel({ activeJob: { ...activeJob, pausing: true } });
    },
    async resumeJob(jobId = label().activeJob?.jobId ?? latestThatCanGoOn(labeling().jobs)?.id) {
      const { activeJob } = label();
      if (activeJob !== null && activeJob.jobId === jobId) {
        labeler.jobs.resume(jobId);
        setLabel({ activeJob: { ...activeJob, pausing: false } });
        return;
      }
      const job = jobId === undefined ? undefined : findJob(jobId);
      if (job === undefined || context.work.isRunning('project/label/job') || !canGoOn(job.status)) return;
      await labelJob(context, job.id);
    },
    stopJob,
    async removeJob(jobId) {
      if (label().activeJob?.jobId === jobId) stopJob(jobId);
      setLabel({ jobRows: withoutRows(label().jobRows, jobId) });
      setLabeling((present) => ({ ...present, jobs: present.jobs.filter(({ id }) => id !== jobId) }));
      // The rows are kept as long as any stored project has the job: not this one any more.
      await context.flush();
      // What stays behind when this fails takes room, and is asked for by nobody.
      await labeler.jobs.remove(jobId).catch(() => undefined);
    },
    async showJobRows(jobId, window) {
      const title = 'The labeled rows could not be read';
      const rows = await notifyAndRethrow(context, { title, body }, labeler.jobs.rows(jobId, window)).catch(() => []);
      // The job may have been removed by now.
      if (findJob(jobId) === undefined) return;
      const { jobRows } = label();
      const shown = withWindow(jobRows[jobId] ?? {}, { from: window.from, rows });
      setLabel({ jobRows: { ...jobRows, [jobId]: shown } });
    },
    async jobFile(job) {
      const { file, instead } = await notifyAndRethrow(
        context,
        { title: 'The file of predictions could not be made', body },
        labeler.jobs.file(job),
      );
      if (instead !== undefined) {
        const name = encodingName(instead);
        context.notify({
          title: 'Downloaded as UTF-8',
          body: `“${job.name}” is in ${name}, which lacks some characters of the labeled rows. The download is UTF-8 with a byte order mark, so spreadsheets open it correctly.`,
        });
      }
      return file;
    },
  };
}

/** From the file, the columns and the labelers on the screen; null while one of them is missing. */
export function newJob(context: LabelContext, inputs: readonly JobInput[]): LabelJob | null {
  const { rows } = context.labeling().setup;
  const run = presentRun(context.labeling());
  if (rows === null || run === null || classifierOf(run) === null) return null;
  const ids = run.labelers.flatMap((labeler) => {
    const checkpoint = presentCheckpoint(labeler);
    return checkpoint === null ? [] : [{ key: labeler.key, id: checkpoint.id }];
  });
  return {
    id: context.deps.newId(),
    name: rows.table.name,
    at: context.deps.now(),
    dataset: rows,
    inputs,
    runId: run.id,
    checkpointId: ids.find(({ key }) => key === singleLabeler)?.id ?? '',
    expertCheckpointIds: ids.filter(({ key }) => key !== singleLabeler).map(({ id }) => id),
    evalModel: context.modelsOfRun(run).evalModel,
    ...(run.abstainBelow === undefined ? {} : { abstainBelow: run.abstainBelow }),
    status: { status: 'running' },
    done: 0,
    total: rows.table.rowCount,
    counts: [],
    unread: 0,
  };
}

function latestThatCanGoOn(jobs: readonly LabelJob[]): LabelJob | undefined {
  return jobs.findLast(({ status }) => canGoOn(status));
}

/** Rows on either side of a window that are kept: enough to scroll back a little, whatever the size of the file. */
const keptAround = 1000;

function withWindow(
  before: Readonly<Record<number, JobRow>>,
  { from, rows }: { readonly from: number; readonly rows: readonly JobRow[] },
): Readonly<Record<number, JobRow>> {
  const near = Object.entries(before).filter(([place]) => Math.abs(Number(place) - from) <= keptAround);
  return Object.fromEntries([...near, ...rows.map((row, index) => [from + index, row] as const)]);
}

function withoutRows<T>(byJob: Readonly<Record<string, T>>, jobId: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(byJob).filter(([id]) => id !== jobId));
}
