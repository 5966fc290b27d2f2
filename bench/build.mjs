// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, resolveConfig } from 'vite';

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
 * The page of React with one textarea that the first load is measured against, built for the same browsers as the app.
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function buildFloor() {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  const { build: asTheApp } = await resolveConfig({ root, logLevel: 'error' }, 'build', 'production', 'production');
  await build({
    root: resolve(import.meta.dirname, 'floor-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    build: { target: asTheApp.target, outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
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
