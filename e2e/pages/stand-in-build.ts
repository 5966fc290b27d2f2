import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { dist, enginesOf } from './built-folder';

const standIn = resolve(import.meta.dirname, '../stand-in-engine');

/**
 * The built app in a folder of its own, with an engine of ours in the file that holds WebLLM, and its hash in the service worker's list.
 * For tests that have a service worker: no route of Playwright's reaches what such a one has kept.
 */
export async function writeStandInBuild(folder: string): Promise<void> {
  await cp(dist, folder, { recursive: true });
  const script = await bundled();
  let list = await readFile(join(folder, 'sw.js'), 'utf8');
  const engines = await enginesOf(dist);
  if (engines.length === 0) throw new Error('Expected a chunk with WebLLM in the built app, found none.');
  for (const path of engines) {
    list = list.replaceAll(hashOf(await readFile(join(dist, path), 'utf8')), hashOf(script));
    await writeFile(join(folder, path), script);
  }
  if (!list.includes(hashOf(script))) throw new Error('Expected the hash of the engine in sw.js, found none.');
  await writeFile(join(folder, 'sw.js'), list);
}

/** One module, as the chunk that it replaces is one. */
async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(standIn, 'chunk.mjs'), formats: ['es'], fileName: 'chunk' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('Expected a bundle of the stand-in engine.');
  return output.output[0].code;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
