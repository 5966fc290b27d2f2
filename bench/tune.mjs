// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { text } from '../e2e/loopback/gemini/plans.mjs';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { serveFolder } from '../e2e/static-server.mjs';
import { plain } from './figures.mjs';
import { openLeavableBrowser } from './labeler-browser.mjs';
import { tableOfRows } from './tune-table.mjs';
import { heapBytes } from './worker-profiles.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */
/** @typedef {import('./labeler-browser.mjs').LeavableBrowser} Browser */
/** @typedef {import('../e2e/loopback/gemini/server.mjs').GeminiServer} Gemini */

const msPerCall = 50;
const inFlight = 16;
const callsPerPrompt = 3;

/**
 * Making fine-tuning data in the app's own workers, over HTTP/2 to a server that takes 50 ms a call: 16 in flight beside one after the
 * other; runs whose page is reloaded at a random moment; and 10,000 made rows, looked at, filtered and taken away, and in the app's own table.
 * @type {import('./run.mjs').Benchmark}
 */
export async function tune({ once, site: app }) {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  await build({
    root: resolve(import.meta.dirname, 'tune-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const site = await serveFolder(folder, { packed: true });
  const gemini = await startGeminiServer({ http2: true, keepRequests: 1, preflightSeconds: 3600 });
  gemini.respondWith(answerOf, { call: 'generate' });
  const browser = await openLeavableBrowser();
  const given = { browser, gemini, url: site.url };
  try {
    await browser.visit((page) => page.goto(site.url));
    return [
      ...(await sideBySide(given, once ? 20 : 200)),
      await reloads(given, { times: once ? 1 : 10, prompts: once ? 20 : 60 }),
      ...(await manyRows(given, once ? 1000 : 10_000)),
      ...(await tableOfRows({ site: app, count: once ? 1000 : 10_000 })),
    ];
  } finally {
    await browser.close();
    await gemini.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {{ readonly body: { readonly generationConfig?: Record<string, unknown> } }} request */
function answerOf({ body }) {
  const asks = body.generationConfig?.responseSchema !== undefined;
  const words = 'Take the strands apart, lay them over each other, and tuck each under the next one three times.';
  return text([asks ? JSON.stringify({ critique: `Critique: ${words}`, problem: 'yes' }) : words], {
    delayMs: msPerCall,
  });
}

/**
 * @param {{ browser: Browser, gemini: Gemini }} given
 * @param {number} prompts
 * @returns {Promise<readonly Figure[]>}
 */
async function sideBySide({ browser, gemini }, prompts) {
  /** @param {number} parallel @param {string} words @param {boolean} [bare] */
  const timed = async (parallel, words, bare = false) => {
    gemini.resetCounts();
    await start(browser, gemini, { id: `side-by-side-${parallel}-${words}`, prompts, parallel, words, bare });
    await asked(gemini, callsPerPrompt * prompts);
    const { ms } = await endOf(browser);
    const { calls, peak } = gemini.counts();
    return { ms, calls, peak };
  };
  // The first run fetches code and opens the storage.
  await timed(inFlight, 'Warm');
  const together = await timed(inFlight, 'Together');
  const alone = await timed(1, 'Alone');
  await timed(inFlight, 'Bare warm', true);
  const bareTogether = await timed(inFlight, 'Bare together', true);
  const bareAlone = await timed(1, 'Bare alone', true);
  return [
    {
      name: `Making data of ${prompts} prompts, ${inFlight} calls in flight, over one after the other`,
      value: together.ms / alone.ms,
      unit: 'times',
      budget: 1 / 12,
      note: `1/${plain(alone.ms / together.ms)}: ${plain(together.ms / 1000)} s and ${plain(alone.ms / 1000)} s at ${msPerCall} ms a call; at most ${together.peak} in flight`,
    },
    {
      name: `The same calls as bare requests of one worker: what this browser and this machine can do at the most`,
      value: bareTogether.ms / bareAlone.ms,
      unit: 'times',
      note: `1/${plain(bareAlone.ms / bareTogether.ms)}: ${plain(bareTogether.ms / 1000)} s and ${plain(bareAlone.ms / 1000)} s; the app's run takes ${plain(together.ms / bareTogether.ms)} and ${plain(alone.ms / bareAlone.ms)} times as long`,
    },
    {
      name: 'Calls beyond three a prompt',
      value: Math.max(together.calls, alone.calls) - callsPerPrompt * prompts,
      unit: 'calls',
      budget: 0,
      note: `${together.calls} and ${alone.calls}`,
    },
  ];
}

/**
 * @param {{ browser: Browser, gemini: Gemini }} given
 * @param {{ times: number, prompts: number }} how
 * @returns {Promise<Figure>}
 */
async function reloads({ browser, gemini }, { times, prompts }) {
  const wanted = callsPerPrompt * prompts;
  /** @type {number[]} */
  const repeated = [];
  for (let nth = 0; nth < times; nth++) {
    const asked = { id: `reload-${nth}`, prompts, parallel: inFlight, words: `Reload ${nth}` };
    gemini.resetCounts();
    await start(browser, gemini, asked);
    const moment = Math.floor(wanted * (0.1 + 0.8 * Math.random()));
    while (gemini.counts().calls < moment) await sleep(2);
    await browser.visit((page) => page.reload());
    await start(browser, gemini, asked);
    const { last } = await endOf(browser);
    if (last?.done !== prompts || last.failed > 0)
      throw new Error(`Expected ${prompts} prompts to be made: ${JSON.stringify(last)}`);
    repeated.push(gemini.counts().calls - wanted);
  }
  return {
    name: `Calls repeated after a reload at a random moment, most of ${times}`,
    value: Math.max(...repeated),
    unit: 'calls',
    budget: inFlight,
    note: `${repeated.join(', ')}; ${inFlight} in flight, ${wanted} calls a run`,
  };
}

/**
 * @param {{ browser: Browser }} given
 * @param {number} count
 * @returns {Promise<readonly Figure[]>}
 */
async function manyRows({ browser }, count) {
  const measured = await browser.visit(async (page) => {
    await page.evaluate((rows) => window.tune.fill('many', rows), count);
    /** @param {import('../src/core/tuning/tuning-port').RowFilter} filter @param {number} from */
    const rows = (filter, from) =>
      page.evaluate(
        ([by, place]) => window.tune.rows('many', { filter: by, from: place }),
        /** @type {const} */ ([filter, from]),
      );
    const first = await rows({}, 0);
    const windows = [];
    for (let nth = 0; nth < 20; nth++) windows.push((await rows({}, Math.floor((nth * count) / 20))).ms);
    const filtered = [];
    for (const filter of /** @type {const} */ ([{ outcome: 'failed' }, { flag: 'refusal' }, { principle: 'pair 2' }]))
      filtered.push((await rows(filter, 0)).ms);
    const searched = await rows({ text: `Question ${count - 1}:` }, 0);
    if (searched.matching !== 1) throw new Error(`Expected one row with that text, found ${searched.matching}.`);
    const opened = [];
    for (const row of [1, Math.floor(count / 2), count - 1])
      opened.push(await page.evaluate((number) => window.tune.row('many', number), row));
    const statistics = await page.evaluate(() => window.tune.statistics('many'));
    /** @param {Parameters<typeof window.tune.export>[1]} settings */
    const exportedAs = (settings) => page.evaluate((given) => window.tune.export('many', given), settings);
    const exported = [];
    const longest = [];
    for (const validationShare of [0, 0.1, 0, 0.1]) {
      exported.push(await exportedAs({ validationShare, format: 'trl-preference' }));
      longest.push(await exportedAs({ validationShare, format: 'constitutional-ai' }));
    }
    return {
      first: first.ms,
      windows,
      filtered,
      searched: searched.ms,
      opened,
      statistics,
      exported,
      longest,
      memory: await heapBytes(page),
    };
  });
  const rows = `${count.toLocaleString('en')} rows`;
  /** @param {readonly { ms: number, bytes: number }[]} files */
  const filesOf = (files) => files.map(({ ms, bytes }) => `${plain(ms)} ms for ${plain(bytes / 1e6)} MB`).join(', ');
  return [
    {
      name: `A window of ${rows}, once they were looked at, longest`,
      value: Math.max(...measured.windows),
      unit: 'ms',
      budget: 50,
      note: `the first one: ${plain(measured.first)} ms, in the worker`,
    },
    { name: `Another filter of ${rows}, longest`, value: Math.max(...measured.filtered), unit: 'ms', budget: 50 },
    { name: `A search through all texts of ${rows}`, value: measured.searched, unit: 'ms' },
    { name: `Opening one of ${rows}, longest`, value: Math.max(...measured.opened), unit: 'ms', budget: 50 },
    { name: `Statistics of ${rows}`, value: measured.statistics, unit: 'ms' },
    {
      name: `Export of ${rows}, longest`,
      value: Math.max(...measured.exported.map(({ ms }) => ms)),
      unit: 'ms',
      budget: 2000,
      note: `${filesOf(measured.exported)}; every other one a ZIP`,
    },
    {
      name: `Export of ${rows} with all stages, longest`,
      value: Math.max(...measured.longest.map(({ ms }) => ms)),
      unit: 'ms',
      budget: 2000,
      note: `${filesOf(measured.longest)}; every other one a ZIP`,
    },
    {
      name: 'Memory of page and workers',
      value: measured.memory / 1e6,
      unit: 'MB',
      budget: 150,
      note: 'objects and buffers, after garbage collection',
    },
  ];
}

/**
 * @param {Browser} browser
 * @param {Gemini} gemini
 * @param {{ id: string, prompts: number, parallel: number, words: string, bare?: boolean }} asked
 */
function start(browser, gemini, asked) {
  return browser.visit(async (page) => {
    await page.waitForFunction('window.tune !== undefined');
    await page.evaluate(
      ([url, run]) => {
        window.tune.configure(url, run.parallel);
        if (run.bare) window.tune.startBare(run);
        else window.tune.start(run);
      },
      /** @type {const} */ ([gemini.url, asked]),
    );
    // A worker that starts waits for the driver, and one that has left lets it wait for ever.
    while (gemini.counts().calls === 0) await sleep(5);
  });
}

/**
 * Until the last call has come, as the service knows: to ask the page means to attach to it, which costs browser and driver more than calls do.
 * @param {Gemini} gemini
 * @param {number} calls
 */
async function asked(gemini, calls) {
  while (gemini.counts().calls < calls) await sleep(20);
  await sleep(10 * msPerCall);
}

/** @param {Browser} browser */
async function endOf(browser) {
  for (;;) {
    await sleep(250);
    const ended = await browser.visit((page) => page.evaluate(() => window.tune.ended()));
    if (ended !== undefined) return ended;
  }
}
