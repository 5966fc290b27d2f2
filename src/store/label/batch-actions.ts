import type { JobInput, LabelJob } from '../../core/labeler/labeler-run';
import { ModelError } from '../../core/model/model-error';
import { errorData } from '../model-choice';
import { doLatest } from './exclusive-work';
import { classifierOfJob } from './follow-job';
import { newJob } from './job-actions';
import type { LabelActions } from './label-actions';
import type { LabelKit } from './label-kit';
import { orTold } from './or-told';

/** Files that the batch service labels: written here, answered there, read back here. */
export function batchActions(kit: LabelKit): Pick<LabelActions['label'], 'batchFile' | 'importBatch'> {
  return {
    batchFile: (inputs) => orTold(kit, 'The batch file could not be written', write(kit, inputs)),
    async importBatch(results, inputs) {
      const failed = (body: string) =>
        kit.notify({ title: `“${results.name}” was not imported`, body: `${body} Nothing was changed.` });
      const job = newJob(kit, inputs);
      if (job === null) {
        failed(missing);
        return;
      }
      await doLatest(kit, 'label/import-batch', async (signal) => {
        try {
          const request = {
            ...requestOf(kit, job),
            results,
            jobId: job.id,
            abstainBelow: job.abstainBelow ?? 0,
          };
          const read = await kit.labeler.importBatch(request, signal);
          signal.throwIfAborted();
          if (read.ok) kit.setWork((work) => ({ ...work, jobs: [...work.jobs, { ...job, ...read.value }] }));
          else failed(read.error);
        } catch (error) {
          signal.throwIfAborted();
          failed(errorData(error).message);
        }
      });
    },
  };
}

const missing = 'Expected a labeler with rules, and a file of rows to label; choose both first.';

function notReady(): ModelError {
  return new ModelError({ kind: 'bad-request', code: 'NOT_READY', message: missing });
}

async function write(kit: LabelKit, inputs: readonly JobInput[]): Promise<Blob> {
  const job = newJob(kit, inputs);
  if (job === null) throw notReady();
  return kit.labeler.batchFile(requestOf(kit, job), new AbortController().signal);
}

function requestOf(kit: LabelKit, job: LabelJob) {
  const classifier = classifierOfJob(kit.work().runs, job);
  if (classifier === null) throw notReady();
  const { dataset, inputs, evalModel } = job;
  const { safety } = kit.get().settings.gemini;
  return { classifier, inputs, datasetId: dataset.id, read: dataset.read, model: evalModel, safety };
}
