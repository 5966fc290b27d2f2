// @ts-check
import { text } from '../e2e/loopback/gemini/plans.mjs';
import { startGeminiServer } from '../e2e/loopback/gemini/server.mjs';
import { inColdProfile } from './browser.mjs';
import { loadSource } from './build.mjs';
import { pinnedCases } from './chat-cases.mjs';
import { median, percentile, plain } from './figures.mjs';

/** @typedef {import('playwright').Page} Page */
/** @typedef {import('./figures.mjs').Figure} Figure */

/** Milliseconds between keys, in turn: a fast typist, unevenly. */
const gaps = [70, 110, 90, 150, 60, 120];
const longestStream = { tokens: 300, perSecond: 100 };

/**
 * A conversation of 200 turns with three responses each, 20 branches and 30 principles: typing, rewinding, another branch, three
 * responses that stream at once, and opening the project beside one with the same text in runs; then pinned cases, many at once.
 * @type {import('./run.mjs').Benchmark}
 */
export async function chat({ site, once }) {
  const { bigChatFile, sameTextInRunsFile, chatSize } = await loadSource('bench/big-chat.ts');
  const size = `${chatSize.turns} turns, ${chatSize.candidates} responses each, ${chatSize.branches} branches, ${chatSize.principles} principles`;
  const gemini = await startGeminiServer();
  try {
    const used = await inColdProfile(async (page) => {
      await connect(page, { site, gemini });
      await importFile(page, { site, name: 'chat.json', content: bigChatFile() });
      await page.getByRole('log', { name: 'Conversation' }).getByRole('group').last().waitFor();
      await page.waitForTimeout(1500);
      const keys = await keysIn(page, once ? 10 : 100);
      const moves = await rewindAndSwitch(page, once ? 1 : 12);
      return { keys, ...moves, streamed: await stream(page, gemini, once ? 30 : longestStream.tokens) };
    });
    const rounds = once ? 1 : 5;
    const opened = {
      chat: await timesToOpen({ site, rounds, content: bigChatFile(), shown: 'Message' }),
      runs: await timesToOpen({ site, rounds, content: sameTextInRunsFile(), shown: 'Prompt' }),
    };
    return [
      figure('Key to paint in "Message", 95th percentile', used.keys, { budget: 50, percent: 95, note: size }),
      figure('Rewind, from press to the shorter path on the screen, longest', used.rewinds, {
        budget: 100,
        percent: 100,
      }),
      figure('Another branch, from press to its path on the screen, longest', used.switches, {
        budget: 100,
        percent: 100,
      }),
      {
        name: 'Longest task while three responses stream',
        value: Math.max(0, ...used.streamed.tasks),
        unit: 'ms',
        budget: 50,
        note: `0: none over 50 ms. ${used.streamed.tokens} tokens each in ${plain(used.streamed.ms / 1000)} s, at most ${longestStream.perSecond} a second`,
      },
      {
        name: 'Opening the conversation, over the same text in runs',
        value: median(opened.chat) / median(opened.runs),
        unit: 'times',
        budget: 1.2,
        note: `median of ${rounds}: ${plain(median(opened.chat))} and ${plain(median(opened.runs))} ms from the reload on`,
      },
      ...(await pinnedCases({ site, once })),
    ];
  } finally {
    await gemini.close();
  }
}

/** @type {(name: string, values: readonly number[], how: { budget: number, percent: number, note?: string }) => Figure} */
function figure(name, values, { budget, percent, note }) {
  const seen = `${values.length} times: median ${plain(median(values))}, longest ${plain(Math.max(...values))}`;
  const noted = note === undefined ? seen : `${seen}; ${note}`;
  return { name, value: percentile(values, percent), unit: 'ms', budget, note: noted };
}

/** @type {(page: Page, given: { site: { url: string }, gemini: { url: string } }) => Promise<void>} */
async function connect(page, { site, gemini }) {
  await page.goto(`${site.url}#/settings`);
  await page.getByRole('textbox', { name: 'Gemini endpoint' }).fill(gemini.url);
  await page.getByRole('textbox', { name: 'Gemini API key' }).fill('bench');
  await page.getByRole('combobox', { name: 'Prompt model' }).selectOption({ label: 'Gemini: gemini-flash-latest' });
}

/** @type {(page: Page, given: { site: { url: string }, name: string, content: string }) => Promise<void>} */
async function importFile(page, { site, name, content }) {
  await page.goto(`${site.url}#/align`);
  await page
    .getByLabel('Import file')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await page.waitForFunction(() => /Long conversation|Same text in runs/.test(document.title), undefined, {
    timeout: 60_000,
  });
}

