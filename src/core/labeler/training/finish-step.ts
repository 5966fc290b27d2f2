import { applyRuleMutation, type RuleMutation } from '../rules/rulebook';
import { contentKey } from '../rules/rulebook-content';
import type { Mistake, Rejected } from '../run/labeler-run';
import type { StepUnderWay } from './begin-step';
import {
  activityOf,
  type Challenger,
  challengerOf,
  checkpointOf,
  type Standing,
  type Telling,
  tellRaces,
} from './challenger';
import { combineWinners } from './combine-winners';
import { confirmWinner } from './confirm-winner';
import { type Contender, ranked } from './contender';
import type { FoundMistake, SearchSummary } from './find-mistakes';
import { foreseeChange } from './foresight';
import type { LabelerDeps } from './labeler-training';

export interface StepResult {
  /** Best first. */
  readonly beam: readonly Contender[];
  readonly tried: ReadonlySet<string>;
  readonly mistakes: number;
  /** Of the champion. */
  readonly search: SearchSummary;
}

/** Tells what a step finds, proposes and tries. Its events come in the order of the mistakes, whichever call ends first. */
export async function* finishStep(underWay: StepUnderWay, standing: Standing, deps: LabelerDeps): Telling<StepResult> {
  const { step, labeler } = underWay;
  const found = yield* tellMistakes(underWay);
  const searches = await Promise.all(underWay.searches);
  const tried = yield* tellProposals(underWay, standing, deps);
  const against = { champion: standing.champion, underWay, standing };
  const { promising, failed } = yield* tellRaces(tried.challengers, against);
  const pointless = failed.map(({ mutation, because }) => rejectedAs('not-mended', mutation, because));
  for (const rejected of pointless) yield { type: 'rejected', labeler: labeler.key, step, rejected };
  const combined = yield* combineWinners({ underWay, standing, promising, contents: tried.contents }, deps);

  const winner = yield* confirmWinner([...promising, ...combined.promising], against);
  const rivals = [...standing.beam.filter((each) => each !== standing.champion), ...winner];
  const beam = ranked(standing.champion, rivals).slice(0, labeler.hyperparameters.keepBest);
  const champion = beam[0] ?? standing.champion;
  yield {
    type: 'step',
    labeler: labeler.key,
    step: {
      step,
      mistakes: tried.mistakes,
      read: searches.reduce((sum, { read }) => sum + read, 0),
      unread: searches.reduce((sum, { unread }) => sum + unread, 0),
      challengerIds: [...tried.challengers, ...combined.challengers].map(({ checkpointId }) => checkpointId),
      rejected: [...tried.rejected, ...pointless],
      championId: champion.checkpointId,
      beamIds: beam.map(({ checkpointId }) => checkpointId),
    },
    predictions: champion.predictions,
  };
  return { beam, tried: combined.contents, mistakes: found, search: searches[0] ?? { read: 0, unread: 0 } };
}

async function* tellMistakes(underWay: StepUnderWay): Telling<number> {
  const { step, labeler } = underWay;
  yield activityOf(underWay, 'finding-mistakes', 0);
  let found = 0;
  for (const slot of underWay.mistakes) {
    const next = await slot;
    if (next === null) continue;
    found += 1;
    yield { type: 'mistake', labeler: labeler.key, step, mistake: next.mistake };
    yield activityOf(underWay, 'finding-mistakes', next.read);
  }
  return found;
}

interface Tried {
  /** With their diagnoses. */
  readonly mistakes: readonly Mistake[];
  readonly rejected: readonly Rejected[];
  readonly challengers: readonly Challenger[];
  readonly contents: ReadonlySet<string>;
}

/** Each challenger's race begins as soon as it is known that no earlier mistake has brought the same rulebook. */
async function* tellProposals(underWay: StepUnderWay, standing: Standing, deps: LabelerDeps): Telling<Tried> {
  const { step, labeler } = underWay;
  const { key } = labeler;
  const contents = new Set(standing.tried);
  const mistakes: Mistake[] = [];
  const rejected: Rejected[] = [];
  const challengers: Challenger[] = [];
  yield activityOf(underWay, 'proposing', 0);
  for (const [index, slot] of underWay.mistakes.entries()) {
    const [found, proposals] = await Promise.all([slot, underWay.proposals[index]]);
    const parent = parentOf(found, standing);
    if (found === null || parent === undefined || proposals === undefined || proposals === null) continue;
    const mistake = { ...found.mistake, diagnosis: proposals.diagnosis };
    mistakes.push(mistake);
    yield { type: 'mistake', labeler: key, step, mistake };
    const stale: Rejected[] = [];
    for (const [n, mutation] of proposals.mutations.entries()) {
      const rulebook = applyRuleMutation(parent.rulebook, mutation);
      const content = contentKey(rulebook);
      if (contents.has(content)) {
        stale.push(rejectedAs('already-there', mutation, mistake));
        continue;
      }
      contents.add(content);
      const checkpointId = `${key}-${step}-${index + 1}-${n + 1}`;
      const proposed = { checkpointId, rulebook, parent, mutation, because: mistake };
      const { rows, score } = standing.yardstick;
      const foreseen = foreseeChange({ rows, score, parent: parent.predictions, mutation });
      challengers.push(
        challengerOf({ ...proposed, foreseen }, { champion: standing.champion, underWay, standing }, deps),
      );
      yield checkpointOf(proposed, underWay);
    }
    for (const each of [...proposals.rejected, ...stale]) {
      rejected.push(each);
      yield { type: 'rejected', labeler: key, step, rejected: each };
    }
  }
  return { mistakes, rejected, challengers, contents };
}

function parentOf(found: FoundMistake | null, { beam }: Standing): Contender | undefined {
  return beam.find(({ checkpointId }) => checkpointId === found?.mistake.checkpointId);
}

function rejectedAs(kind: 'already-there' | 'not-mended', mutation: RuleMutation, { row }: Mistake): Rejected {
  return { text: wordingOf(mutation), label: mutation.label, row, reason: { kind } };
}

function wordingOf(mutation: RuleMutation): string {
  switch (mutation.kind) {
    case 'add':
      return mutation.rule.text;
    case 'edit':
      return mutation.text;
    case 'delete':
      return mutation.was;
  }
}
