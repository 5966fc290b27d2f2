import type { StepUnderWay } from './begin-step';
import {
  type Challenger,
  challengerOf,
  checkpointOf,
  type Promising,
  type Standing,
  type Telling,
  tellRaces,
} from './challenger';
import { type Contender, ranked } from './contender';
import type { LabelerDeps } from './labeler-training';
import { applyRuleMutation, type Rulebook, type RuleMutation } from './rulebook';
import { contentKey } from './rulebook-content';

interface Combining {
  readonly underWay: StepUnderWay;
  readonly standing: Standing;
  /** The challengers of this step that may be better than the champion. */
  readonly promising: readonly Promising[];
  /** Contents of all rulebooks so far. */
  readonly contents: ReadonlySet<string>;
}

export interface Combined {
  readonly challengers: readonly Challenger[];
  readonly promising: readonly Promising[];
  readonly contents: ReadonlySet<string>;
}

/**
 * Mends several mistakes in one step. The best challenger becomes the parent of the changes of all others that may be better than the
 * champion; these race against it; and so on, as long as one of them is better still. So every checkpoint is the child of one that has
 * proved itself, by a single change.
 */
export async function* combineWinners(
  { underWay, standing, promising, contents }: Combining,
  deps: LabelerDeps,
): Telling<Combined> {
  const known = new Set(contents);
  const challengers: Challenger[] = [];
  const combined: Promising[] = [];
  let { champion } = standing;
  let candidates = promising;
  for (;;) {
    const winner = winnerOf(champion, candidates);
    if (winner === champion) return { challengers, promising: combined, contents: known };
    champion = winner;
    const against = { champion, underWay, standing };
    const racing: Challenger[] = [];
    for (const { challenger } of candidates) {
      const { mutation, because } = challenger;
      if (!fits(mutation, champion.rulebook) || !mendsMore(challenger, champion, standing)) continue;
      const rulebook = applyRuleMutation(champion.rulebook, mutation);
      const content = contentKey(rulebook);
      if (known.has(content)) continue;
      known.add(content);
      const checkpointId = `${underWay.labeler.key}-${underWay.step}-c${challengers.length + racing.length + 1}`;
      const proposed = { checkpointId, rulebook, parent: champion, mutation, because };
      racing.push(challengerOf(proposed, against, deps));
      yield checkpointOf(proposed, underWay);
    }
    ({ promising: candidates } = yield* tellRaces(racing, against));
    challengers.push(...racing);
    combined.push(...candidates);
  }
}

function winnerOf(champion: Contender, candidates: readonly Promising[]): Contender {
  const contenders = candidates.flatMap(({ contender }) => contender ?? []);
  return ranked(champion, contenders)[0] ?? champion;
}

/** Whether a change means there what it meant where it was proposed: its rule says the same, and is not the last one to go. */
function fits(mutation: RuleMutation, { labels }: Rulebook): boolean {
  const rules = labels.find(({ label }) => label === mutation.label)?.rules ?? [];
  if (mutation.kind === 'add') return rules.every(({ text }) => text !== mutation.rule.text);
  const isThere = rules.some(({ id, text }) => id === mutation.ruleId && text === mutation.was);
  return isThere && (mutation.kind === 'edit' || rules.length > 1);
}

/** Whether it reads a row rightly that the new champion misreads: else there is nothing that it could add. */
function mendsMore({ race }: Challenger, { predictions }: Contender, { yardstick }: Standing): boolean {
  return yardstick.rows.some(
    ({ label }, place) => race.predictions[place]?.label === label && predictions[place]?.label !== label,
  );
}
