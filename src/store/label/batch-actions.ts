import type { JobInput, LabelJob } from '../../core/labeler/run/labeler-run';
import { ModelError } from '../../core/model/model-error';
import { errorData } from '../model-choice';
import { notifyAndRethrow } from '../notify-failure';
import { classifierOfJob, newJob } from './job-actions';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';

/** Files that the batch service labels: written here, answered there, read back here. */
export function batchActions(context: LabelContext): Pick<LabelActions, 'batchFile' | 'importBatch'> {
  return {
    batchFile: (inputs) =>
      notifyAndRethrow(
        context,
        { title: 'The batch file could not be written', body: (error) => errorData(error).message },
        write(context, inputs),
      ),
    async importBatch(results, inputs) {
      const failed = (body: string) =>
        context.notify({
          about: 'labels',
          title: `“${results.name}” was not imported`,
          body: `${body} Nothing was changed.`,
        });
      const job = newJob(context, inputs);
      if (job === null) {
        failed(missing);
        return;
      }
      const what = {
        scope: 'project/label/import-batch',
        failed: (error: unknown) => failed(errorData(error).message),
      } as const;
      await context.work.run(what, async (signal) => {
        const request = { ...requestOf(context, job), results, jobId: job.id, abstainBelow: job.abstainBelow ?? 0 };
        const read = await context.labeler.jobs.importBatch(request, signal);
        signal.throwIfAborted();
        if (read.ok)
          context.setLabeling((present) => ({ ...present, jobs: [...present.jobs, { ...job, ...read.value }] }));
        else failed(read.error);
      });
    },
  };
}

const missing = 'Expected a labeler with rules, and a file of rows to label; choose both first.';

function notReady(): ModelError {
  return new ModelError({ kind: 'bad-request', code: 'NOT_READY', message: missing });
}

async function write(context: LabelContext, inputs: readonly JobInput[]): Promise<Blob> {
  const job = newJob(context, inputs);
  if (job === null) throw notReady();
  return context.labeler.jobs.batchFile(requestOf(context, job), new AbortController().signal);
}

function requestOf(context: LabelContext, job: LabelJob) {
  const classifier = classifierOfJob(context.labeling().runs, job);
  if (classifier === null) throw notReady();
  const { dataset, inputs, evalModel } = job;
  const { safety } = context.get().settings.gemini;
  return { classifier, inputs, datasetId: dataset.id, read: dataset.read, model: evalModel, safety };
}
