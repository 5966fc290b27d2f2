// @ts-check
import { inColdProfile } from './browser.mjs';
import { median, plain, plainList } from './figures.mjs';

/** @typedef {import('./run.mjs').Benchmark} Benchmark */
/** @typedef {import('./browser.mjs').Page} Page */

const quietMs = 5000;

/**
 * What a first visit costs: the JavaScript it transfers until five seconds after `load` with nobody touching the page,
 * the time until "Prompt" takes a character, and the main thread's longest task meanwhile.
 * @type {Benchmark}
 */
export async function firstLoad({ site, once }) {
  const loads = once ? 1 : 5;
  const quiet = [];
  const usable = [];
  for (let n = 0; n < loads; n++) {
    site.forget();
    quiet.push(await inColdProfile((page) => loadQuietly(page, site)));
    usable.push(await inColdProfile((page) => timeToPrompt(page, site.url)));
  }
  const transferred = quiet.map(({ scripts }) => scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  const longest = quiet.map(({ longTasks }) => Math.max(0, ...longTasks));
  const files = (quiet[0]?.scripts ?? []).toSorted((a, b) => b.bytes - a.bytes);
  return [
    {
      name: 'JavaScript transferred, gzip',
      value: median(transferred),
      unit: 'kB',
      budget: 150,
      note: files.map(({ path, bytes }) => `${plain(bytes / 1000)} ${path}`).join('\n    '),
    },
    { name: 'Prompt usable after', value: median(usable), unit: 'ms', budget: 500, note: `all: ${plainList(usable)}` },
    {
      name: 'Longest main-thread task in the first five seconds',
      value: Math.max(...longest),
      unit: 'ms',
      budget: 50,
      note: `0 is: none over 50 ms. By load: ${plainList(longest)}`,
    },
  ];
}

/** @param {Page} page @param {import('../e2e/static-server.mjs').StaticServer} site */
async function loadQuietly(page, site) {
  await page.addInitScript(() => {
    /** @type {number[]} */
    const durations = [];
    Object.assign(window, { longTasks: durations });
    new PerformanceObserver((list) => durations.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
      buffered: true,
    });
  });
  await page.goto(`${site.url}#/align`, { waitUntil: 'load' });
  await page.waitForTimeout(quietMs);
  const longTasks = /** @type {number[]} */ (await page.evaluate('window.longTasks'));
  return { longTasks, scripts: site.served().filter(({ type }) => type === 'text/javascript') };
}

/**
 * Milliseconds from navigation until the box is shown, enabled, and has kept a character over a frame. Measured in the page, so that
 * the driver's own way to it does not count.
 * @param {Page} page
 * @param {string} url
 * @returns {Promise<number>}
 */
async function timeToPrompt(page, url) {
  await page.addInitScript(() => {
    /** @type {HTMLTextAreaElement | null} */
    let typedIn = null;
    function look() {
      const box = document.querySelector('main textarea');
      if (typedIn !== null && typedIn === box && typedIn.value.includes('§')) {
        Object.assign(window, { usableAt: performance.now() });
        return;
      }
      if (box instanceof HTMLTextAreaElement && !box.disabled && box.checkVisibility()) {
        box.focus();
        document.execCommand('insertText', false, '§');
        typedIn = box;
      }
      requestAnimationFrame(look);
    }
    requestAnimationFrame(look);
  });
  await page.goto(`${url}#/align`, { waitUntil: 'commit' });
  // A function, since the page's policy forbids to evaluate text.
  await page.waitForFunction(() => 'usableAt' in window);
  const text = await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue();
  if (!text.includes('§')) throw new Error(`Expected the typed character in "Prompt", found: ${text}`);
  return Number(await page.evaluate('window.usableAt'));
}
