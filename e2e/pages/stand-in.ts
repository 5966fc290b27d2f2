import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page, Worker } from 'playwright/test';
import type { Plan, StandIn } from '../stand-in-engine/plan.mjs';
import { dist, enginesOf } from './built-folder';

const folder = resolve(import.meta.dirname, '..');
/** Below the app's own origin, so that the page's policy and private mode have nothing against it. */
const prefix = '/stand-in/';

/**
 * From now on the chunk of the built app that holds WebLLM is a module of ours with an engine of the same shape. Everything else is what is
 * published.
 */
export async function standInForWebLlm(context: BrowserContext, plan: Plan = {}): Promise<void> {
  const chunks = await enginesOf(dist);
  if (chunks.length === 0) throw new Error('Expected a chunk with WebLLM in the built app, found none.');
  const body = [
    `import { startPlan } from '${prefix}stand-in-engine/plan.mjs';`,
    `export { MLCEngine } from '${prefix}stand-in-engine/engine.mjs';`,
    `startPlan(${JSON.stringify(plan)});`,
  ].join('\n');
  for (const chunk of chunks) {
    await context.route(`**/${chunk}`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  await context.route(`**${prefix}**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(prefix.length);
    await route.fulfill({ contentType: 'text/javascript', body: await readFile(join(folder, path), 'utf8') });
  });
}

/** What the engine of this page was asked; null before it is loaded. */
export async function engineOf(page: Page): Promise<StandIn | null> {
  return (await modelsWorker(page)).evaluate(() => (globalThis as { standIn?: StandIn }).standIn ?? null);
}

/** Changes what the engine does, from the next step on. */
export async function changePlan(page: Page, plan: Plan): Promise<void> {
  await (await modelsWorker(page)).evaluate((next) => {
    const { standIn } = globalThis as { standIn?: StandIn };
    if (standIn === undefined) throw new Error('Expected an engine that has been loaded.');
    Object.assign(standIn.plan, next);
  }, plan);
}

async function modelsWorker(page: Page): Promise<Worker> {
  const found = page
    .workers()
    .find((worker) => worker.url().includes('models.worker') && !worker.url().includes('local-models'));
  if (found === undefined) throw new Error('Expected the models worker, found none.');
  return found;
}
