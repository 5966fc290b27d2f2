import type { StepUnderWay } from './begin-step';
import { type Contender, checkpointScore, contenderOf, ranked, type Yardstick } from './contender';
import type { FoundMistake, SearchSummary } from './find-mistakes';
import type { Activity, Mistake, Rejected } from './labeler-run';
import type { LabelerDeps } from './labeler-training';
import type { Prediction } from './prediction';
import { type RaceResult, race, raceRounds } from './race';
import { applyRuleMutation, type Rulebook, type RuleMutation } from './rulebook';
import { contentKey } from './rulebook-content';
import type { TrainingEvent } from './training-event';

/** Where a labeler stands between two steps. */
export interface Standing {
  readonly champion: Contender;
  /** Best first, the champion at the head. */
  readonly beam: readonly Contender[];
  readonly yardstick: Yardstick;
  /** Places of the validation rows in the order of the run's seed. */
  readonly order: readonly number[];
  /** Contents of all rulebooks that were tried so far. */
  readonly tried: ReadonlySet<string>;
}

export interface StepResult {
  readonly beam: readonly Contender[];
  readonly tried: ReadonlySet<string>;
  readonly mistakes: number;
  /** Of the champion. */
  readonly search: SearchSummary;
}

type Telling<T> = AsyncGenerator<TrainingEvent, T>;

/** Tells what a step finds, proposes and tries. Its events come in the order of the mistakes, whichever call ends first. */
export async function* finishStep(underWay: StepUnderWay, standing: Standing, deps: LabelerDeps): Telling<StepResult> {
  const { step, labeler } = underWay;
  const found = yield* tellMistakes(underWay);
  const searches = await Promise.all(underWay.searches);
  const tried = yield* tellProposals(underWay, standing, deps);
  const contenders = yield* tellRaces(tried.challengers, underWay, standing);

  const rivals = [...standing.beam.filter((each) => each !== standing.champion), ...contenders];
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
      challengerIds: tried.challengers.map(({ checkpointId }) => checkpointId),
      rejected: tried.rejected,
      championId: champion.checkpointId,
      beamIds: beam.map(({ checkpointId }) => checkpointId),
    },
    predictions: champion.predictions,
  };
  return { beam, tried: tried.contents, mistakes: found, search: searches[0] ?? { read: 0, unread: 0 } };
}

async function* tellMistakes(underWay: StepUnderWay): Telling<number> {
  const { step, labeler } = underWay;
  yield activity(underWay, 'finding-mistakes', 0);
  let found = 0;
  for (const slot of underWay.mistakes) {
    const next = await slot;
    if (next === null) continue;
    found += 1;
    yield { type: 'mistake', labeler: labeler.key, step, mistake: next.mistake };
    yield activity(underWay, 'finding-mistakes', next.read);
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

interface Challenger {
  readonly checkpointId: string;
  readonly rulebook: Rulebook;
  readonly parent: Contender;
  readonly raced: Promise<RaceResult>;
}

/** Each challenger's race begins as soon as it is known that no earlier mistake has brought the same rulebook. */
async function* tellProposals(underWay: StepUnderWay, standing: Standing, deps: LabelerDeps): Telling<Tried> {
  const { step, labeler } = underWay;
  const { key } = labeler;
  const contents = new Set(standing.tried);
  const mistakes: Mistake[] = [];
  const rejected: Rejected[] = [];
  const challengers: Challenger[] = [];
  yield activity(underWay, 'proposing', 0);
  for (const [index, slot] of underWay.mistakes.entries()) {
    const [found, proposals] = await Promise.all([slot, underWay.proposals[index]]);
    const parent = parentOf(found, standing);
    if (found === null || parent === undefined || proposals === undefined || proposals === null) continue;
    const mistake = { ...found.mistake, diagnosis: proposals.diagnosis };
    mistakes.push(mistake);
    yield { type: 'mistake', labeler: key, step, mistake };
    for (const each of proposals.rejected) {
      rejected.push(each);
      yield { type: 'rejected', labeler: key, step, rejected: each };
    }
    for (const [n, mutation] of proposals.mutations.entries()) {
      const rulebook = applyRuleMutation(parent.rulebook, mutation);
      const content = contentKey(rulebook);
      if (contents.has(content)) {
        const stale = alreadyTried(mutation, mistake);
        rejected.push(stale);
        yield { type: 'rejected', labeler: key, step, rejected: stale };
        continue;
      }
      contents.add(content);
      const checkpointId = `${key}-${step}-${index + 1}-${n + 1}`;
      const raced = beginRace({ rulebook, mutation, underWay, standing }, deps);
      challengers.push({ checkpointId, rulebook, parent, raced });
      const checkpoint = {
        id: checkpointId,
        step,
        score: null,
        parentId: parent.checkpointId,
        mutation,
        because: mistake,
      };
      yield { type: 'checkpoint', labeler: key, checkpoint };
    }
  }
  return { mistakes, rejected, challengers, contents };
}

/** Answers the challengers that were read to the end. */
async function* tellRaces(
  challengers: readonly Challenger[],
  underWay: StepUnderWay,
  { yardstick }: Standing,
): Telling<readonly Contender[]> {
  if (challengers.length > 0) yield activity(underWay, 'racing', challengers.length);
  const contenders: Contender[] = [];
  for (const { checkpointId, rulebook, parent, raced } of challengers) {
    const { predictions, dropped } = await raced;
    const score = checkpointScore(predictions, { parent: parent.predictions, dropped, yardstick });
    yield { type: 'scored', labeler: underWay.labeler.key, checkpointId, score };
    const read = predictions.filter((each): each is Prediction => each !== null);
    if (!dropped) contenders.push(contenderOf({ checkpointId, rulebook, predictions: read }, yardstick));
  }
  return contenders;
}

interface Starting {
  readonly rulebook: Rulebook;
  readonly mutation: RuleMutation;
  readonly underWay: StepUnderWay;
  readonly standing: Standing;
}

function beginRace(
  { rulebook, mutation, underWay, standing }: Starting,
  { predictor }: LabelerDeps,
): Promise<RaceResult> {
  const { champion, yardstick, order } = standing;
  const { examplesPerCall } = underWay.labeler.hyperparameters;
  const rounds = raceRounds({
    rows: yardstick.rows,
    champion: champion.predictions,
    mutation,
    order,
    examplesPerCall,
  });
  const raced = race({ rulebook, toBeat: champion.value, rounds, yardstick }, predictor);
  // A step may be given up before it is waited for.
  raced.catch(() => undefined);
  return raced;
}

function parentOf(found: FoundMistake | null, { beam }: Standing): Contender | undefined {
  return beam.find(({ checkpointId }) => checkpointId === found?.mistake.checkpointId);
}

function alreadyTried(mutation: RuleMutation, { row }: Mistake): Rejected {
  return { text: wordingOf(mutation), label: mutation.label, row, reason: { kind: 'already-there' } };
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

function activity({ step, labeler }: StepUnderWay, kind: Activity['kind'], count: number): TrainingEvent {
  return { type: 'activity', activity: { kind, labeler: labeler.key, step, count } };
}
