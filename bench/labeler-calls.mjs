// @ts-check
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { serveFolder } from '../e2e/static-server.mjs';
import { plain } from './figures.mjs';
import { openLeavableBrowser } from './labeler-browser.mjs';
import { profiled, timeByKind } from './worker-profiles.mjs';

const warmUp = 500;

/**
 * How many calls a second another worker gets through the models worker and into its journal, 64 at a time, over HTTP/2 to a server that
 * answers at once, and what the app's own share of the browser's processor time is: what it takes beyond bare requests with the same
 * bodies from the same worker in the same run. A profile of further calls says what that share is made of.
 * @type {import('./run.mjs').Benchmark}
 */
export async function labelerCalls({ once }) {
  const calls = once ? 300 : 3000;
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  await build({
    root: resolve(import.meta.dirname, 'labeler-calls-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    // With names and the places that they came from, for the profile.
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false, minify: false, sourcemap: true },
  });
  const site = await serveFolder(folder, { packed: true });
  const gemini = await startGeminiServer({ http2: true, keepRequests: 1, preflightSeconds: 3600 });
  const browser = await openLeavableBrowser();
  try {
    await browser.visit(async (page) => {
      await page.goto(site.url);
      await page.waitForFunction('window.calls !== undefined');
      await page.evaluate((endpoint) => window.calls.configure(endpoint), gemini.url);
      await page.evaluate((count) => window.calls.many(count, 'bare'), warmUp);
      await page.evaluate((count) => window.calls.many(count, 'app'), warmUp);
    });
    const bare = await timedAlone('bare');
    const app = await timedAlone('app');
    const share = app.cpuMs - bare.cpuMs;
    return [
      {
        name: 'Calls a second through the models worker into the journal',
        value: (calls / app.ms) * 1000,
        unit: 'calls/s',
        note: `${calls} calls in ${plain(app.ms)} ms, bare requests in ${plain(bare.ms)} ms, at most ${gemini.counts().peak} under way; the page was told of ${app.records} records`,
      },
      {
        name: "The app's share of the browser's processor time",
        value: share / calls,
        unit: 'ms a call',
        note: `${plain(app.cpuMs / calls)} ms a call, ${plain(app.cpuMs / bare.cpuMs)} times the ${plain(bare.cpuMs / calls)} ms of a bare request`,
      },
      ...(await breakdown(Math.ceil(calls / 3))),
    ];
  } finally {
    await browser.close();
    await gemini.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** @typedef {{ readonly ms: number, readonly records: number }} Result */

  /** With nobody attached while it runs. @param {'app' | 'bare'} way @returns {Promise<Result & { readonly cpuMs: number }>} */
  async function timedAlone(way) {
    const asked = gemini.counts().calls + calls;
    const before = await browser.visit(async (page) => {
      const cpu = await cpuMs(page);
      await page.evaluate(([count, by]) => window.calls.start(count, by), /** @type {const} */ ([calls, way]));
      return cpu;
    });
    while (gemini.counts().calls < asked) await sleep(200);
    return browser.visit(async (page) => {
      await page.waitForFunction('window.calls.result() !== undefined');
      const result = /** @type {Result} */ (await page.evaluate('window.calls.result()'));
      return { ...result, cpuMs: (await cpuMs(page)) - before };
    });
  }

  /** @param {number} count @returns {Promise<readonly import('./figures.mjs').Figure[]>} */
  async function breakdown(count) {
    const kindOf = await kindsIn(folder);
    const profiles = await browser.visit((page) =>
      profiled(page, () => page.evaluate((number) => window.calls.many(number, 'app'), count)),
    );
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const profile of profiles)
      for (const [kind, time] of timeByKind(profile, kindOf)) times.set(kind, (times.get(kind) ?? 0) + time);
    times.delete('idle');
    return [...times]
      .toSorted(([, a], [, b]) => b - a)
      .map(([kind, time]) => ({ name: `  of it: ${kind}`, value: time / 1000 / count, unit: 'ms a call' }));
  }
}

/** Of all processes of the browser. @param {import('playwright').Page} page */
async function cpuMs(page) {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('Expected the page to be in a browser.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** What the time of a call goes into, by the function or the file that takes it. The first that fits counts. */
const kinds = /** @type {const} */ ([
  ['idle', /^\(idle\)$/],
  ['garbage collection', /^\(garbage collector\)$/],
  ['copies of messages', /^(postMessage|structuredClone|get data)$/],
  ['the sender of requests and reader of answers (the browser)', /^(fetch|get body|read)$/],
  ['schemas', /node_modules\/zod\//],
  ['key of the journal', /canonical-json|@noble\/hashes/],
  ['journal', /src\/persistence\/|node_modules\/idb\/|core\/calls\/journal/],
  ['records and redaction', /with-trace|redact/],
  ['the vendor’s SDK', /@google\/|gemini\/sdk-request/],
  ['messages', /src\/workers\/|core\/async-queue/],
  ['policies (limits, retries, budget)', /providers\/wrappers\//],
  ['request and answer', /providers\/(gemini|wire)\/|core\/model\//],
  ['the benchmark itself', /caller\.worker|labeler-calls-page|core\/instructions/],
]);

/**
 * Undefined: nothing of ours, to be counted as its caller.
 * @param {string} folder
 * @returns {Promise<(frame: import('./worker-profiles.mjs').Frame) => string | undefined>}
 */
async function kindsIn(folder) {
  /** @type {Map<string, SourceMap>} */
  const maps = new Map();
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.js.map')) continue;
    maps.set(basename(name, '.map'), new SourceMap(JSON.parse(await readFile(join(folder, name), 'utf8'))));
  }
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const entry = maps.get(basename(url))?.findEntry(lineNumber, columnNumber);
    const place = entry !== undefined && 'originalSource' in entry ? entry.originalSource : '';
    return kinds.find(([, pattern]) => pattern.test(functionName) || (place !== '' && pattern.test(place)))?.[0];
  };
}
