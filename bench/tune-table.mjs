// @ts-check
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inColdProfile } from './browser.mjs';
import { plain } from './figures.mjs';
import { longestTaskDuring } from './page-tasks.mjs';

/** What a person begins to notice. */
const longestMs = 50;

/**
 * The table of the app itself, with rows that were brought in as pairs: the longest task of the page while it is scrolled, filtered, and a
 * row of it opened.
 * @param {{ site: { url: string }, count: number }} given
 * @returns {Promise<readonly import('./figures.mjs').Figure[]>}
 */
export async function tableOfRows({ site, count }) {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'));
  const file = join(folder, 'pairs.csv');
  await writeFile(file, pairs(count));
  try {
    return await inColdProfile((page) => measured(page, { site, count, file }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('playwright').Page} page
 * @param {{ site: { url: string }, count: number, file: string }} given
 * @returns {Promise<readonly import('./figures.mjs').Figure[]>}
 */
async function measured(page, { site, count, file }) {
  await page.goto(`${site.url}#/tune`);
  await page.getByRole('button', { name: 'Run menu' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Bring in pairs' }).click();
  await (await chooser).setFiles(file);
  const table = page.getByRole('table', { name: 'Generated examples' });
  await page.locator(`table[aria-rowcount="${count + 1}"]`).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Dismiss' }).click();
  const frame = page.getByRole('group', { name: 'Generated examples, scrollable' });
  await settled(page);

  const rows = `${count.toLocaleString('en')} rows`;
  return [
    figureOf(`Scrolling the table of ${rows}, longest task`, await longestTaskDuring(page, () => scroll(page, frame))),
    figureOf(
      `Filtering the table of ${rows}, longest task`,
      await longestTaskDuring(page, async () => {
        const text = page.getByRole('searchbox', { name: 'Filter by text' });
        await text.pressSequentially(`Question ${count}:`, { delay: 60 });
        await page.locator('table[aria-rowcount="2"]').waitFor({ timeout: 60_000 });
        await text.fill('');
        await page.locator(`table[aria-rowcount="${count + 1}"]`).waitFor({ timeout: 60_000 });
      }),
    ),
    figureOf(
      `Opening a row of ${rows}, longest task`,
      await longestTaskDuring(page, async () => {
        await table
          .getByRole('button', { name: /^Row \d+:/ })
          .nth(3)
          .click();
        await page.getByRole('button', { name: 'Reject', exact: true }).waitFor();
        await page.keyboard.press('x');
        await page.locator('button[aria-pressed="true"]', { hasText: 'Reject' }).waitFor();
        await settled(page);
      }),
    ),
  ];
}

/** By the wheel as people do, then as far as the bar is dragged, and back. @param {import('playwright').Page} page @param {import('playwright').Locator} frame */
async function scroll(page, frame) {
  await frame.hover();
  for (let turn = 0; turn < 60; turn++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
  for (const share of [0.9, 0.1, 0.5, 0.75, 1, 0]) {
    await frame.evaluate((element, part) => {
      element.scrollTop = part * element.scrollHeight;
    }, share);
    await page.waitForTimeout(200);
  }
}

/** @param {import('playwright').Page} page */
async function settled(page) {
  await page.waitForTimeout(1000);
}

/** @param {string} name @param {{ clock: number, computed: number, count: number }} longest */
function figureOf(name, { clock, computed, count }) {
  return {
    name,
    value: computed,
    unit: 'ms',
    budget: longestMs,
    note: `of computing; ${plain(clock)} ms by the clock, ${count} tasks`,
  };
}

/** Answers of 120 words each. @param {number} count */
function pairs(count) {
  /** @param {number} seed */
  const words = (seed) => Array.from({ length: 120 }, (_, at) => `word${(at * 7 + seed) % 1000}`).join(' ');
  const lines = Array.from(
    { length: count },
    (_, at) => `"Question ${at + 1}: ${words(at).slice(0, 200)}","${words(at + 1)}","${words(at + 2)}"`,
  );
  return `prompt,chosen,rejected\n${lines.join('\n')}\n`;
}
