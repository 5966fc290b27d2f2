// @ts-check
/** `node bench/run.mjs [--folder dist] [name…]` measures what README.md in this folder describes, and prints it. */
import { parseArgs } from 'node:util';
import { buildApp } from './build.mjs';
import { constitution } from './constitution.mjs';
import { figureLine } from './figures.mjs';
import { firstLoad } from './first-load.mjs';
import { labeler } from './labeler.mjs';
import { labelerCalls } from './labeler-calls.mjs';
import { path } from './path.mjs';
import { serveFolder } from './static-server.mjs';
import { typing } from './typing.mjs';

/** @typedef {(app: { site: import('./static-server.mjs').StaticServer }) => Promise<readonly import('./figures.mjs').Figure[]>} Benchmark */

/** @type {ReadonlyMap<string, Benchmark>} */
const benchmarks = new Map([
  ['first-load', firstLoad],
  ['typing', typing],
  ['path', path],
  ['constitution', constitution],
  ['labeler', labeler],
  ['labeler-calls', labelerCalls],
]);

const { values, positionals: asked } = parseArgs({ options: { folder: { type: 'string' } }, allowPositionals: true });
const unknown = asked.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${[...benchmarks.keys()].join(', ')}.`);
  process.exit(2);
}

const app = values.folder === undefined ? await buildApp() : { folder: values.folder, remove: async () => {} };
const site = await serveFolder(app.folder);
try {
  for (const [name, measure] of benchmarks) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(name);
    for (const figure of await measure({ site })) console.log(figureLine(figure));
  }
} finally {
  await site.close();
  await app.remove();
}