/** From a key's own time stamp until the frame after it is painted. @type {(page: Page, count: number) => Promise<readonly number[]>} */
async function keysIn(page, count) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const measured = [];
    Object.assign(window, { keyWaits: measured });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => measured.push(performance.now() - timeStamp);
          // Is heard after the frame has been painted.
          port2.postMessage(null);
        }),
      { capture: true },
    );
  });
  await page.getByRole('textbox', { name: 'Message', exact: true }).focus();
  for (let key = 0; key < count; key++) {
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'abcdefghij'.charAt(key % 10));
    await page.waitForTimeout(gaps[key % gaps.length] ?? 0);
  }
  return /** @type {number[]} */ (await page.evaluate('window.keyWaits'));
}

/** From a press until the frame in which the log says something else. @type {(page: Page, rounds: number) => Promise<{ rewinds: readonly number[], switches: readonly number[] }>} */
async function rewindAndSwitch(page, rounds) {
  const log = page.getByRole('log', { name: 'Conversation' });
  /** @type {number[]} */
  const rewinds = [];
  /** @type {number[]} */
  const switches = [];
  for (let round = 0; round <= rounds; round++) {
    const rewound = await log
      .getByRole('button', { name: 'Rewind to here' })
      .nth(round + 2)
      .evaluate(pressAndWait);
    const next = log
      .getByRole('button', { name: 'Next branch' })
      .and(page.locator(':not([aria-disabled=true]):not([disabled])'));
    const back = log
      .getByRole('button', { name: 'Previous branch' })
      .and(page.locator(':not([aria-disabled=true]):not([disabled])'));
    const switched = [];
    if ((await next.count()) > 0) switched.push(await next.last().evaluate(pressAndWait));
    if ((await back.count()) > 0) switched.push(await back.last().evaluate(pressAndWait));
    // The first of each fetches its code.
    if (round === 0) continue;
    rewinds.push(rewound);
    switches.push(...switched);
  }
  return { rewinds, switches };
}

/** Runs in the page. @param {Element} button @returns {Promise<number>} */
function pressAndWait(button) {
  const log = document.querySelector('[role=log]');
  const before = log?.textContent;
  const start = performance.now();
  // A press in the page, and not by the driver, whose way here takes longer than the app.
  if (button instanceof HTMLElement) button.click();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (performance.now() - start > 10_000) reject(new Error('The log said the same for ten seconds.'));
      else if (log?.textContent === before) requestAnimationFrame(look);
      else {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - start);
        port2.postMessage(null);
      }
    };
    requestAnimationFrame(look);
  });
}

/**
 * @param {Page} page
 * @param {import('../e2e/loopback/gemini/server.mjs').GeminiServer} gemini
 * @param {number} tokens
 */
async function stream(page, gemini, tokens) {
  const pieces = Array.from({ length: tokens }, (_, at) => `word${at} `);
  for (let at = 0; at < 3; at++) gemini.respondWith(text(pieces, { delayMs: 1000 / longestStream.perSecond }));
  await page.evaluate(() => {
    /** @type {number[]} */
    const tasks = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  await message.fill('And now?');
  const started = Date.now();
  await message.press('Enter');
  await page
    .getByText(`word${tokens - 1}`)
    .nth(2)
    .waitFor({ timeout: 120_000 });
  const ms = Date.now() - started;
  return { ms, tokens, tasks: /** @type {number[]} */ (await page.evaluate('window.longTasks')) };
}

/**
 * From the navigation until the field and the last response are there, in milliseconds; the first time imports.
 * @param {{ site: { url: string }, rounds: number, content: string, shown: string }} given
 */
function timesToOpen({ site, rounds, content, shown }) {
  return inColdProfile(async (page) => {
    await page.addInitScript((field) => {
      const look = () => {
        const isThere =
          document.querySelector(`textarea[aria-label="${field}"], [role=textbox][aria-label="${field}"], label`) !==
            null && /Clock \d+/.test(document.body?.textContent ?? '');
        if (isThere) Object.assign(window, { openedMs: performance.now() });
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, shown);
    await importFile(page, { site, name: 'project.json', content });
    await page.waitForTimeout(2000);
    /** @type {number[]} */
    const times = [];
    for (let round = 0; round < rounds; round++) {
      await page.reload();
      await page.waitForFunction(() => 'openedMs' in window, undefined, { timeout: 60_000 });
      await page.getByRole('textbox', { name: shown, exact: true }).waitFor();
      times.push(Number(await page.evaluate('window.openedMs')));
      await page.waitForTimeout(1000);
    }
    return times;
  });
}
