// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { openLeavableBrowser } from './labeler-browser.mjs';
import { modelId } from './labeler-service.mjs';

/** @typedef {import('../e2e/loopback/gemini/server.mjs').GeminiServer} GeminiServer */

/** What the field takes; a run makes fewer calls than that. */
const mostPerMinute = 10_000;
const longestMs = 3 * 60_000;
const longestToBegin = 30_000;

/**
 * Trains in the app as a person does, in a browser of its own, and leaves it alone meanwhile: from the press of Train until the page says
 * that it is finished, by the page's own clock.
 * @param {{ site: { url: string }, gemini: GeminiServer, sample: { name: string, path: string }, seed: number, steps: number }} given
 */
export async function trainInTheApp({ site, gemini, sample, seed, steps }) {
  const browser = await openLeavableBrowser();
  try {
    await browser.visit(async (page) => {
      await page.goto(`${site.url}#/settings`);
      await page.getByRole('textbox', { name: 'Gemini endpoint' }).fill(gemini.url);
      await page.getByRole('textbox', { name: 'Gemini API key' }).fill('bench');
      for (const which of ['Prompt model', 'Alignment model']) {
        await page.getByRole('combobox', { name: which }).selectOption({ label: `Gemini: ${modelId}` });
      }
      await setNumber(page.getByRole('spinbutton', { name: 'Requests per minute' }), mostPerMinute);
      await setNumber(page.getByRole('spinbutton', { name: 'Parallel requests' }), 64);
      await page.goto(`${site.url}#/label`);
      await page.getByLabel('Training CSV').setInputFiles(sample.path);
      const knobs = page.getByRole('group', { name: 'Hyperparameters' });
      await setNumber(knobs.getByRole('spinbutton', { name: 'Random seed', exact: true }), seed);
      await setNumber(knobs.getByRole('spinbutton', { name: 'Training steps', exact: true }), steps);
      await page
        .getByRole('region', { name: 'Estimate' })
        .getByText(/\d calls?/)
        .first()
        .waitFor();
      gemini.resetCounts();
      const training = page.getByRole('region', { name: 'Training', exact: true });
      await training.evaluate(watchUntilFinished);
      await training.getByRole('button', { name: 'Train', exact: true }).click();
      // What starts while a driver is attached may wait for it: whoever leaves too early leaves the run standing still.
      await answering(gemini);
    });
    await quiet(gemini);
    const read = await browser.visit(async (page) => {
      await page.waitForFunction(() => 'trainedMs' in window, undefined, { timeout: 60_000 });
      const card = page.getByRole('region', { name: 'Scorecard' });
      return {
        ms: Number(await page.evaluate('window.trainedMs')),
        accuracy: leadingFigure(await card.getByLabel('Accuracy', { exact: true }).textContent()),
      };
    });
    const { calls, promptTokens, peak } = gemini.counts();
    return { ...read, calls, promptTokens, peak };
  } finally {
    await browser.close();
  }
}

/** Of `0.830`, with its interval right behind. @param {string | null} text */
function leadingFigure(text) {
  const figure = /^\d\.\d{3}/.exec(text ?? '')?.[0];
  if (figure === undefined) throw new Error(`Expected the accuracy with three digits, and the page says "${text}".`);
  return Number(figure);
}

/** Runs in the page. @param {Element} region */
function watchUntilFinished(region) {
  let pressed = 0;
  region.addEventListener('click', () => {
    pressed = performance.now();
  });
  new MutationObserver((_, observer) => {
    if (pressed === 0 || !/Finished/.test(region.textContent ?? '')) return;
    observer.disconnect();
    Object.assign(window, { trainedMs: performance.now() - pressed });
  }).observe(region, { subtree: true, childList: true, characterData: true });
}

/** Resolves when calls come. @param {GeminiServer} gemini */
async function answering(gemini) {
  const until = performance.now() + longestToBegin;
  while (gemini.counts().calls < 10) {
    if (performance.now() > until) {
      throw new Error(`Expected the first calls within ${longestToBegin / 1000} seconds after "Train", and none came.`);
    }
    await sleep(20);
  }
}

/** Resolves when no call has come for two seconds. @param {GeminiServer} gemini */
async function quiet(gemini) {
  const until = performance.now() + longestMs;
  let before = -1;
  while (gemini.counts().calls !== before) {
    if (performance.now() > until) throw new Error(`Expected training to end within ${longestMs / 60_000} minutes.`);
    before = gemini.counts().calls;
    await sleep(2000);
  }
}

/** @param {import('playwright').Locator} field @param {number} value */
async function setNumber(field, value) {
  await field.fill(String(value));
  await field.blur();
}
