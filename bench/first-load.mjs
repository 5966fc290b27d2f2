// @ts-check
import { serveFolder } from '../e2e/static-server.mjs';
import { inColdProfile } from './browser.mjs';
import { buildFloor } from './build.mjs';
import { median, plain, plainList } from './figures.mjs';

/** @typedef {import('./run.mjs').Benchmark} Benchmark */
/** @typedef {import('./browser.mjs').Page} Page */
/** @typedef {import('../e2e/static-server.mjs').StaticServer} StaticServer */

const quietMs = 5000;

/**
 * What a first visit costs: the JavaScript it transfers until five seconds after `load` with nobody touching the page,
 * the time until "Prompt" takes a character, and the main thread's longest task meanwhile. Beside it the floor, React with one textarea
 * and nothing else, in turns with the app, so that both meet the same moments of a busy machine.
 * @type {Benchmark}
 */
export async function firstLoad({ site, once }) {
  const built = await buildFloor();
  const floorSite = await serveFolder(built.folder, { packed: true });
  try {
    const app = blank();
    const floor = blank();
    for (let n = 0; n < (once ? 1 : 5); n++) {
      await measureQuietLoad(floor, floorSite);
      await measureQuietLoad(app, site);
    }
    for (let n = 0; n < (once ? 1 : 11); n++) {
      floor.usable.push(await inColdProfile((page) => timeToPrompt(page, floorSite.url)));
      app.usable.push(await inColdProfile((page) => timeToPrompt(page, site.url)));
    }
    return figures(app, floor);
  } finally {
    await floorSite.close();
    await built.remove();
  }
}

/**
 * By load.
 * @typedef {{ usable: number[], longest: number[], transferred: number[], scripts: readonly import('../e2e/static-server.mjs').Served[] }} Measured
 */

/** @returns {Measured} */
function blank() {
  return { usable: [], longest: [], transferred: [], scripts: [] };
}

/** @type {(app: Measured, floor: Measured) => readonly import('./figures.mjs').Figure[]} */
function figures(app, floor) {
  const files = app.scripts.toSorted((a, b) => b.bytes - a.bytes);
  const [usable, floorUsable] = [median(app.usable), median(floor.usable)];
  return [
    {
      name: 'JavaScript transferred, gzip',
      value: median(app.transferred),
      unit: 'kB',
      budget: 150,
      note: `the floor ${plain(median(floor.transferred))} kB\n    ${files.map(({ path, bytes }) => `${plain(bytes / 1000)} ${path}`).join('\n    ')}`,
    },
    {
      name: 'Prompt usable after, in times of the floor',
      value: usable / floorUsable,
      unit: '×',
      budget: 1.5,
      note: `app ${plain(usable)} ms (${plainList(app.usable)}), floor ${plain(floorUsable)} ms (${plainList(floor.usable)})`,
    },
    {
      name: 'Longest main-thread task in the first five seconds',
      value: Math.max(...app.longest),
      unit: 'ms',
      budget: Math.max(50, ...floor.longest),
      note: `0 is: none over 50 ms. By load: app ${plainList(app.longest)}; floor ${plainList(floor.longest)}`,
    },
  ];
}

/** @param {Measured} measured @param {StaticServer} site */
async function measureQuietLoad(measured, site) {
  site.forget();
  const { longTasks, scripts } = await inColdProfile((page) => loadQuietly(page, site));
  measured.longest.push(Math.max(0, ...longTasks));
  measured.transferred.push(scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  measured.scripts = scripts;
}
/** @param {Page} page @param {StaticServer} site */
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
