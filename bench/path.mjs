// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { text } from '../e2e/loopback/gemini/plans.mjs';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { serveFolder } from '../e2e/static-server.mjs';
import { inColdProfile } from './browser.mjs';
import { median, plain } from './figures.mjs';

const warmUps = 5;

/**
 * What the way through page, worker, wrappers and SDK adds to a `fetch` of the same call from the same page: the same address,
 * headers and body, in turns with it, so that both meet the same moments of a busy machine.
 * @type {import('./run.mjs').Benchmark}
 */
export async function path({ once }) {
  const calls = once ? 1 : 60;
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  const root = resolve(import.meta.dirname, 'path-page');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const site = await serveFolder(folder, { packed: true });
  const gemini = await startGeminiServer();
  gemini.respondWith(text(['Hello', ' from', ' this', ' machine.']), { call: 'generate' });
  try {
    const timed = await inColdProfile(async (page) => {
      await page.goto(site.url);
      await page.waitForFunction('window.bench !== undefined');
      await page.evaluate((endpoint) => window.bench.configure(endpoint), gemini.url);
      await page.evaluate(() => window.bench.throughTheApp());
      const same = sameCall(gemini);
      return page.evaluate(
        async ({ url, init, rounds }) => {
          const app = [];
          const bare = [];
          for (let round = 0; round < rounds; round++) {
            app.push(await window.bench.throughTheApp());
            bare.push(await window.bench.bareFetch(url, init));
          }
          return { app, bare };
        },
        { ...same, rounds: warmUps + calls },
      );
    });
    const app = median(timed.app.slice(warmUps));
    const bare = median(timed.bare.slice(warmUps));
    return [
      {
        name: 'Overhead over a bare fetch, median',
        value: app - bare,
        unit: 'ms',
        budget: 5,
        note: `${calls} calls each, in turns: through the app ${plain(app)} ms, bare fetch ${plain(bare)} ms, ratio ${plain(app / bare)}`,
      },
    ];
  } finally {
    await gemini.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The call that the app has just made, to be made again by hand.
 * @param {import('../e2e/loopback/gemini/server.mjs').GeminiServer} gemini
 */
function sameCall({ url, requests }) {
  const made = requests.at(-1);
  if (made === undefined) throw new Error('Expected the app to have called the service, and it has not.');
  const sent = ['content-type', 'x-goog-api-key', 'x-goog-api-client'].flatMap((name) => {
    const value = made.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    url: url + made.url,
    init: { method: made.method, headers: Object.fromEntries(sent), body: JSON.stringify(made.body) },
  };
}
