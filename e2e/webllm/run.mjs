// @ts-check
/**
 * Leads the real WebLLM engine, in the app's own workers, through load, stream, schema, probabilities, stop, embed and unload.
 * Compiled libraries are not ours to keep here, so the model comes from wherever it is served:
 *
 *     npm run test:webllm -- --model-url <folder of weights> --model-lib-url <library.wasm>
 *         [--embedding-url <folder> --embedding-lib-url <library.wasm>] [--engine <installed alias of another web-llm version>]
 *         [--random-weights] [--context 1024] [--feature shader-f16] [--minutes 60] [--gpu]
 *
 * Without a GPU Chromium computes on a software adapter, about 15 s a token; `--gpu` uses what the machine has.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { findChromium } from '../chromium/find-chromium.mjs';
import { launchArgs } from '../chromium/launch-args.mjs';
import { thisMachine } from '../chromium/this-machine.mjs';
import { serveFolder } from '../static-server.mjs';
import { engineSteps } from './steps.mjs';

const { values: given } = parseArgs({
  options: {
    'model-url': { type: 'string' },
    'model-lib-url': { type: 'string' },
    'embedding-url': { type: 'string' },
    'embedding-lib-url': { type: 'string' },
    engine: { type: 'string' },
    context: { type: 'string', default: '1024' },
    feature: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string', default: '60' },
    'random-weights': { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
  },
});

const modelUrl = given['model-url'];
const libraryUrl = given['model-lib-url'];
if (modelUrl === undefined || libraryUrl === undefined) {
  console.log('skipped: the real engine needs a compiled model. Give --model-url and --model-lib-url.');
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'studio-webllm-'));
const minutes = Number(given.minutes);
let failed = 0;
try {
  await build({
    root: resolve(import.meta.dirname, 'page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    ...(given.engine === undefined ? {} : { resolve: { alias: { '@mlc-ai/web-llm': given.engine } } }),
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const site = await serveFolder(folder);
  const browser = await chromium.launch({
    executablePath: findChromium(thisMachine()),
    args: [
      ...launchArgs,
      '--enable-unsafe-webgpu',
      ...(given.gpu ? ['--enable-features=Vulkan'] : ['--use-webgpu-adapter=swiftshader']),
    ],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(minutes * 60_000);
    page.on('console', (message) => {
      if (message.type() === 'error') console.log(`    the page says: ${message.text()}`);
    });
    await page.goto(site.url);
    await page.waitForFunction('window.engineTest !== undefined');
    // Random weights speak nonsense, which the app rightly refuses.
    if (given['random-weights']) await page.evaluate(() => window.engineTest.configure('numbers'));
    const context = Number(given.context);
    const steps = engineSteps({
      chat: localModel({ id: 'chat-under-test', kind: 'chat', weightsUrl: modelUrl, libraryUrl, context }),
      embedding:
        given['embedding-url'] === undefined || given['embedding-lib-url'] === undefined
          ? null
          : localModel({
              id: 'embedding-under-test-b4',
              kind: 'embedding',
              weightsUrl: given['embedding-url'],
              libraryUrl: given['embedding-lib-url'],
              context: 512,
            }),
    });
    for (const step of steps) failed += (await passes(step, page)) ? 0 : 1;
    console.log(`${steps.length - failed} passed, ${failed} failed`);
  } finally {
    await browser.close();
    await site.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);

/**
 * @param {import('./steps.mjs').Step} step
 * @param {import('playwright').Page} page
 */
async function passes({ name, run }, page) {
  const started = performance.now();
  const took = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const said = await withinMinutes(run(page));
    console.log(`  ok      ${name} (${took()})${said === undefined ? '' : `: ${said}`}`);
    return true;
  } catch (error) {
    console.log(`  FAILED  ${name} (${took()}): ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function withinMinutes(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${minutes} minutes`)), minutes * 60_000);
  });
  try {
    return /** @type {T} */ (await Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {{ id: string, kind: 'chat' | 'embedding', weightsUrl: string, libraryUrl: string, context: number }} model
 * @returns {import('../../src/core/local/local-model').LocalModel}
 */
function localModel({ id, kind, weightsUrl, libraryUrl, context }) {
  return {
    id,
    kind,
    origin: { kind: 'custom', weightsUrl, libraryUrl },
    contextTokens: context,
    memoryBytes: null,
    requiredFeatures: given.feature ?? [],
    bufferBytes: null,
    lowResource: false,
    packageManifest: null,
  };
}
