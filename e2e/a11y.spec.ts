import { expect, type Page } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { test } from './pages/test';

/** Each size and each theme, but not each pair of them: contrast is of the theme, and what is shown of the size. */
const looks = [
  { theme: 'light', size: { width: 1440, height: 900 } },
  { theme: 'dark', size: { width: 390, height: 844 } },
] as const;

/** What lies under an open one cannot be reached. */
const dialogs = '[role="dialog"], [role="alertdialog"]';

for (const { theme, size } of looks) {
  test.describe(`axe finds nothing at ${size.width}×${size.height}, ${theme}`, () => {
    test.use({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' });

    const isStory = theme === 'light' && size.width > 1000;
    test('on the first visit', { tag: isStory ? '@story' : [] }, async ({ studio, page }) => {
      await page.goto('/');
      await expect(page.getByRole('dialog', { name: /^Tour/ })).toBeVisible();
      await expectNothingFound(page, { state: 'the sample with the tour' });
      await studio.page.getByRole('button', { name: 'Skip', exact: true }).click();
      await studio.chooseInProjectMenu('New project');
      await expect(page).toHaveTitle(/Untitled/);
      await expectNothingFound(page, { state: 'an empty project' });
    });

    test('on the other pages', async ({ studio, page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      for (const route of ['Label', 'Tune', 'Playground', 'Settings'] as const) {
        await studio.goTo(route);
        await expect(page.getByRole('heading', { level: 1, name: route })).toBeVisible();
        await expectNothingFound(page, { state: route });
      }
      await studio.settings.testConnection();
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
      await expectNothingFound(page, { state: 'Settings after a failed test' });
      await page.getByRole('checkbox', { name: 'Data never leaves this device' }).check();
      await expectNothingFound(page, { state: 'Settings in private mode' });
    });

    // The rest in both sizes and both themes, but not in each of the four pairs: an analysis takes a second.
    if ((theme === 'light') !== size.width > 1000) return;

    test('while Align is worked on', async ({ studio, page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await page.keyboard.press('Control+Enter');
      await studio.runIsDone();
      await expectNothingFound(page, { state: 'responses' });
      await studio.openFeedback('Critique', 1);
      await expect(studio.rationales).toHaveCount(3);
      await expectNothingFound(page, { state: 'feedback' });
      await studio.feedbackText.fill('It should start with a question.');
      await studio.submitFeedback.click();
      await expect(studio.feedback).toBeHidden();
      await showPane(page, 'Principles');
      await expect(studio.principle(1)).toBeVisible();
      await expectNothingFound(page, { state: 'a principle that has just come' });
      await studio.principle(1).getByRole('button', { name: 'Edit', exact: true }).click();
      await expectNothingFound(page, { state: 'a principle in edit' });
      await page.keyboard.press('Escape');
      await studio.principle(1).getByRole('button', { name: 'Why this principle?' }).click();
      await expect(page.getByRole('dialog', { name: 'Why this principle?' })).toBeVisible();
      await expectNothingFound(page, { state: 'Why this principle?', within: dialogs });
      await page.keyboard.press('Escape');
      await studio.fold();
      await expectNothingFound(page, { state: 'Review prompt change', within: dialogs });
      await studio.review.getByRole('button', { name: 'Accept' }).click();
      await expect(studio.principle(1)).toContainText('Folded into prompt');
      await showPane(page, 'Prompt');
      await expectNothingFound(page, { state: 'a folded prompt' });
      await showPane(page, 'History');
      await expectNothingFound(page, { state: 'History' });
      await studio.history.getByRole('button', { name: 'Compare versions' }).click();
      await expect(page.getByRole('dialog', { name: 'Compare versions' })).toBeVisible();
      await expectNothingFound(page, { state: 'Compare versions', within: dialogs });
    });

    test('in the dialogs of the frame', async ({ studio, page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await page.keyboard.press('Control+Enter');
      await studio.runIsDone();
      const log = await studio.openCallLog();
      await log.getByRole('listitem').first().getByRole('button').first().click();
      await expectNothingFound(page, { state: 'Call log', within: dialogs });
      await page.keyboard.press('Escape');
      await studio.eachDialog((state) => expectNothingFound(page, { state, within: dialogs }));
      await studio.importFile('notes.json', 'not JSON');
      await expect(studio.alert('not valid JSON')).toBeVisible();
      await expectNothingFound(page, { state: 'a notice' });
      await studio.alert('not valid JSON').getByRole('button', { name: 'Dismiss' }).click();
    });
  });
}

/** A narrow window shows one pane at a time; a wide one has no such choice. */
async function showPane(page: Page, name: 'Prompt' | 'Responses' | 'Principles' | 'History'): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: 'Pane' }).getByRole('radio', { name });
  if (await choice.isVisible()) await choice.check({ force: true });
}
