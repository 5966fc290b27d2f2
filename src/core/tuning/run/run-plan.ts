import { deriveSeed } from '../../random';
import { dealPrinciples, type PrincipleDealer } from './deal-principles';
import type { StageName } from './made-row';
import type { TuningRun } from './tuning-work';

/** What decides how the prompts of a run are worked on. */
export type RunPlan = Pick<TuningRun, 'constitution' | 'settings' | 'promptModel' | 'alignmentModel'>;

/** Why nothing can be made by this constitution; null: it can. */
export function planProblem({ constitution, settings }: Pick<RunPlan, 'constitution' | 'settings'>): string | null {
  if (settings.make === 'comparison') {
    return constitution.comparisonPrinciples.length > 0
      ? null
      : 'The constitution has no comparison principles, so two answers cannot be compared. Add one, or import a constitution that has some.';
  }
  return constitution.pairs.length > 0
    ? null
    : 'The constitution has no pairs of a critique and a revision, so answers cannot be improved. Add one, or import a constitution that has some.';
}

/** Pairs for each round, or principles for each judge. */
export function dealerOf({ constitution, settings }: Pick<RunPlan, 'constitution' | 'settings'>): PrincipleDealer {
  const { judgesBy, judgesPerPair } = settings.comparison;
  const isComparison = settings.make === 'comparison';
  const entries = isComparison ? constitution.comparisonPrinciples : constitution.pairs;
  const each = isComparison ? (judgesBy === 'samples' ? 1 : judgesPerPair) : settings.rounds;
  return dealPrinciples({ ...settings, ids: entries.map(({ id }) => id), each });
}

/** Of a call: equal for the same seed, prompt and stage, in whatever order the calls are made. */
export function callSeed(
  { settings }: Pick<RunPlan, 'settings'>,
  { row, stage, n }: { readonly row: number; readonly stage: StageName; readonly n: number },
): number {
  return deriveSeed(settings.seed, stage, row, n);
}
