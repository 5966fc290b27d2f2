// @ts-check
import { availableParallelism } from 'node:os';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { loadSource } from './build.mjs';
import { trainInTheApp } from './labeler-app.mjs';
import { report, runLine } from './labeler-report.mjs';
import { readSamples } from './labeler-samples.mjs';
import { trainSequentially } from './labeler-sequential.mjs';
import { callService } from './labeler-service.mjs';

const latencyMs = 50;

/**
 * Training in the app, in Chromium, beside the ancestor's sequential policy: same rows, sides, prompts, stand-in for a model, latency and
 * number of steps. The app is timed first, one run after the other with nothing beside it; then all sequential runs go side by side, each
 * one call at a time.
 * @type {import('./run.mjs').Benchmark}
 */
export async function labeler({ site, seeds, steps }) {
  console.log(`  ${steps} steps, seeds ${seeds.join(', ')}, ${latencyMs} ms a call, ${availableParallelism()} cores`);
  const { core } = await loadSource('bench/labeler-core.ts');
  const options = { http2: true, latencyMs, keepRequests: 1, preflightSeconds: 3600 };
  const gemini = await startGeminiServer(options);
  /** @template {{ seed: number, ms: number, calls: number, promptTokens: number, accuracy: number }} T @param {string} who @param {string} sample @param {T} run */
  const told = (who, sample, run) => {
    console.log(runLine(who, sample, run));
    return run;
  };
  try {
    const samples = await readSamples(core);
    const inApp = [];
    for (const sample of samples) {
      const runs = [];
      for (const seed of seeds) {
        const run = await trainInTheApp({ site, gemini, sample, seed, steps });
        runs.push(told('app', sample.name, { seed, ...run }));
      }
      inApp.push({ name: sample.name, app: runs });
    }
    console.log(
      `  ${seeds.length * samples.length} sequential runs side by side; each takes about 5 minutes for 10 steps`,
    );
    const sequential = await Promise.all(
      samples.map(({ name, task, labels, split }) =>
        Promise.all(
          seeds.map(async (seed) => {
            const service = callService({ url: gemini.url, core });
            const run = await trainSequentially({ service, core, split: split(seed), task, labels, seed, steps });
            return told('sequential', name, { seed, ...run });
          }),
        ),
      ),
    );
    const both = inApp.map(({ name, app }, at) => ({ name, app, sequential: sequential[at] ?? [] }));
    for (const line of report(both, { latencyMs })) console.log(line);
    return [];
  } finally {
    await gemini.close();
  }
}
