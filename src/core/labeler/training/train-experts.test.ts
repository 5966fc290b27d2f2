import { describe, expect, it } from 'vitest';
import { worldLabels, worldModel, worldSplit, worldTask } from '../../../testing/labeler-harness';
import { createGate } from '../../calls/gate';
import type { EmbeddingModel } from '../../model/embedding-model';
import { defaultHyperparameters, type Hyperparameters } from '../run/hyperparameters';
import type { TrainingEvent } from '../run/training-event';
import { runTraining } from './run-training';

const split = worldSplit({ training: 120, validation: 40, test: 40 });

/** Texts fall into two regions: those that speak of lunch, and the others. */
const embeddings: EmbeddingModel & { readonly texts: string[] } = {
  ref: { provider: 'practice' },
  texts: [],
  async embed(texts) {
    this.texts.push(...texts);
    return texts.map((text) => {
      const tilt = (text.length % 7) / 40;
      const [x, y] = text.includes('lunch') ? [1, tilt] : [tilt, 1];
      return Float32Array.of(x / Math.hypot(x, y), y / Math.hypot(x, y));
    });
  },
};

async function events(hyperparameters: Partial<Hyperparameters>, embedding: EmbeddingModel | null = embeddings) {
  const model = worldModel();
  const told: TrainingEvent[] = [];
  const input = {
    split,
    task: worldTask,
    labels: worldLabels,
    hyperparameters: { ...defaultHyperparameters, steps: 3, ...hyperparameters },
    limits: { parallelRequests: 16, requestsPerMinute: 1000 },
  };
  const signal = new AbortController().signal;
  const deps = {
    trainModel: model,
    evalModel: model,
    embeddings: embedding,
    concurrency: 16,
    gate: createGate(),
    signal,
  };
  for await (const event of runTraining(input, deps)) told.push(event);
  return told;
}

const labelersOf = (told: readonly TrainingEvent[]) =>
  told.flatMap((event) => (event.type === 'labeler' ? [event] : []));
const evaluated = (told: readonly TrainingEvent[]) =>
  told.flatMap((event) => (event.type === 'evaluated' ? [event.evaluation] : []));

describe('experts', () => {
  it('are trained for the regions that the rows fall into, after the single labeler, and scored as a mixture', async () => {
    const told = await events({ experts: 'auto' });
    expect(labelersOf(told).map(({ key }) => key)).toEqual(['single', 'expert-1', 'expert-2']);
    expect(labelersOf(told).every(({ region }) => region === null || region.rows >= 20)).toBe(true);
    const [, , mixture] = evaluated(told);
    expect(mixture?.of).toEqual({ kind: 'mixture' });
    expect(new Set(mixture?.predictions.map((each) => each?.expert))).toEqual(new Set([0, 1]));
    expect(told.at(-1)).toMatchObject({ type: 'finished' });
  });

  it('begin with the single labeler’s champion, so that none does worse in its region', async () => {
    const told = await events({ experts: 2 });
    const champions = new Map<string, number[]>();
    const scores = new Map(
      told.flatMap((event) => (event.type === 'scored' ? [[event.checkpointId, event.score.value]] : [])),
    );
    for (const event of told) {
      if (event.type !== 'step') continue;
      champions.set(event.labeler, [...(champions.get(event.labeler) ?? []), scores.get(event.step.championId) ?? -1]);
    }
    expect([...champions.keys()]).toEqual(['single', 'expert-1', 'expert-2']);
    for (const values of champions.values()) expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it('have their predictions at the places of the rows that they read, so that a scorecard of them counts what their score does', async () => {
    const told = await events({ experts: 2 });
    const scores = new Map(
      told.flatMap((event) => (event.type === 'scored' ? [[event.checkpointId, event.score] as const] : [])),
    );
    const steps = told.flatMap((event) => (event.type === 'step' && event.labeler !== 'single' ? [event] : []));
    expect(steps.length).toBeGreaterThan(2);
    for (const { step, predictions } of steps) {
      expect(predictions).toHaveLength(split.validation.length);
      const right = predictions.filter((each, place) => each?.label === split.validation[place]?.label);
      expect(right).toHaveLength(scores.get(step.championId)?.correct ?? -1);
    }
  });

  it('are none when one labeler is wanted, when nothing can embed, or when no row is like another', async () => {
    embeddings.texts.length = 0;
    const alike: EmbeddingModel = { ...embeddings, embed: async (texts) => texts.map(() => Float32Array.of(1, 0)) };
    for (const told of [
      await events({ experts: 1 }),
      await events({ experts: 3 }, null),
      await events({ experts: 'auto' }, alike),
    ]) {
      expect(labelersOf(told).map(({ key }) => key)).toEqual(['single']);
      expect(evaluated(told).map(({ of }) => of.kind)).toEqual(['checkpoint', 'untrained']);
    }
    expect(embeddings.texts).toEqual([]);
  });

  it('are given up when the budget is spent, with what the single labeler has learnt', async () => {
    const told = await events({ experts: 2, callBudget: 180 });
    expect(told.at(-1)).toEqual({ type: 'finished', reason: 'call-budget' });
    expect(evaluated(told)[0]?.predictions).not.toContain(null);
  });
});
