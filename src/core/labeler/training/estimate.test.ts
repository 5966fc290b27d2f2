import { describe, expect, it } from 'vitest';
import { worldLabels, worldSplit, worldTask } from '../../../testing/labeler-harness';
import { defaultHyperparameters, type Hyperparameters } from '../run/hyperparameters';
import { estimateTraining } from './estimate';

const split = worldSplit({ training: 300, validation: 100, test: 100 });

function estimate(hyperparameters: Partial<Hyperparameters> = {}, requestsPerMinute = 1000) {
  return estimateTraining({
    task: worldTask,
    labels: worldLabels,
    split,
    hyperparameters: { ...defaultHyperparameters, ...hyperparameters },
    limits: { parallelRequests: 8, requestsPerMinute },
    trainModel: { provider: 'gemini', id: 'g' },
    evalModel: { provider: 'gemini', id: 'g' },
  });
}

describe('the estimate', () => {
  it('of a run without steps is its first rules, and the readings of validation and test rows', () => {
    expect(estimate({ steps: 0 }).calls).toBe(worldLabels.length + 100 + 2 * 100);
  });

  it('grows with steps, mistakes, mutations and validation rows, and never beyond the budget', () => {
    const usual = estimate().calls;
    for (const more of [{ steps: 20 }, { mistakesPerStep: 6 }, { mutationsPerMistake: 4 }]) {
      expect(estimate(more).calls).toBeGreaterThan(usual);
    }
    expect(estimate({ callBudget: 50 }).calls).toBe(50);
    expect(estimate({ experts: 3 }).calls).toBeGreaterThan(usual);
  });

  it('takes fewer calls, and fewer tokens, when several rows share one', () => {
    const [one, ten] = [estimate(), estimate({ examplesPerCall: 10 })];
    expect(ten.calls).toBeLessThan(one.calls / 3);
    expect(ten.tokens).toBeLessThan(one.tokens);
  });

  it('counts tokens of the actual prompts', () => {
    const long = split.validation.map((row) => ({ ...row, fields: [{ name: 'text', text: 'word '.repeat(90) }] }));
    const input = { task: worldTask, labels: worldLabels, limits: { parallelRequests: 8, requestsPerMinute: 1000 } };
    const gemini = { provider: 'gemini', id: 'g' } as const;
    const hyperparameters = { ...defaultHyperparameters, steps: 0 };
    const models = { trainModel: gemini, evalModel: gemini };
    const tokens = estimateTraining({
      ...input,
      hyperparameters,
      ...models,
      split: { ...split, validation: long },
    }).tokens;
    expect(tokens - estimate({ steps: 0 }).tokens).toBeGreaterThan(300 * 70);
  });

  it('is no faster than the requests per minute allow', () => {
    const { calls, seconds } = estimate({}, 10);
    expect(seconds).toBeGreaterThanOrEqual(calls * 6 - 60);
    expect(estimate({}, 1000).seconds).toBeLessThan(seconds / 5);
  });

  it('of a model on this device knows that it answers one call after the other, and that nobody limits its minute', () => {
    const local = { provider: 'webllm', id: 'gemma' } as const;
    const input = { task: worldTask, labels: worldLabels, split, trainModel: local, evalModel: local };
    const hyperparameters = { ...defaultHyperparameters, steps: 0 };
    const limits = { parallelRequests: 8, requestsPerMinute: 1 };
    const { calls, seconds } = estimateTraining({ ...input, hyperparameters, limits });
    expect(seconds).toBeGreaterThanOrEqual(calls);
    expect(seconds).toBeLessThan(calls * 10);
    const wide = estimateTraining({ ...input, hyperparameters, limits: { ...limits, parallelRequests: 32 } });
    expect(wide.seconds).toBe(seconds);
  });
});
