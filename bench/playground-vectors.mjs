// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { serveFolder } from '../e2e/static-server.mjs';
import { plain } from './figures.mjs';
import { openLeavableBrowser } from './labeler-browser.mjs';
import { heapBytes } from './worker-profiles.mjs';

/**
 * Vectors of 768 dimensions in the app's own work worker, from a model that answers at once: 10,000 texts embedded, searched, laid out
 * by PCA and written as a file; 2,000 laid out by UMAP.
 * @param {boolean} once
 * @returns {Promise<readonly import('./figures.mjs').Figure[]>}
 */
export async function playgroundVectors(once) {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  await build({
    root: resolve(import.meta.dirname, 'vectors-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const site = await serveFolder(folder, { packed: true });
  const browser = await openLeavableBrowser();
  try {
    const [count, few] = once ? [1000, 200] : [10_000, 2000];
    return await browser.visit(async (page) => {
      await page.goto(site.url);
      await page.waitForFunction('window.vectors !== undefined');
      const umap = await page.evaluate(async (texts) => {
        await window.vectors.embed(texts);
        return window.vectors.map(texts, 'umap');
      }, few);
      const embedded = await page.evaluate((texts) => window.vectors.embed(texts), count);
      // The first one reads the vectors from the storage.
      const first = await page.evaluate((texts) => window.vectors.neighbours(texts, 0), count);
      const searches = [];
      for (let nth = 0; nth < 10; nth++)
        searches.push(
          await page.evaluate(([texts, n]) => window.vectors.search(texts, n), /** @type {const} */ ([count, nth])),
        );
      const pca = await page.evaluate((texts) => window.vectors.map(texts, 'pca'), count);
      const memory = await heapBytes(page);
      const file = await page.evaluate((texts) => window.vectors.file(texts), count);
      const texts = `${count.toLocaleString('en')} texts`;
      return [
        {
          name: `Longest task of the page while ${texts} are embedded`,
          value: Math.max(0, ...embedded.longTasks),
          unit: 'ms',
          budget: 50,
          note: `${plain(embedded.ms)} ms in all; 0: none was longer than 50 ms`,
        },
        {
          name: `A search among ${texts}, longest of 10`,
          value: Math.max(...searches),
          unit: 'ms',
          budget: 50,
          note: `with the way to the worker and to the model; reading the vectors first: ${plain(first)} ms`,
        },
        { name: `PCA of ${texts}`, value: pca, unit: 'ms', budget: 2000 },
        { name: `UMAP of ${few.toLocaleString('en')} texts`, value: umap, unit: 'ms' },
        { name: `NPY file of ${texts}`, value: file, unit: 'ms' },
        {
          name: 'Memory of page and workers',
          value: memory / 1e6,
          unit: 'MB',
          budget: 120,
          note: 'objects and buffers, after garbage collection',
        },
      ];
    });
  } finally {
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}
