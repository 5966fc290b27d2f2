import { BudgetSpent } from '../../calls/budget';
import type { TrainingExample } from '../../dataset/example';
import { createRandom, deriveSeed, shuffled } from '../../random';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook } from '../rules/rulebook';
import { contentKey } from '../rules/rulebook-content';
import type { Checkpoint, FinishReason } from '../run/labeler-run';
import type { TrainingEvent } from '../run/training-event';
import { beginStep, type StepUnderWay } from './begin-step';
import type { Standing } from './challenger';
import { type Contender, checkpointScore, contenderOf, isHigher, type Yardstick } from './contender';
import { finishStep } from './finish-step';
import { writeFirstRules } from './first-rules';
import type { LabelerDeps, LabelerInput } from './labeler-training';
import { rotated } from './rotated';

export interface TrainedResult {
  readonly champion: { readonly checkpointId: string; readonly rulebook: Rulebook };
  readonly reason: FinishReason;
}

/**
 * Evolves a rulebook from its own mistakes. Given the same replies it does the same, whichever call ends first; and no step ends with a
 * lower validation score than it began with. When the budget is spent, the step under way is given up: its calls are in the journal.
 * Throws the signal's reason.
 */
export async function* trainLabeler(
  input: LabelerInput,
  deps: LabelerDeps,
): AsyncGenerator<TrainingEvent, TrainedResult> {
  const { key, labels, hyperparameters } = input;
  const training = inSeededOrder(input.training, input, 'training');
  const first = yield* firstCheckpoint({ ...input, training }, deps);
  // The first mistakes can be looked for before it is known how good the first rules are.
  let underWay = hyperparameters.steps === 0 || first.spent ? null : begin(1, [first], training, null);

  const yardstick: Yardstick = {
    rows: input.validation,
    labels,
    score: hyperparameters.score,
    seed: hyperparameters.seed,
  };
  yield { type: 'activity', activity: { kind: 'scoring', labeler: key, step: 0, count: input.validation.length } };
  const predictions = await untilBudget(deps.predictor.predict(first.rulebook, input.validation));
  yield* tellFirstStep(first, predictions, { key, yardstick });
  const read = predictions.filter((each): each is Prediction => each !== null);
  if (first.spent || read.length < predictions.length) return { champion: first, reason: 'call-budget' };

  const start = contenderOf({ ...first, predictions: read }, yardstick);
  let standing: Standing = {
    champion: start,
    beam: [start],
    yardstick,
    order: inSeededOrder([...input.validation.keys()], input, 'race'),
    tried: new Set([contentKey(first.rulebook)]),
  };
  let cursor = 0;
  let fruitless = 0;
  const ended = (reason: FinishReason): TrainedResult => ({ champion: standing.champion, reason });

  for (let step = 1; step <= hyperparameters.steps; step++) {
    // No rulebook can be better than one that reads every validation row rightly.
    if (!isHigher(1, standing.champion.value)) return ended('no-improvement');
    const parents = fruitless === 0 ? [standing.champion] : standing.beam;
    underWay ??= begin(step, parents, rotated(training, cursor), errorRateOf(standing));
    try {
      const result = yield* finishStep(underWay, standing, deps);
      underWay = null;
      if (result.mistakes === 0) return ended(isPerfect(result.search, training) ? 'perfect' : 'no-improvement');
      cursor = (cursor + result.search.read) % training.length;
      const champion = result.beam[0] ?? standing.champion;
      fruitless = champion === standing.champion ? fruitless + 1 : 0;
      standing = { ...standing, champion, beam: result.beam, tried: result.tried };
    } catch (error) {
      if (error instanceof BudgetSpent) return ended('call-budget');
      throw error;
    }
    const isLast = step === hyperparameters.steps;
    if (!isLast && hyperparameters.patience !== null && fruitless >= hyperparameters.patience)
      return ended('no-improvement');
  }
  return ended('all-steps');

  function begin(
    step: number,
    parents: readonly Pick<Contender, 'checkpointId' | 'rulebook'>[],
    rows: readonly TrainingExample[],
    errorRate: number | null,
  ): StepUnderWay {
    return beginStep({ labeler: input, step, parents, rows, errorRate }, deps);
  }
}

interface First {
  readonly checkpointId: string;
  readonly rulebook: Rulebook;
  /** The budget did not do for all first rules. */
  readonly spent: boolean;
}

async function* firstCheckpoint(input: LabelerInput, deps: LabelerDeps): AsyncGenerator<TrainingEvent, First> {
  const { key, task, labels } = input;
  const checkpointId = `${key}-0`;
  let rulebook = input.initial;
  let spent = false;
  if (rulebook === null) {
    yield { type: 'activity', activity: { kind: 'first-rules', labeler: key, step: 0, count: labels.length } };
    try {
      const first = await writeFirstRules(input, deps);
      rulebook = first.rulebook;
      for (const rejected of first.rejected) yield { type: 'rejected', labeler: key, step: 0, rejected };
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      spent = true;
      rulebook = { task, labels: labels.map((label) => ({ label, rules: [] })) };
    }
  }
  const checkpoint: Checkpoint = { id: checkpointId, step: 0, score: null, parentId: null, rulebook };
  yield { type: 'checkpoint', labeler: key, checkpoint };
  return { checkpointId, rulebook, spent };
}

function* tellFirstStep(
  { checkpointId }: First,
  predictions: readonly (Prediction | null)[],
  { key, yardstick }: { readonly key: string; readonly yardstick: Yardstick },
): Generator<TrainingEvent> {
  const score = checkpointScore(predictions, { ancestor: null, dropped: false, yardstick });
  yield { type: 'scored', labeler: key, checkpointId, score };
  const nothing = { mistakes: [], read: 0, unread: 0, challengerIds: [], rejected: [] };
  const step = { step: 0, ...nothing, championId: checkpointId, beamIds: [checkpointId] };
  yield { type: 'step', labeler: key, step, predictions };
}

/** Null for the rows that the budget did not do for. */
export function untilBudget(predictions: readonly Promise<Prediction>[]): Promise<readonly (Prediction | null)[]> {
  return Promise.all(
    predictions.map(async (prediction) => {
      try {
        return await prediction;
      } catch (error) {
        if (error instanceof BudgetSpent) return null;
        throw error;
      }
    }),
  );
}

function errorRateOf({ champion, yardstick }: Standing): number {
  const misread = champion.predictions.filter(
    ({ label }, index) => label !== null && label !== yardstick.rows[index]?.label,
  );
  return misread.length / champion.predictions.length;
}

function isPerfect(
  { read, unread }: { readonly read: number; readonly unread: number },
  rows: readonly unknown[],
): boolean {
  return read === rows.length && unread === 0;
}

function inSeededOrder<T>(items: readonly T[], { key, hyperparameters }: LabelerInput, what: string): readonly T[] {
  return shuffled(items, createRandom(deriveSeed(hyperparameters.seed, key, what)));
}
