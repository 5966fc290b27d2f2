// @ts-check
import { chromium } from 'playwright';
import { findChromium } from '../e2e/chromium/find-chromium.mjs';
import { launchArgs } from '../e2e/chromium/launch-args.mjs';
import { thisMachine } from '../e2e/chromium/this-machine.mjs';

/** @typedef {import('playwright').Page} Page */

/** @type {string | undefined} */
let path;

/**
 * Runs `work` in a browser of its own, whose profile is new: no cache, no compiled code, no storage.
 * @template T
 * @param {(page: Page) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inColdProfile(work) {
  path ??= findChromium(thisMachine());
  const browser = await chromium.launch({
    executablePath: path,
    headless: true,
    args: [...launchArgs],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => console.error(`  The page threw: ${error.message}`));
    return await work(page);
  } finally {
    await browser.close();
  }
}
