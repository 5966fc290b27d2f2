import type { TrainingExample } from '../../dataset/example';
import { deriveSeed } from '../../random';
import type { Rulebook } from '../rules/rulebook';
import type { Mistake } from '../run/labeler-run';
import { type FoundMistake, findMistakes, type SearchSummary } from './find-mistakes';
import type { LabelerDeps, LabelerInput } from './labeler-training';
import { type Proposals, proposeMutations } from './propose-mutations';
import { rotated } from './rotated';

/** A rulebook whose mistakes are looked for. */
interface Parent {
  readonly checkpointId: string;
  readonly rulebook: Rulebook;
}

export interface StepInput {
  readonly labeler: LabelerInput;
  /** Counts from 1. */
  readonly step: number;
  /** The champion first; with others, mistakes are looked for with each in turn. */
  readonly parents: readonly Parent[];
  /** In the order of the run's seed, beginning where the last step ended. */
  readonly rows: readonly TrainingExample[];
  /** Share of rows that the champion misreads, as far as it is known. */
  readonly errorRate: number | null;
}

/** A step whose calls have begun. */
export interface StepUnderWay extends StepInput {
  readonly mistakes: readonly Promise<FoundMistake | null>[];
  /** For each mistake, what is proposed to mend it; null where there is no mistake. */
  readonly proposals: readonly Promise<Proposals | null>[];
  /** The champion's search, then those of the other parents. */
  readonly searches: readonly Promise<SearchSummary>[];
}

/** Looks for mistakes, and asks about each as soon as it is certain: nothing waits for anything that it does not need. */
export function beginStep(input: StepInput, deps: LabelerDeps): StepUnderWay {
  const { hyperparameters } = input.labeler;
  const count = hyperparameters.mistakesPerStep;
  const parents = input.parents.slice(0, count);
  const searches = parents.map(({ checkpointId, rulebook }, place) =>
    findMistakes(
      {
        rulebook,
        checkpointId,
        // Each parent begins elsewhere, so that they hardly find the same mistakes.
        rows: rotated(input.rows, Math.floor((place * input.rows.length) / parents.length)),
        wanted: Math.ceil((count - place) / parents.length),
        errorRate: input.errorRate,
        examplesPerCall: hyperparameters.examplesPerCall,
      },
      deps,
    ),
  );
  const mistakes = Array.from({ length: count }, (_, index) => {
    const found = searches[index % parents.length]?.mistakes[Math.floor(index / parents.length)];
    return found ?? Promise.resolve(null);
  });
  const proposals = mistakes.map(async (slot, index) => {
    const found = await slot;
    const parent = parents[index % parents.length];
    return found === null || parent === undefined ? null : propose(found.mistake, { parent, index, input, deps });
  });
  for (const promise of [...mistakes, ...proposals, ...searches.map(({ summary }) => summary)]) {
    // A step may be given up before it is waited for.
    promise.catch(() => undefined);
  }
  return { ...input, parents, mistakes, proposals, searches: searches.map(({ summary }) => summary) };
}

interface Asking {
  readonly parent: Parent;
  readonly index: number;
  readonly input: StepInput;
  readonly deps: LabelerDeps;
}

function propose(mistake: Mistake, { parent, index, input, deps }: Asking): Promise<Proposals> {
  const { key, hyperparameters } = input.labeler;
  return proposeMutations(
    {
      rulebook: parent.rulebook,
      mistake,
      reason: '',
      mutations: hyperparameters.mutationsPerMistake,
      truncateWords: hyperparameters.truncateWords,
      temperature: hyperparameters.trainTemperature,
      seed: deriveSeed(hyperparameters.seed, key, 'mutations', input.step, index),
      newRuleId: (n) => `${key}-${input.step}-${index + 1}-${n}`,
    },
    { ...deps, model: deps.trainModel },
  );
}
