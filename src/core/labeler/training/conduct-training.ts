import type { Split, TestExample } from '../../dataset/example';
import { createRandom, deriveSeed, shuffled } from '../../random';
import type { Classifier } from '../prediction/classifier';
import { classifyRows } from '../prediction/classify-rows';
import type { Predictor } from '../prediction/predict';
import type { Prediction } from '../prediction/prediction';
import { evaluatedRow } from '../run/evaluated-row';
import type { Hyperparameters } from '../run/hyperparameters';
import type { Evaluated } from '../run/labeler-run';
import { fewestDisputing, suspectedLabels } from '../score/suspected-labels';
import { memorisingGuard } from './memorising';
import { pumped, type Tell } from './pumped';
import { findRegions, trainExperts } from './train-experts';
import { trainLabeler, untilBudget } from './train-labeler';
import { type TrainingCalls, type TrainingDeps, trainingCalls } from './training-calls';

export interface ConductInput {
  readonly split: Split;
  readonly task: string;
  readonly labels: readonly string[];
  readonly hyperparameters: Hyperparameters;
}

/**
 * Does everything that a run consists of, each part as early as it can be done: training rows are embedded, and the test rows read by
 * the untrained labeler, in places that training leaves free. The test rows reach nothing but the scoring. Resolves when all is told
 * and no call is under way.
 */
export async function conductTraining(input: ConductInput, deps: TrainingDeps, tell: Tell): Promise<void> {
  const { split, task, labels, hyperparameters } = input;
  const calls = trainingCalls({ hyperparameters, testRows: split.test.length }, deps, tell);
  const labeler = {
    ...calls,
    predictor: calls.predictors.training,
    guard: guardOf(input),
    concurrency: deps.concurrency,
    signal: deps.signal,
  };
  const withoutRules = { task, labels: labels.map((label) => ({ label, rules: [] })) };
  const readUntrained = (): Reading => untilBudget(calls.predictors.untrained.predict(withoutRules, split.test));
  const untrained = begun(readUntrained());
  const { evalModel, signal } = deps;
  const regions = begun(findRegions(input, { embeddings: calls.embeddings, evalModel: evalModel.ref, signal }));

  tell({ type: 'labeler', key: 'single', region: null });
  const { training, validation } = split;
  const singleInput = { key: 'single', task, labels, training, validation, initial: null, hyperparameters };
  const { champion, reason } = await pumped(trainLabeler(singleInput, labeler), tell);

  const readTest = (classifier: Pick<Classifier, 'rulebook' | 'experts'>): Reading =>
    readBy(classifier, { rows: split.test, calls, signal: deps.signal });
  const single = { rulebook: champion.rulebook, experts: [] };
  const ofSingle = begun(readTest(single));
  const experts =
    reason === 'call-budget' ? [] : await trainExperts(input, { regions, single: champion.rulebook, labeler, tell });

  const { steps } = hyperparameters;
  tell({ type: 'activity', activity: { kind: 'scoring', labeler: 'single', step: steps, count: split.test.length } });
  const evaluated = (of: Evaluated, predictions: readonly (Prediction | null)[]): void =>
    tell({ type: 'evaluated', evaluation: { of, split: 'test', predictions } });
  calls.budgets.training.handOver(calls.budgets.scoring);
  const of = { kind: 'checkpoint', labeler: 'single', checkpointId: champion.checkpointId } as const;
  evaluated(of, await completed(await ofSingle, () => readTest(single)));
  const ofMixture = experts.length === 0 ? null : await readTest({ rulebook: champion.rulebook, experts });
  calls.budgets.scoring.handOver(calls.budgets.untrained);
  evaluated({ kind: 'untrained' }, await completed(await untrained, readUntrained));
  if (ofMixture !== null) evaluated({ kind: 'mixture' }, ofMixture);

  tell({ type: 'suspects', suspects: await suspectsOf(split, Object.values(calls.predictors)) });
  await calls.queue.idle();
  tell({ type: 'finished', reason });
}

type Reading = Promise<readonly (Prediction | null)[]>;

/** Work that is waited for later. When the run fails before that, its own failure has been told already. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function readBy(
  classifier: Pick<Classifier, 'rulebook' | 'experts'>,
  {
    rows,
    calls,
    signal,
  }: { readonly rows: readonly TestExample[]; readonly calls: TrainingCalls; readonly signal: AbortSignal },
): Reading {
  const { embeddings, settings, predictors } = calls;
  const deps = { predictor: predictors.scoring, embeddings, signal };
  return untilBudget(await classifyRows({ ...classifier, settings }, rows, deps));
}

/** Reads what a part of the budget did not do for, once another part has left something over. */
async function completed(predictions: readonly (Prediction | null)[], again: () => Reading): Reading {
  return predictions.includes(null) ? again() : predictions;
}

/** Some hundred rows tell well enough which phrasings are common. */
const knownToGuard = 500;

function guardOf({ split, task, labels, hyperparameters }: ConductInput): ReturnType<typeof memorisingGuard> {
  const random = createRandom(deriveSeed(hyperparameters.seed, 'common'));
  const rows = shuffled(split.training, random).slice(0, knownToGuard);
  return memorisingGuard({ task, labels, rows: rows.map(({ fields }) => fields) });
}

async function suspectsOf(split: Split, predictors: readonly Predictor[]): Promise<ReturnType<typeof suspectedLabels>> {
  const read = await Promise.all(predictors.map((predictor) => predictor.labelsRead()));
  const rows = [...split.validation, ...split.test, ...split.training].flatMap((row) => {
    const labels = read.flatMap((each) => each.get(row) ?? []);
    // Most training rows of a large file were never read.
    return labels.length < fewestDisputing ? [] : [{ row: evaluatedRow(row), labels }];
  });
  const most = rows.reduce((count, { labels }) => Math.max(count, labels.length), 0);
  const readings = Array.from({ length: most }, (_, nth) =>
    rows.map(({ labels }): Prediction | null => {
      const label = labels[nth];
      return label === undefined ? null : { label, outcome: 'read' };
    }),
  );
  return suspectedLabels(
    rows.map(({ row }) => row),
    readings,
  );
}
