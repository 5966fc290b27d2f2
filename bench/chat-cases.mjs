// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from '../e2e/loopback/gemini/plans.mjs';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { loadSource } from './build.mjs';
import { plain } from './figures.mjs';
import { openLeavableBrowser } from './labeler-browser.mjs';
import { modelId } from './labeler-service.mjs';

const latencyMs = 50;
const inFlight = 16;
/** What the field takes; a run makes fewer calls than that. */
const mostPerMinute = 10_000;
const longestMs = 2 * 60_000;

const answer = 'The hall is on the first floor.';
const verdict = JSON.stringify({ reason: 'It says so.', verdict: 'passes' });
const finish = { kind: 'stop', code: 'STOP' };
const usage = { inputTokens: 1, outputTokens: 1, thoughtTokens: 0, estimated: true };

/** @typedef {{ readonly ms: number, readonly calls: number, readonly peak: number }} Run */

/**
 * Pinned cases of a bot, 16 calls in flight, beside the same cases one call after the other: the core alone in Node, with a model that
 * waits; then the app, from the press until the page says that all is known. Nobody is attached to the browser meanwhile.
 * @param {{ site: { url: string }, once: boolean }} given
 * @returns {Promise<readonly import('./figures.mjs').Figure[]>}
 */
export async function pinnedCases({ site, once }) {
  const { pinnedCasesFile } = await loadSource('bench/big-chat.ts');
  const count = once ? 10 : 100;
  const content = pinnedCasesFile(count);
  const alone = await runInCore(content);
  const together = await runCases({ site, content, parallel: inFlight });
  const oneByOne = await runCases({ site, content, parallel: 1 });
  return [
    {
      name: `Wall time of ${count} pinned cases in the core alone, ${inFlight} calls in flight, over one after the other`,
      value: alone.together.ms / alone.oneByOne.ms,
      unit: 'times',
      budget: 1 / 12,
      note: `1/${plain(alone.oneByOne.ms / alone.together.ms)}: ${plain(alone.together.ms)} and ${plain(alone.oneByOne.ms)} ms, ${alone.together.calls} and ${alone.oneByOne.calls} calls`,
    },
    {
      name: `Wall time of ${count} pinned cases in the app, ${inFlight} calls in flight, over one after the other`,
      value: together.ms / oneByOne.ms,
      unit: 'times',
      budget: 1 / 12,
      note: `1/${plain(oneByOne.ms / together.ms)}: ${plain(together.ms / 1000)} and ${plain(oneByOne.ms / 1000)} s at ${latencyMs} ms a call; at most ${together.peak} and ${oneByOne.peak} in flight`,
    },
    {
      name: 'Calls of it, over one after the other',
      value: together.calls / oneByOne.calls,
      unit: 'times',
      budget: 1,
      note: `${together.calls} and ${oneByOne.calls}`,
    },
  ];
}

/** @param {string} content */
async function runInCore(content) {
  const { core } = await loadSource('bench/cases-core.ts');
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const { project } = core.importText(content, { newId, at: '2026-01-02T03:04:05.000Z' }).value;
  const { cases } = project.regression;
  const [model, judge] = [0, 1].map(() => ({ provider: 'gemini', id: modelId }));
  /** @param {number} parallelRequests */
  const timed = async (parallelRequests) => {
    let calls = 0;
    const waiting = {
      ref: model,
      capabilities: {},
      /** @param {{ purpose: string }} request */
      async *stream({ purpose }) {
        calls += 1;
        await sleep(latencyMs);
        yield { type: 'done', reply: { text: purpose === 'judge-case' ? verdict : answer, finish, usage } };
      },
    };
    const planned = core.plannedSamples({
      cases,
      ids: new Set(cases.map((/** @type {{ id: string }} */ { id }) => id)),
      documents: [{ document: project.prompt, isTrial: false }],
      samples: 1,
      settings: {},
      botName: '',
      contextTokens: null,
      model,
      judge,
    });
    const { signal } = new AbortController();
    const limits = { parallelRequests, requestsPerMinute: mostPerMinute };
    const deps = { models: { model: () => waiting }, model, judge, limits, callBudget: null, signal };
    const started = performance.now();
    let judged = 0;
    for await (const { kind } of core.runCases(planned, deps)) if (kind === 'judged') judged += 1;
    if (judged !== cases.length) throw new Error(`Expected ${cases.length} verdicts, got ${judged}.`);
    return { ms: performance.now() - started, calls };
  };
  return { together: await timed(inFlight), oneByOne: await timed(1) };
}

