import { expect, type Page } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { expectFocusSeen, tabTo } from './pages/tab-to';
import { test } from './pages/test';
import { TunePage } from './pages/tune-page';

const looks = [
  { theme: 'light', size: { width: 1440, height: 900 } },
  { theme: 'dark', size: { width: 390, height: 844 } },
] as const;

for (const { theme, size } of looks) {
  test.describe(`axe finds nothing on Tune at ${size.width}×${size.height}, ${theme}`, () => {
    test.use({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' });

    test('from an empty page to a download', async ({ page }) => {
      const tune = new TunePage(page);
      await page.goto('/#/tune');
      await expect(page.getByRole('button', { name: /^Open the sample/ })).toBeVisible();
      await expectNothingFound(page, { state: 'the empty page' });
      await page.getByRole('button', { name: /^Open the sample/ }).click();
      await tune.isReady();
      await showPane(page, 'Set-up');
      await openAll(page, 'Set-up');
      await expectNothingFound(page, { state: 'the set-up, all of it open' });
      await showPane(page, 'Constitution');
      await openAll(page, 'Sources and results');
      await expectNothingFound(page, { state: 'the constitution, all of it open' });
      await page.getByRole('button', { name: 'Edit Pair 1' }).click();
      await expectNothingFound(page, { state: 'a pair in edit' });
      await page.keyboard.press('Escape');

      await showPane(page, 'Stages');
      await tune.tryOne.click();
      await expect(tune.stages).toContainText(/\d calls?/);
      await expectNothingFound(page, { state: 'one prompt through all stages' });
      await tune.stages
        .getByRole('button', { name: /^Exact prompt/ })
        .first()
        .click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNothingFound(page, { state: 'an exact prompt' });
      await page.keyboard.press('Escape');

      await tune.generate.click();
      await tune.stands('Finished');
      await showPane(page, 'Examples');
      await tune.open(2);
      await page.keyboard.press('f');
      await expectNothingFound(page, { state: 'an opened row' });
      await page.keyboard.press('e');
      await expect(page.getByRole('textbox', { name: 'Completion' })).toBeFocused();
      await expectNothingFound(page, { state: 'a row in edit' });
      await page.keyboard.press('Escape');
      await showPane(page, 'Constitution');
      await expect(tune.statistics).toContainText('Words, median');
      await openAll(page, 'Sources and results');
      await expectNothingFound(page, { state: 'statistics and download' });
    });
  });
}

test('data is made, cleaned and taken away with the keyboard alone', async ({ studio, page }) => {
  const tune = new TunePage(page);
  await studio.open();

  await test.step('the way to the page, and a sample', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Tune', exact: true }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: /^Open the sample/ }));
    await page.keyboard.press('Enter');
    await tune.isReady();
  });

  await test.step('one is tried, then all', async () => {
    await tabTo(page, tune.tryOne, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(tune.stages).toContainText(/\d calls?/);
    await tabTo(page, tune.generate, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tune.stands('Finished');
  });

  await test.step('a row opens, is flagged, edited and rejected', async () => {
    await tabTo(page, tune.row(1));
    await page.keyboard.press('Enter');
    const row = page.getByRole('region', { name: 'Row 1', exact: true });
    await expect(row.getByRole('button', { name: 'Flag' })).toBeVisible();
    await page.keyboard.press('f');
    await expect(row.getByRole('button', { name: 'Flag' })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('e');
    const text = page.getByRole('textbox', { name: 'Completion' });
    await expect(text).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('x marks the spot, f and s as well');
    await expect(text, 'keys are letters in a field').toHaveValue('x marks the spot, f and s as well');
    await page.keyboard.press('Control+Enter');
    await expect(row).toContainText('Edited by you');
    await page.keyboard.press('x');
    await expect(row.getByRole('button', { name: 'Reject', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Control+z');
    await expect(row.getByRole('button', { name: 'Reject', exact: true })).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('the file is downloaded', async () => {
    await tabTo(page, tune.download.getByRole('button', { name: 'Download JSONL' }));
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await coming).suggestedFilename()).toMatch(/\.(zip|jsonl)$/);
    await expectFocusSeen(page);
  });
});

/** A narrow window shows one pane at a time, a middling one two; a wide one has no such choice. */
async function showPane(page: Page, name: 'Set-up' | 'Stages' | 'Examples' | 'Constitution'): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: 'Pane' }).getByRole('radio', { name });
  if ((await choice.count()) > 0 && (await choice.isVisible())) await choice.check({ force: true });
}

async function openAll(page: Page, region: string): Promise<void> {
  await page.getByRole('region', { name: region }).evaluate((pane) => {
    for (const details of pane.querySelectorAll('details')) details.open = true;
  });
}
