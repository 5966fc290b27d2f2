import { applyRuleMutation, type Rulebook, type RuleMutation } from '../rules/rulebook';
import { contentKey } from '../rules/rulebook-content';
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
import { type Contender, isHigher, ranked } from './contender';
import { type Branch, type Foresight, foreseeBoth, foreseeChange } from './foresight';
import type { LabelerDeps } from './labeler-training';
import { scoreAtBest } from './race';

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
 * proved itself, by a single change. What the changes do together is foreseen from what they do alone, as far as that tells.
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
    if (winner === null) return { challengers, promising: combined, contents: known };
    champion = winner.contender;
    const against = { champion, underWay, standing };
    const racing: Challenger[] = [];
    for (const { challenger } of candidates) {
      const { mutation, because } = challenger;
      if (!fits(mutation, champion.rulebook)) continue;
      const rulebook = applyRuleMutation(champion.rulebook, mutation);
      const content = contentKey(rulebook);
      const foreseen = foreseeTogether(winner, challenger, standing);
      if (known.has(content) || !isPromising(foreseen, { challenger, champion, standing })) continue;
      known.add(content);
      const checkpointId = `${underWay.labeler.key}-${underWay.step}-c${challengers.length + racing.length + 1}`;
      const proposed = { checkpointId, rulebook, parent: champion, mutation, because };
      racing.push(challengerOf({ ...proposed, foreseen }, against, deps));
      yield checkpointOf(proposed, underWay);
    }
    ({ promising: candidates } = yield* tellRaces(racing, against));
    challengers.push(...racing);
    combined.push(...candidates);
  }
}

interface Winner {
  readonly challenger: Challenger;
  readonly contender: Contender;
}

function winnerOf(champion: Contender, candidates: readonly Promising[]): Winner | null {
  const winners = candidates.flatMap(({ challenger, contender }) =>
    contender === null ? [] : [{ challenger, contender }],
  );
  const [first] = ranked(
    champion,
    winners.map(({ contender }) => contender),
  );
  return winners.find(({ contender }) => contender === first) ?? null;
}

function foreseeTogether(
  { challenger: first, contender }: Winner,
  second: Challenger,
  { yardstick: { rows, score } }: Standing,
): Foresight {
  const { mutation } = second;
  if (first.parent !== second.parent) return foreseeChange({ rows, score, parent: contender.predictions, mutation });
  return foreseeBoth({
    rows,
    score,
    parent: first.parent.predictions,
    first: branchOf(first),
    second: branchOf(second),
  });
}

function branchOf({ race: { read, foreseen }, mutation }: Challenger): Branch {
  return { read, foreseen, mutation };
}

/** Whether a change means there what it meant where it was proposed: its rule says the same, and is not the last one to go. */
function fits(mutation: RuleMutation, { labels }: Rulebook): boolean {
  const rules = labels.find(({ label }) => label === mutation.label)?.rules ?? [];
  if (mutation.kind === 'add') return rules.every(({ text }) => text !== mutation.rule.text);
  const isThere = rules.some(({ id, text }) => id === mutation.ruleId && text === mutation.was);
  return isThere && (mutation.kind === 'edit' || rules.length > 1);
}

interface Prospect {
  readonly challenger: Challenger;
  readonly champion: Contender;
  readonly standing: Standing;
}

/** Whether it would be better than the new champion by all that was read of the change so far, and if the rest were read as before. */
function isPromising(foreseen: Foresight, { challenger: { race }, champion, standing }: Prospect): boolean {
  const likely = foreseen.map((each, place) => each ?? race.read[place] ?? champion.predictions[place] ?? null);
  return isHigher(scoreAtBest(likely, standing.yardstick), champion.value);
}
