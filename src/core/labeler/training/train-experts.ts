import { BudgetSpent } from '../../calls/budget';
import type { Split, TrainingExample, ValidationExample } from '../../dataset/example';
import { type EmbeddingModel, otherThanUsual } from '../../model/embedding-model';
import type { ModelRef } from '../../model/model-ref';
import { createRandom, deriveSeed, shuffled } from '../../random';
import { clusterRegions, smallestRegion } from '../experts/cluster-regions';
import { regionWords } from '../experts/region-words';
import { route } from '../experts/route';
import type { Expert } from '../prediction/classifier';
import { embedRows } from '../prediction/embed-rows';
import type { Rulebook } from '../rules/rulebook';
import type { Hyperparameters } from '../run/hyperparameters';
import type { Region } from '../run/labeler-run';
import type { LabelerDeps } from './labeler-training';
import { pumped, type Tell } from './pumped';
import { trainLabeler } from './train-labeler';

/** A region of meaning with the rows that are in it. */
export interface ExpertRegion {
  readonly region: Region;
  readonly training: readonly TrainingExample[];
  readonly validation: readonly ValidationExample[];
}

interface RegionInput {
  readonly split: Split;
  readonly hyperparameters: Hyperparameters;
}

/** Regions are found on so many training rows, drawn by seed. */
export const mostEmbedded = 5000;
/** Fewer validation rows cannot tell a better rulebook from a lucky one. */
const fewestToRank = 5;
const shownWords = 6;

/** Where experts are worth training; none when they are not wanted, or the rows do not fall apart. */
export async function findRegions(
  { split, hyperparameters }: RegionInput,
  {
    embeddings,
    evalModel,
    signal,
  }: { readonly embeddings: EmbeddingModel | null; readonly evalModel: ModelRef; readonly signal: AbortSignal },
): Promise<readonly ExpertRegion[]> {
  const { experts, seed, truncateWords } = hyperparameters;
  if (experts === 1 || embeddings === null) return [];
  const training = shuffled(split.training, createRandom(deriveSeed(seed, 'embedded'))).slice(0, mostEmbedded);
  const embed = (rows: readonly TrainingExample[] | readonly ValidationExample[]) =>
    embedRows(rows, { embeddings, truncateWords, signal });
  const [vectors, ofValidation] = await Promise.all([embed(training), embed(split.validation)]);
  const labels = training.map(({ label }) => label);
  const { regions, regionOf } = clusterRegions(vectors, { experts, seed, smallest: smallestRegion, labels });
  const words = regionWords(
    training.map(({ fields }) => fields.map(({ text }) => text).join('\n')),
    regionOf,
    { regions: regions.length, words: shownWords },
  );
  const embeddedBy = otherThanUsual(embeddings.ref, evalModel);
  const routed = ofValidation.map((vector) => route(vector, regions));
  return regions
    .map(({ members, centroid, nearestCosine }, place) => ({
      region: {
        rows: members.length,
        centroid,
        nearestCosine,
        words: words[place] ?? [],
        ...(embeddedBy === undefined ? {} : { embeddedBy }),
      },
      training: training.filter((_, index) => regionOf[index] === place),
      validation: split.validation.filter((_, index) => routed[index] === place),
    }))
    .filter(({ validation }) => validation.length >= fewestToRank);
}

interface ExpertsInput extends RegionInput {
  readonly task: string;
  readonly labels: readonly string[];
}

interface Expertise {
  readonly regions: Promise<readonly ExpertRegion[]>;
  /** The single labeler's champion: where every expert begins, so that none does worse in its region than without it. */
  readonly single: Rulebook;
  readonly labeler: LabelerDeps;
  readonly tell: Tell;
}

/** Trains a labeler for each region, all at once. */
export async function trainExperts(
  { split, task, labels, hyperparameters }: ExpertsInput,
  { regions: found, single, labeler, tell }: Expertise,
): Promise<readonly Expert[]> {
  const regions = await withinBudget(found);
  const keyed = regions.map((each, index) => ({ ...each, key: `expert-${index + 1}` }));
  for (const { key, region } of keyed) tell({ type: 'labeler', key, region });
  return Promise.all(
    keyed.map(async ({ key, region, training, validation }) => {
      const input = { key, task, labels, training, validation, initial: single, hyperparameters };
      const tellPlaced = placedAmong(split.validation, { own: validation, tell });
      const { champion } = await pumped(trainLabeler(input, labeler), tellPlaced);
      const { centroid, nearestCosine, embeddedBy } = region;
      return {
        rulebook: champion.rulebook,
        centroid,
        nearestCosine,
        ...(embeddedBy === undefined ? {} : { embeddedBy }),
      };
    }),
  );
}

/** An expert reads the rows of its region alone; its predictions are told at their places among all validation rows, null elsewhere. */
function placedAmong(
  all: readonly ValidationExample[],
  { own, tell }: { readonly own: readonly ValidationExample[]; readonly tell: Tell },
): Tell {
  const places = new Map(own.map((row, index) => [row, index]));
  return (event) => {
    if (event.type !== 'step') {
      tell(event);
      return;
    }
    const predictions = all.map((row) => event.predictions[places.get(row) ?? -1] ?? null);
    tell({ ...event, predictions });
  };
}

async function withinBudget(regions: Promise<readonly ExpertRegion[]>): Promise<readonly ExpertRegion[]> {
  try {
    return await regions;
  } catch (error) {
    if (error instanceof BudgetSpent) return [];
    throw error;
  }
}
