// @ts-check
/** `node bench/run.mjs [--folder dist] [--seeds 1,2,3] [--steps 10] [--once] [name…]` measures what README.md in this folder describes, and prints it. */
import { parseArgs } from 'node:util';
import { serveFolder } from '../e2e/static-server.mjs';
import { buildApp } from './build.mjs';
import { chat } from './chat.mjs';
import { constitution } from './constitution.mjs';
import { figureLine } from './figures.mjs';
import { firstLoad } from './first-load.mjs';
import { labeler } from './labeler.mjs';
import { labelerCalls } from './labeler-calls.mjs';
import { labelerEstimate } from './labeler-estimate.mjs';
import { names } from './names.mjs';
import { path } from './path.mjs';
import { playground } from './playground.mjs';
import { tune } from './tune.mjs';
import { typing } from './typing.mjs';

/** @typedef {(given: { site: import('../e2e/static-server.mjs').StaticServer, seeds: readonly number[], steps: number, once: boolean }) => Promise<readonly import('./figures.mjs').Figure[]>} Benchmark */

/** @type {Readonly<Record<typeof names[number], Benchmark>>} */
const benchmarks = {
  'first-load': firstLoad,
  typing,
  chat,
  path,
  constitution,
  labeler,
  'labeler-calls': labelerCalls,
  'labeler-estimate': labelerEstimate,
  tune,
  playground,
};

const { values, positionals: asked } = parseArgs({
  options: {
    folder: { type: 'string' },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    steps: { type: 'string', default: '10' },
    // One round of each: to see that it runs, not what it measures.
    once: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const unknown = asked.filter((name) => !names.some((known) => known === name));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${names.join(', ')}.`);
  process.exit(2);
}
const { once } = values;
const seeds = once ? [1] : values.seeds.split(',').map(Number);
const steps = once ? 1 : Number(values.steps);
if (!seeds.every((seed) => Number.isInteger(seed) && seed >= 0)) {
  console.error(`--seeds takes whole numbers from 0, with commas between them, as 1,2,3; not "${values.seeds}".`);
  process.exit(2);
}
if (!Number.isInteger(steps) || steps < 1) {
  console.error(`--steps takes a whole number from 1, not "${values.steps}".`);
  process.exit(2);
}

// A browser that is open is closed by its own driver, on the same signal.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => setTimeout(() => process.exit(130), 2000));
}

const app = values.folder === undefined ? await buildApp() : { folder: values.folder, remove: async () => {} };
const site = await serveFolder(app.folder, { packed: true });
try {
  for (const name of names) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(name);
    for (const figure of await benchmarks[name]({ site, seeds, steps, once })) console.log(figureLine(figure));
  }
} finally {
  await site.close();
  await app.remove();
}