/** @param {{ site: { url: string }, content: string, parallel: number }} given @returns {Promise<Run>} */
async function runCases({ site, content, parallel }) {
  const gemini = await startGeminiServer({ http2: true, latencyMs, keepRequests: 1, preflightSeconds: 3600 });
  gemini.respondWith(text(answer), { schema: false });
  gemini.respondWith(text(verdict), { schema: true });
  const browser = await openLeavableBrowser();
  try {
    await browser.visit(async (page) => {
      await connect(page, { site, gemini, parallel });
      await page.goto(`${site.url}#/align`);
      await page
        .getByLabel('Import file')
        .setInputFiles({ name: 'cases.json', mimeType: 'application/json', buffer: Buffer.from(content) });
      await page.waitForFunction(() => /Pinned cases/.test(document.title), undefined, { timeout: 60_000 });
      // The window that a browser opens by itself is too narrow for all panes.
      await page.getByRole('radiogroup', { name: 'Pane' }).getByRole('radio', { name: 'Principles' }).check();
      const section = page.getByRole('region', { name: 'Regression' });
      await section.getByText(/about \d+ calls/).waitFor();
      await page.getByRole('status', { name: 'Save state' }).filter({ hasText: 'Saved' }).waitFor();
      // What a first visit still does by itself is over: the app is kept for offline use.
      await page.waitForTimeout(5000);
      gemini.resetCounts();
      await section.evaluate(watchUntilKnown);
      await section.getByRole('button', { name: 'Run pinned cases' }).click();
    });
    await quiet(gemini);
    const ms = await browser.visit(async (page) => {
      await page.waitForFunction('window.casesMs !== undefined', undefined, { timeout: longestMs });
      return Number(await page.evaluate('window.casesMs'));
    });
    const { calls, peak } = gemini.counts();
    return { ms, calls, peak };
  } finally {
    await browser.close();
    await gemini.close();
  }
}

/** @param {import('playwright').Page} page @param {{ site: { url: string }, gemini: { url: string }, parallel: number }} given */
async function connect(page, { site, gemini, parallel }) {
  await page.goto(`${site.url}#/settings`);
  await page.getByRole('textbox', { name: 'Gemini endpoint' }).fill(gemini.url);
  await page.getByRole('textbox', { name: 'Gemini API key' }).fill('bench');
  for (const which of ['Prompt model', 'Alignment model'])
    await page.getByRole('combobox', { name: which }).selectOption({ label: `Gemini: ${modelId}` });
  for (const [name, value] of /** @type {const} */ ([
    ['Requests per minute', mostPerMinute],
    ['Parallel requests', parallel],
  ])) {
    const field = page.getByRole('spinbutton', { name });
    await field.fill(String(value));
    await field.blur();
  }
}

/** Runs in the page. @param {Element} section */
function watchUntilKnown(section) {
  let pressed = 0;
  section.addEventListener('click', () => {
    pressed = performance.now();
  });
  new MutationObserver((_, observer) => {
    if (pressed === 0 || !/All known for the present prompt/.test(section.textContent ?? '')) return;
    observer.disconnect();
    Object.assign(window, { casesMs: performance.now() - pressed });
  }).observe(section, { subtree: true, childList: true, characterData: true });
}

/** Resolves when no call has come for a second. @param {import('../e2e/loopback/gemini/server.mjs').GeminiServer} gemini */
async function quiet(gemini) {
  const until = performance.now() + longestMs;
  for (let before = -1; gemini.counts().calls !== before; ) {
    if (performance.now() > until) throw new Error(`Expected the cases to end within ${longestMs / 60_000} minutes.`);
    before = gemini.counts().calls;
    await sleep(1000);
  }
}
