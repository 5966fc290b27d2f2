// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { serveFolder } from '../e2e/static-server.mjs';
import { plain } from './figures.mjs';
import { openLeavableBrowser } from './labeler-browser.mjs';

const warmUp = 500;

/**
 * How many calls a second another worker gets through the models worker, 64 at a time, over HTTP/2 to a server that answers at once.
 * Browser and server share this machine, so both are in the figure.
 * @type {import('./run.mjs').Benchmark}
 */
export async function labelerCalls({ once }) {
  const calls = once ? 500 : 3000;
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  await build({
    root: resolve(import.meta.dirname, 'labeler-calls-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const site = await serveFolder(folder);
  const gemini = await startGeminiServer({ http2: true, keepRequests: 1, preflightSeconds: 3600 });
  const browser = await openLeavableBrowser();
  try {
    const { ms, records } = await timedAlone();
    return [
      {
        name: 'Calls a second through the models worker',
        value: (calls / ms) * 1000,
        unit: 'calls/s',
        note: `${calls} calls in ${plain(ms)} ms, at most ${gemini.counts().peak} under way; the page was told of ${records} records`,
      },
    ];
  } finally {
    await browser.close();
    await gemini.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** With nobody attached while it runs. */
  async function timedAlone() {
    await browser.visit(async (page) => {
      await page.goto(site.url);
      await page.waitForFunction('window.calls !== undefined');
      await page.evaluate((endpoint) => window.calls.configure(endpoint), gemini.url);
      await page.evaluate((count) => window.calls.many(count), warmUp);
      await page.evaluate((count) => window.calls.start(count), calls);
    });
    await answered(gemini, warmUp + calls);
    return browser.visit(async (page) => {
      await page.waitForFunction('window.calls.result() !== undefined');
      return /** @type {{ ms: number, records: number }} */ (await page.evaluate('window.calls.result()'));
    });
  }
}

/** @param {import('../e2e/loopback/gemini/server.mjs').GeminiServer} gemini @param {number} count */
async function answered(gemini, count) {
  while (gemini.counts().calls < count) await sleep(200);
}
