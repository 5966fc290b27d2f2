// @ts-check
import { setMaxListeners } from 'node:events';

// The calls of a run share its signal, and 64 of them are in flight: Node takes more than ten listeners for a leak.
setMaxListeners(500);

/**
 * Trains as the app's worker does, without an app: what it estimated, what it took, and how the labeler does on the test rows.
 * @param {{ core: import('./labeler-core.ts').Core, sample: import('./labeler-samples.mjs').Sample, seed: number, model: import('./labeler-stand-ins.mjs').StandIn, knobs?: Partial<import('./labeler-core.ts').Hyperparameters> }} given
 */
export async function trainInNode({ core, sample, seed, model, knobs = {} }) {
  const { task, labels } = sample;
  const split = sample.split(seed);
  const hyperparameters = { ...core.defaultHyperparameters, ...knobs, seed };
  const { signal } = new AbortController();
  const parallelRequests = 64;
  const deps = {
    trainModel: model.train,
    evalModel: model.train,
    embeddings: model.embeddings,
    concurrency: parallelRequests,
    gate: core.createGate(),
    signal,
  };
  const limits = { parallelRequests, requestsPerMinute: 10_000 };
  /** @type {{ estimate?: { calls: number, tokens: number }, spent?: { calls: number, inputTokens: number, outputTokens: number }, steps: number, accuracy: number }} */
  const result = { steps: 0, accuracy: 0 };
  for await (const event of core.runTraining({ split, task, labels, hyperparameters, limits }, deps)) {
    if (event.type === 'started') result.estimate = event.estimate;
    if (event.type === 'spent') result.spent = event.spent;
    if (event.type === 'step') result.steps = Math.max(result.steps, event.step.step);
    if (event.type === 'evaluated' && event.evaluation.of.kind === 'checkpoint') {
      const { predictions } = event.evaluation;
      result.accuracy =
        split.test.filter(({ label }, at) => predictions[at]?.label === label).length / split.test.length;
    }
  }
  const { estimate, spent } = result;
  if (estimate === undefined || spent === undefined)
    throw new Error('Expected an estimate and a bill from training, and there is none.');
  return { estimate, spent, steps: result.steps, accuracy: result.accuracy };
}
