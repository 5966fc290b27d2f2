// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');

/**
 * The app as it is published, built into a folder that `remove` takes away again.
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function buildApp() {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Loads a module of `src/` in Node, bundled and otherwise as it is in the app.
 * @param {string} path from the root of the repository
 * @returns {Promise<any>} its exports
 */
export async function loadSource(path) {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        ssr: path,
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: { output: { entryFileNames: 'module.mjs' } },
      },
      ssr: { noExternal: true },
    });
    return await import(pathToFileURL(join(folder, 'module.mjs')).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
