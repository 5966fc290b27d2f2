import { canonicalJson } from '../../canonical-json';
import { isPractice, type ModelRef, modelKey } from '../../model/model-ref';
import type { Made } from './made-row';
import type { RunPlan } from './run-plan';

/** Of a round: how many critiques were asked for, and how many of them found nothing to improve. */
export interface CritiquesSeen {
  readonly asked: number;
  readonly fine: number;
}

/** Whether each critique of a prompt has found something, in the order of its rounds. */
export function critiquesOf(made: Made | null): readonly boolean[] {
  return made?.kind === 'improved' || made?.kind === 'failed' ? made.rounds.map(({ hasProblem }) => hasProblem) : [];
}

/** By round. */
export function countCritiques(prompts: Iterable<readonly boolean[]>): readonly CritiquesSeen[] {
  const counts: { asked: number; fine: number }[] = [];
  for (const critiques of prompts)
    for (const [round, hasProblem] of critiques.entries()) {
      counts[round] ??= { asked: 0, fine: 0 };
      counts[round].asked += 1;
      if (!hasProblem) counts[round].fine += 1;
    }
  return counts;
}

/**
 * The share of prompts that come to each round, from 1 down. Of the critiques of a round as many find nothing to improve as did so far;
 * few that were seen count little beside what is usual.
 */
export function sharesOfRounds(
  seen: readonly CritiquesSeen[],
  { rounds, model }: { readonly rounds: number; readonly model: ModelRef },
): readonly { readonly criticised: number; readonly revised: number }[] {
  const usual = isPractice(model) ? usualOfPractice : [];
  const shares: { criticised: number; revised: number }[] = [];
  let [coming, before] = [1, 0];
  for (let round = 0; round < rounds; round++) {
    const { asked, fine } = seen[round] ?? { asked: 0, fine: 0 };
    // Of a model that nobody knows: none, so that nothing is promised; later rounds as the one before.
    const expected = usual[Math.min(round, usual.length - 1)] ?? before;
    before = (fine + weightOfUsual * expected) / (asked + weightOfUsual);
    const revised = coming * (1 - before);
    shares.push({ criticised: coming, revised });
    coming = revised;
  }
  return shares;
}

/** The practice model finds fault by its rules: seldom none in an answer, and hardly ever none in what it has revised. */
const usualOfPractice = [0.08, 0.01];

/** As if so many critiques had been seen. */
const weightOfUsual = 4;

/** Names what decides how often a critique finds nothing: requests, examples, and who writes and criticises. */
export function critiqueKey({ constitution, promptModel, alignmentModel }: Omit<RunPlan, 'settings'>): string {
  const { systemMessages, pairs, revisionExamples } = constitution;
  return canonicalJson({
    systemMessages,
    pairs: pairs.map(({ critique, revision }) => [critique, revision]),
    revisionExamples: revisionExamples.map(({ id: _, from: _from, layout: _layout, ...example }) => example),
    models: [modelKey(promptModel), modelKey(alignmentModel)],
  });
}
