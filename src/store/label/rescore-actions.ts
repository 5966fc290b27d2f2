import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { LabelerRun, TrainedLabeler } from '../../core/labeler/run/labeler-run';
import { rescored } from '../../core/labeler/score/rescored';
import type { RuleEffect } from '../../core/labeler/trainer';
import { createBatch } from '../batch';
import { errorData } from '../model-choice';
import { correctionsOf } from './corrections';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import {
  classifierOfLabeler,
  findLabeler,
  goldenOf,
  hyperparametersOf,
  latestEvaluation,
  presentCheckpoint,
  presentRun,
} from './select-run';

type RescoreActions = Pick<LabelActions, 'rescore' | 'stopRescore' | 'measureRules' | 'stopMeasuring'>;

/** What the rulebook on the screen is worth: read again, as a whole and without each rule. */
export function rescoreActions(context: LabelContext): RescoreActions {
  const { setLabel } = context;
  return {
    rescore: (labeler) => rescore(context, labeler),
    stopRescore() {
      void context.work.stop('project/label/rescore');
      setLabel({ rescore: { status: 'idle' } });
    },
    measureRules: (labeler) => measureRules(context, labeler),
    stopMeasuring() {
      void context.work.stop('project/label/effects');
      const { checkpointId, byRule } = context.label().effects;
      setLabel({ effects: { status: 'idle', checkpointId, byRule } });
    },
  };
}

async function rescore(context: LabelContext, key: string): Promise<void> {
  const { setLabel } = context;
  const shown = shownOf(context, key);
  if (shown === null) return;
  const { run, trained, checkpointId, classifier, model } = shown;
  const validation = placesOf(run, trained, 'validation');
  const test =
    latestEvaluation(run, { labeler: trained, split: 'test' }) === null ? [] : placesOf(run, trained, 'test');
  const rows = [...rowsAt(run, 'validation', validation), ...rowsAt(run, 'test', test)];
  if (validation.length === 0) {
    context.notify(nothingToRead);
    return;
  }
  const failed = (error: unknown) => setLabel({ rescore: { status: 'failed', error: errorData(error) } });
  await context.work.run({ scope: 'project/label/rescore', failed }, async (signal) => {
    const answers: (Prediction | null)[] = rows.map(() => null);
    let done = 0;
    const tell = () => setLabel({ rescore: { status: 'working', done, total: rows.length } });
    tell();
    const progress = createBatch<void>(context.deps.setTimer, tell);
    signal.addEventListener('abort', progress.drop, { once: true });
    try {
      const request = { classifier, rows, model, limits: context.limits([model]) };
      for await (const { index, prediction } of context.labeler.trainer.classify(request, signal)) {
        answers[index] = prediction;
        done += 1;
        progress.add();
      }
      signal.throwIfAborted();
    } finally {
      progress.drop();
    }
    const read = [
      { split: 'validation', predictions: spread(run.rows.validation.length, validation, answers) } as const,
      { split: 'test', predictions: spread(run.rows.test.length, test, answers.slice(validation.length)) } as const,
    ].slice(0, test.length === 0 ? 1 : 2);
    const corrections = correctionsOf(context.labeling(), run);
    context.setRun(run.id, (present) => rescored(present, { labeler: key, checkpointId, read, corrections }));
    setLabel({ rescore: { status: 'idle' } });
  });
}

async function measureRules(context: LabelContext, key: string): Promise<void> {
  const { setLabel } = context;
  const shown = shownOf(context, key);
  if (shown === null) return;
  const { run, trained, checkpointId, classifier, model } = shown;
  const corrections = correctionsOf(context.labeling(), run);
  const rows = rowsAt(run, 'validation', placesOf(run, trained, 'validation')).map((row) => ({
    ...row,
    golden: goldenOf(row, corrections),
  }));
  if (rows.length === 0) {
    context.notify(nothingToRead);
    return;
  }
  const total = classifier.rulebook.labels.reduce((sum, { rules }) => sum + rules.length, 0);
  let byRule: Readonly<Record<string, RuleEffect>> = {};
  const failed = (error: unknown) =>
    setLabel({ effects: { status: 'failed', error: errorData(error), checkpointId, byRule } });
  await context.work.run({ scope: 'project/label/effects', failed }, async (signal) => {
    let done = 0;
    const tell = () => setLabel({ effects: { status: 'working', done, total, checkpointId, byRule } });
    tell();
    const { score } = hyperparametersOf(run);
    const request = { classifier, rows, score, model, limits: context.limits([model]) };
    for await (const effect of context.labeler.trainer.ruleEffects(request, signal)) {
      signal.throwIfAborted();
      byRule = { ...byRule, [effect.ruleId]: effect };
      done += 1;
      tell();
    }
    signal.throwIfAborted();
    setLabel({ effects: { status: 'idle', checkpointId, byRule } });
  });
}

const nothingToRead = {
  title: 'There is nothing to score on',
  body: 'This labeler has no validation rows: it was imported, or stopped before they were drawn. Train on a file to have some.',
};

/** The rulebook of a labeler on the screen, with everything to read rows with; null while there is none. */
function shownOf(context: LabelContext, key: string) {
  const run = presentRun(context.labeling());
  const trained = findLabeler(run, key);
  const checkpointId = trained && presentCheckpoint(trained)?.id;
  const classifier = run && trained && classifierOfLabeler(run, trained);
  if (run === null || trained === null || classifier === null || typeof checkpointId !== 'string') return null;
  const { evalModel } = context.modelsOfRun(run);
  return { run, trained, checkpointId, classifier, model: evalModel };
}

type Split = keyof LabelerRun['rows'];

/** The rows that a labeler is scored on: an expert reads those of its region, which are those that it has read before. */
function placesOf(run: LabelerRun, labeler: TrainedLabeler, split: Split): readonly number[] {
  const all = [...run.rows[split].keys()];
  const before = labeler.region && latestEvaluation(run, { labeler, split })?.predictions;
  return before ? all.filter((place) => (before[place] ?? null) !== null) : all;
}

function rowsAt(run: LabelerRun, split: Split, places: readonly number[]) {
  return places.flatMap((place) => run.rows[split][place] ?? []);
}

/** Answers to the rows at these places, at their places among all. */
function spread(length: number, places: readonly number[], answers: readonly (Prediction | null)[]) {
  const predictions: (Prediction | null)[] = Array.from({ length }, () => null);
  places.forEach((place, index) => {
    predictions[place] = answers[index] ?? null;
  });
  return predictions;
}
