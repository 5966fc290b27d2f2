import type { StepUnderWay } from './begin-step';
import {
  type Challenger,
  challengerOf,
  checkpointOf,
  type Finisher,
  type Standing,
  type Telling,
  tellRaces,
} from './challenger';
import { type Contender, isHigher, ranked } from './contender';
import type { LabelerDeps } from './labeler-training';
import { applyRuleMutation, type Rulebook, type RuleMutation } from './rulebook';
import { contentKey } from './rulebook-content';

interface Combining {
  readonly underWay: StepUnderWay;
  readonly standing: Standing;
  /** The challengers of this step that were read to the end. */
  readonly finishers: readonly Finisher[];
  /** Contents of all rulebooks so far. */
  readonly contents: ReadonlySet<string>;
}

export interface Combined {
  readonly challengers: readonly Challenger[];
  readonly finishers: readonly Finisher[];
  readonly contents: ReadonlySet<string>;
}

/**
 * Mends several mistakes in one step. The best challenger becomes the parent of the changes of all others that were better than the
 * champion; these race against it; and so on, as long as one of them is better still. So every checkpoint is the child of one that has
 * proved itself, by a single change.
 */
export async function* combineWinners(
  { underWay, standing, finishers, contents }: Combining,
  deps: LabelerDeps,
): Telling<Combined> {
  const known = new Set(contents);
  const challengers: Challenger[] = [];
  const combined: Finisher[] = [];
  let better = betterThan(standing.champion, finishers);
  for (;;) {
    const [best, ...others] = better;
    if (best === undefined) return { challengers, finishers: combined, contents: known };
    const parent = best.contender;
    const racing: Challenger[] = [];
    for (const { challenger } of others) {
      const { mutation, because } = challenger;
      if (!fits(mutation, parent.rulebook)) continue;
      const rulebook = applyRuleMutation(parent.rulebook, mutation);
      const content = contentKey(rulebook);
      if (known.has(content)) continue;
      known.add(content);
      const checkpointId = `${underWay.labeler.key}-${underWay.step}-c${challengers.length + racing.length + 1}`;
      const proposed = { checkpointId, rulebook, parent, mutation, because };
      racing.push(challengerOf(proposed, { champion: parent, underWay, standing }, deps));
      yield checkpointOf(proposed, underWay);
    }
    const read = yield* tellRaces(racing, underWay, standing.yardstick);
    challengers.push(...racing);
    combined.push(...read);
    better = betterThan(parent, read);
  }
}

/** Best first. */
function betterThan(champion: Contender, finishers: readonly Finisher[]): readonly Finisher[] {
  const better = finishers.filter(({ contender }) => isHigher(contender.value, champion.value));
  const order = ranked(
    champion,
    better.map(({ contender }) => contender),
  );
  return better.toSorted((a, b) => order.indexOf(a.contender) - order.indexOf(b.contender));
}

/** Whether a change means there what it meant where it was proposed: its rule says the same, and is not the last one to go. */
function fits(mutation: RuleMutation, { labels }: Rulebook): boolean {
  const rules = labels.find(({ label }) => label === mutation.label)?.rules ?? [];
  if (mutation.kind === 'add') return rules.every(({ text }) => text !== mutation.rule.text);
  const isThere = rules.some(({ id, text }) => id === mutation.ruleId && text === mutation.was);
  return isThere && (mutation.kind === 'edit' || rules.length > 1);
}
