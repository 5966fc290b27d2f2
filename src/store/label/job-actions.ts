import { encodingName } from '../../core/dataset/encoding';
import type { Classifier } from '../../core/labeler/prediction/classifier';
import type { JobInput, LabelerRun, LabelJob } from '../../core/labeler/run/labeler-run';
import { err, ok } from '../../core/result';
import { createJobs } from '../jobs/create-jobs';
import type { JobRoom } from '../jobs/job-room';
import { jobRows } from '../jobs/job-rows';
import type { JobsState } from '../jobs/jobs-state';
import { errorData } from '../model-choice';
import { notifyAndRethrow } from '../notify-failure';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { classifierOf, presentCheckpoint, presentRun, singleLabeler } from './select-run';

type JobActions = Pick<
  LabelActions,
  'labelRows' | 'pauseJob' | 'resumeJob' | 'stopJob' | 'removeJob' | 'showJobRows' | 'jobFile'
>;

/** Files of new rows: labeled one at a time. */
export function jobActions(context: LabelContext): JobActions {
  const { labeler } = context;
  const rows = jobRows(context, {
    rowsUnread: 'The labeled rows could not be read',
    hasJob: (jobId) => context.labeling().jobs.some(({ id }) => id === jobId),
    shown: () => context.get().jobs.label,
    setShown: (change) => setShown(context, change),
    rows: labeler.jobs.rows,
  });
  const jobs = createJobs(context, { ...labelRoom(context), forget: rows.forget });
  return {
    labelRows: (inputs) => jobs.start(() => newJob(context, inputs)),
    pauseJob: jobs.pause,
    resumeJob: jobs.resume,
    stopJob: jobs.stop,
    removeJob: jobs.remove,
    showJobRows: rows.showRows,
    async jobFile(job) {
      const { file, instead } = await notifyAndRethrow(
        context,
        { title: 'The file of predictions could not be made', body: (error) => errorData(error).message },
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

function setShown({ get, set }: LabelContext, change: Partial<JobsState['label']>): void {
  set({ jobs: { ...get().jobs, label: { ...get().jobs.label, ...change } } });
}

function labelRoom(context: LabelContext): JobRoom<LabelJob> {
  const { get, labeler, labeling, setLabeling, setJob } = context;
  return {
    kind: 'label',
    words: {
      elsewhere: {
        title: 'This file is being labeled in another tab',
        body: 'Labeling it twice at once would pay for its rows twice. Stop it there, or wait until it is done.',
      },
    },
    shown: () => get().jobs.label,
    setShown: (change) => setShown(context, change),
    jobs: () => labeling().jobs,
    setJobs: (change) => setLabeling((present) => ({ ...present, jobs: change(present.jobs) })),
    setJob,
    begin(job) {
      const classifier = classifierOfJob(labeling().runs, job);
      if (classifier === null) return err(withoutRules);
      const request = { job, classifier, inputs: job.inputs, limits: context.limits([job.evalModel]) };
      return ok((signal) => labeler.jobs.labelRows(request, signal));
    },
    worker: labeler.jobs,
  };
}

const withoutRules =
  'Expected the rules that this file was labeled with, and they are gone: their run was removed, or trained on in another way. Label the file again with the present ones.';

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

/** The rulebooks that the job began with, whatever was edited since. */
export function classifierOfJob(runs: readonly LabelerRun[], job: LabelJob): Classifier | null {
  const run = runs.find(({ id }) => id === job.runId);
  if (run === undefined) return null;
  const ids = [job.checkpointId, ...job.expertCheckpointIds];
  const begun = run.labelers.flatMap((labeler) => {
    const checkpoint = labeler.checkpoints.find(({ id }) => ids.includes(id));
    return checkpoint === undefined ? [] : [{ labeler, id: checkpoint.id }];
  });
  if (begun.length < ids.length) return null;
  // Experts that the run has got since are none of the job's.
  const labelers = begun.map(({ labeler }) => labeler);
  return classifierOf({ ...run, labelers }, Object.fromEntries(begun.map(({ labeler, id }) => [labeler.key, id])));
}
