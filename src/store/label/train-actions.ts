import { canGoOn } from '../../core/jobs/job-status';
import type { LabelerRun, RunSettings, RunStatus } from '../../core/labeler/run/labeler-run';
import { newLabelerRun } from '../../core/labeler/training/reduce-training';
import type { SettledCheck } from '../settled-check';
import { followTraining, showPausing } from './follow-training';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { embeddingChoice, modelsOf } from './select-models';
import { nextRunNumber, presentRun } from './select-run';
import { forgetShown } from './shown-with-run';

type TrainActions = Pick<LabelActions, 'train' | 'pause' | 'resume' | 'stop' | 'openRun' | 'removeRun'>;

export function trainActions(context: LabelContext, checks: SettledCheck): TrainActions {
  const { deps, labeler, label, labeling, setLabeling, setRun } = context;
  const isTraining = () => context.work.isRunning('project/label/train');

  const stop = () => {
    const { training } = label();
    const runId = training?.runId ?? presentRun(labeling())?.id;
    const wasTraining = isTraining();
    void context.work.stop('project/label/train');
    if (runId !== undefined) setRun(runId, (run) => ({ ...run, status: stoppedRunStatus(run.status) }));
    if (wasTraining) checks.schedule();
  };

  return {
    async train() {
      if (isTraining()) return;
      const made = runSettings(context);
      if (!made.ok) {
        context.notify({ title: 'Training was not started', body: made.why });
        return;
      }
      const { check } = label();
      deps.requestPersistence();
      const runId = deps.newId();
      await followTraining(context, checks, {
        runId,
        settings: made.settings,
        begin() {
          const run = newLabelerRun({
            id: runId,
            n: nextRunNumber(labeling()),
            at: deps.now(),
            settings: made.settings,
            estimate: check.status === 'ready' ? check.check.estimate : null,
          });
          setLabeling((present) => ({ ...present, runs: [...present.runs, run], currentRunId: run.id }));
          forgetShown(context);
          return run;
        },
      });
    },
    pause() {
      const { training } = label();
      if (training === null) return;
      labeler.trainer.pause(training.runId);
      showPausing(context, true);
    },
    async resume() {
      const run = presentRun(labeling());
      if (run === null) return;
      if (label().training?.runId === run.id) {
        labeler.trainer.resume(run.id);
        showPausing(context, false);
        return;
      }
      const { settings } = run;
      if (isTraining() || settings === null || !canBeResumed(run)) return;
      await followTraining(context, checks, {
        runId: run.id,
        settings,
        begin() {
          const begun = newLabelerRun({ ...run, settings });
          setRun(run.id, (before) => ({ ...before, status: begun.status }));
          return labeling().runs.find(({ id }) => id === run.id) ?? run;
        },
      });
    },
    stop,
    openRun(runId) {
      if (runId === labeling().currentRunId || !labeling().runs.some(({ id }) => id === runId)) return;
      setLabeling((present) => ({ ...present, currentRunId: runId }));
      forgetShown(context);
    },
    removeRun(runId) {
      if (label().training?.runId === runId) stop();
      const wasPresent = labeling().currentRunId === runId;
      setLabeling((present) => {
        const runs = present.runs.filter(({ id }) => id !== runId);
        if (runs.length === present.runs.length) return present;
        return { ...present, runs, currentRunId: wasPresent ? (runs.at(-1)?.id ?? null) : present.currentRunId };
      });
      if (wasPresent) forgetShown(context);
    },
  };
}

type Made = { readonly ok: true; readonly settings: RunSettings } | { readonly ok: false; readonly why: string };

/** What Train would train from; or why it cannot, in a sentence. */
function runSettings(context: LabelContext): Made {
  const { setup, corrections } = context.labeling();
  const { training, test, mapping, hyperparameters } = setup;
  const { files, check } = context.label();
  for (const which of ['training', 'test'] as const) {
    const file = files[which];
    if (file.status === 'reading')
      return { ok: false, why: `“${file.name}” is still being read. Try again when it is.` };
  }
  if (training === null) return { ok: false, why: 'Choose a training file first: a table with a column of labels.' };
  if (mapping === null) return { ok: false, why: 'Choose which column holds the label first.' };
  if (check.status === 'refused') return { ok: false, why: check.problem.message };
  const models = modelsOf(setup, context.get().settings);
  const embeddingModel = embeddingChoice(models.evalModel, context.get().settings);
  const made = { training, test, mapping, hyperparameters, corrections, ...models };
  return { ok: true, settings: embeddingModel === undefined ? made : { ...made, embeddingModel } };
}

/** A run that is no longer trained goes on as a job does; one that was imported never began. */
function canBeResumed({ status }: LabelerRun): boolean {
  return status.status !== 'training' && status.status !== 'imported' && canGoOn(status);
}

function stoppedRunStatus(status: RunStatus): RunStatus {
  const goesOn = status.status === 'training' || status.status === 'paused' || status.status === 'interrupted';
  return goesOn ? { status: 'stopped' } : status;
}
