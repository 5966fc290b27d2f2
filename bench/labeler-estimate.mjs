// @ts-check
import { loadSource } from './build.mjs';
import { trainInNode } from './labeler-in-node.mjs';
import { readSamples } from './labeler-samples.mjs';
import { standIns } from './labeler-stand-ins.mjs';

/** @typedef {{ calls: number, tokens: number }} Errors */

/** @type {readonly { name: string, knobs: Partial<import('./labeler-core.ts').Hyperparameters>, budget?: number }[]} */
const settings = [
  { name: 'as they are', knobs: {}, budget: 25 },
  { name: '3 steps', knobs: { steps: 3 } },
  { name: '5 examples per call', knobs: { examplesPerCall: 5 } },
  { name: '3 experts', knobs: { experts: 3 } },
];

/**
 * How far the estimate before the first call is off: on both samples, all seeds, with the practice model and what the loopback service
 * says. Without a browser: only calls and tokens are compared.
 * @type {import('./run.mjs').Benchmark}
 */
export async function labelerEstimate({ seeds }) {
  const { core } = await loadSource('bench/labeler-core.ts');
  const samples = await readSamples(core);
  const figures = [];
  for (const { name, knobs, budget } of settings) {
    /** @type {Errors[]} */
    const errors = [];
    for (const model of standIns(core)) {
      for (const sample of samples) {
        for (const seed of seeds) errors.push(errorOf(await trainInNode({ core, sample, seed, model, knobs })));
      }
    }
    const note = `${errors.length} runs; seeds ${seeds.join(', ')}`;
    for (const of of /** @type {const} */ (['calls', 'tokens'])) {
      const value = (100 * errors.reduce((sum, error) => sum + error[of], 0)) / errors.length;
      figures.push({
        name: `Hyperparameters ${name}: mean error of the estimate, ${of}`,
        value,
        unit: '%',
        note,
        ...(budget === undefined ? {} : { budget }),
      });
    }
  }
  return figures;
}

/** @param {Awaited<ReturnType<typeof trainInNode>>} run @returns {Errors} */
function errorOf({ estimate, spent }) {
  return {
    calls: Math.abs(estimate.calls / spent.calls - 1),
    tokens: Math.abs(estimate.tokens / (spent.inputTokens + spent.outputTokens) - 1),
  };
}
