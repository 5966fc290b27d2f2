import { expect, type Page } from 'playwright/test';
import { exportProjectJson } from '../src/core/project/export-project';
import { largeProject } from './pages/large-project';
import { test } from './pages/test';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const;

for (const size of sizes) {
  test.describe(`the page itself never scrolls at ${size.width}×${size.height}`, () => {
    test.use({ viewport: size, reducedMotion: 'reduce' });

    test.beforeEach(async ({ studio, page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await studio.importFile('large.json', exportProjectJson(largeProject({ principles: 30, runs: 200 })));
      await expect(page).toHaveTitle(/Large/);
    });

    test('on any page', { tag: size.width < 500 ? '@story' : [] }, async ({ studio, page }) => {
      for (const route of ['Align', 'Label', 'Tune', 'Playground', 'Settings'] as const) {
        await studio.goTo(route);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached();
        await expectStill(page, route);
      }
    });

    test('in any pane or dialog of Align', async ({ studio, page }) => {
      for (const pane of ['Prompt', 'Principles', 'History', 'Responses'] as const) {
        await showPane(page, pane);
        await expectStill(page, pane);
      }
      await expect(studio.response(1)).toBeVisible();
      await studio.openFeedback('Critique', 1);
      await expectStill(page, 'feedback');
      await page.getByRole('button', { name: 'Close feedback' }).click();
      await showPane(page, 'Principles');
      await expect(studio.principles).toHaveCount(30);
      await studio.principle(30).scrollIntoViewIfNeeded();
      await expectStill(page, 'the last principle');
      await studio.principle(30).getByRole('button', { name: 'Why this principle?' }).click();
      await expect(page.getByRole('dialog', { name: 'Why this principle?' })).toBeVisible();
      await expectStill(page, 'Why this principle?');
      await page.keyboard.press('Escape');
      await studio.principle(30).getByRole('button', { name: 'Edit', exact: true }).click();
      await expectStill(page, 'a principle in edit');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Constitution menu' }).click();
      await expectStill(page, 'a menu');
      await page.getByRole('menuitem', { name: 'Select several' }).click();
      await expectStill(page, 'several selected');
      await page.getByRole('button', { name: 'Done selecting' }).click();
      await studio.fold();
      await expectStill(page, 'Review prompt change');
      await studio.review.getByRole('button', { name: 'Accept' }).click();
      await showPane(page, 'History');
      await studio.history.getByRole('button', { name: 'Compare versions' }).click();
      await expect(page.getByRole('dialog', { name: 'Compare versions' })).toBeVisible();
      await expectStill(page, 'Compare versions');
    });

    test('in any dialog of the frame', async ({ studio, page }) => {
      await studio.openCallLog();
      await expectStill(page, 'Call log');
      await page.keyboard.press('Escape');
      await studio.eachDialog((state) => expectStill(page, state));
    });
  });
}

async function expectStill(page: Page, where: string): Promise<void> {
  const measured = await page.evaluate(() => {
    const boxes = [document.documentElement, document.body].map((box) => box.scrollHeight - box.clientHeight);
    window.scrollTo(0, 10_000);
    return { tooHigh: boxes, scrolledTo: window.scrollY, loose: looseElements() };

    /** What is laid out against something outside the container that it scrolls with. */
    function looseElements(): readonly string[] {
      return [...document.querySelectorAll<HTMLElement>('#root *')]
        .filter((element) => getComputedStyle(element).position === 'absolute' && element.offsetParent !== null)
        .filter((element) => {
          const scroller = scrollerOf(element);
          return scroller !== null && element.offsetParent?.contains(scroller) && element.offsetParent !== scroller;
        })
        .map((element) => `${element.tagName} ${element.className} in ${element.parentElement?.className}`);
    }

    function scrollerOf(element: HTMLElement): HTMLElement | null {
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
      }
      return null;
    }
  });
  expect(measured, where).toEqual({ tooHigh: [0, 0], scrolledTo: 0, loose: [] });
}

/** A narrow window shows one pane at a time; a wide one has no such choice. */
async function showPane(page: Page, name: 'Prompt' | 'Responses' | 'Principles' | 'History'): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: 'Pane' }).getByRole('radio', { name });
  if (await choice.isVisible()) await choice.check({ force: true });
}
