// @ts-check
import { startGeminiServer } from '../e2e/gemini-server/server.mjs';
import { loadSource } from './build.mjs';
import { plain, plainList } from './figures.mjs';
import { trainInTheApp } from './labeler-app.mjs';
import { readSamples } from './labeler-samples.mjs';
import { trainSequentially } from './labeler-sequential.mjs';

const latencyMs = 50;
const seeds = [1, 2, 3, 4, 5];
const steps = 10;

/**
 * Training in the app, in Chromium, beside the ancestor's sequential policy: same rows, sides, prompts, stand-in for a model, latency and
 * number of steps. The sequential runs of a sample go at the same time, each one call at a time, and not while the app is timed.
 * @type {import('./run.mjs').Benchmark}
 */
export async function labeler({ site }) {
  const { core } = await loadSource('bench/labeler-core.ts');
  const options = { http2: true, latencyMs, keepRequests: 1, preflightSeconds: 3600 };
  const gemini = await startGeminiServer(options);
  const figures = [];
  try {
    for (const sample of await readSamples(core)) {
      const { labels, task, split } = sample;
      const app = [];
      for (const seed of seeds) app.push(await trainInTheApp({ site, gemini, sample, seed, steps }));
      const sequential = await Promise.all(
        seeds.map((seed) =>
          trainSequentially({ url: gemini.url, core, split: split(seed), task, labels, seed, steps }),
        ),
      );
      figures.push(...compared(sample.name, { app, sequential }));
    }
    return figures;
  } finally {
    await gemini.close();
  }
}

/**
 * @typedef {{ ms: number, calls: number, promptTokens: number, accuracy: number }} Run
 * @param {string} name
 * @param {{ app: readonly Run[], sequential: readonly Run[] }} runs
 * @returns {readonly import('./figures.mjs').Figure[]}
 */
function compared(name, { app, sequential }) {
  const about = `${steps} steps, seeds ${seeds.join(', ')}, ${latencyMs} ms`;
  /** @type {(of: 'ms' | 'calls' | 'promptTokens', most: number, what: string) => import('./figures.mjs').Figure} */
  const share = (of, most, what) => {
    const ours = app.map((run) => run[of]);
    const theirs = sequential.map((run) => run[of]);
    return {
      name: `${name}: ${what}, app / sequential`,
      value: mean(ours) / mean(theirs),
      unit: '',
      budget: most,
      note: `${about}. App: ${plainList(ours)}. Sequential, ${seeds.length} runs side by side: ${plainList(theirs)}. Sequential is ${plain(mean(theirs) / mean(ours))} times the app`,
    };
  };
  const ours = app.map(({ accuracy }) => accuracy);
  const theirs = sequential.map(({ accuracy }) => accuracy);
  return [
    share('ms', 1 / 20, 'wall time in ms'),
    share('calls', 1 / 2, 'calls'),
    share('promptTokens', 1 / 2, 'prompt tokens'),
    {
      name: `${name}: held-out accuracy, app less sequential`,
      value: mean(ours) - mean(theirs),
      unit: '',
      note: `no lower than 0 is wanted. App: mean ${mean(ours).toFixed(3)}, ${plainList(ours)}. Sequential: mean ${mean(theirs).toFixed(3)}, ${plainList(theirs)}`,
    },
  ];
}

/** @param {readonly number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
