import { expect, type Page } from 'playwright/test';
import { test } from './pages/test';

const sample = 'Give three creative uses for {item}. The reader is {audience}.';

/** The page as index.html has it, for as long as the test holds the app's code back. */
test.describe('the prompt, before the app is there,', () => {
  test('takes what is typed, and the app goes on with it', { tag: '@story' }, async ({ studio, page }) => {
    const letIn = await holdTheApp(page);
    await page.goto('/');
    await expect(studio.prompt).toHaveValue(sample);
    await studio.prompt.press('Control+End');
    await page.keyboard.type(' Be kin');
    await expect(studio.runButton).toHaveCount(0);

    letIn();
    await expect(studio.runButton).toBeEnabled();
    await expect(studio.prompt).toBeFocused();
    await page.keyboard.type('d.');
    await expect(studio.prompt).toHaveValue(`${sample} Be kind.`);
    await expect(studio.composed).toContainText('Be kind.');
    await expect(studio.history).toContainText('Reworded the prompt');
    // How far apart the keys came says whether they are one change or two.
    await expect(async () => {
      await page.keyboard.press('Control+z');
      await expect(studio.prompt).toHaveValue(sample, { timeout: 2000 });
    }).toPass();
  });

  test('shows what was saved, where the author left it', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await page.getByRole('separator', { name: 'Width of the prompt pane' }).press('ArrowRight');
    await studio.prompt.fill('Name {count} birds.\nOne a line.');
    await expect(studio.saveState).toHaveText('Saved');
    await page.goto('about:blank');

    const letIn = await holdTheApp(page);
    await page.goto('/');
    await expect(studio.prompt).toHaveValue('Name {count} birds.\nOne a line.');
    await expect(studio.runButton).toHaveCount(0);
    const early = await studio.prompt.boundingBox();
    // Before the first word, so that the caret is seen to come along.
    await studio.prompt.press('Control+Home');
    await page.keyboard.type('Now: ');

    letIn();
    await expect(studio.runButton).toBeEnabled();
    expect(await studio.prompt.boundingBox()).toEqual(early);
    await page.keyboard.type('please, n');
    await expect(studio.prompt).toHaveValue('Now: please, nName {count} birds.\nOne a line.');
  });

  test('is not shown where another page was asked for', { tag: '@story' }, async ({ studio, page }) => {
    const letIn = await holdTheApp(page);
    await page.goto('/#/settings');
    await expect(page.getByText('Constitution Studio', { exact: true })).toBeVisible();
    await expect(studio.prompt).toHaveCount(0);
    letIn();
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await studio.goTo('Align');
    await expect(studio.prompt).toHaveValue(sample);
  });

  test('keeps what was written when the page is left before the app is there', { tag: '@story' }, async ({
    studio,
    page,
  }) => {
    const letIn = await holdTheApp(page);
    await page.goto('/');
    await studio.prompt.press('Control+End');
    await page.keyboard.type(' Be kind.');
    await expect(studio.runButton).toHaveCount(0);

    await page.reload({ waitUntil: 'commit' });
    letIn();
    await expect(studio.prompt).toHaveValue(`${sample} Be kind.`);
    await expect(studio.runButton).toBeEnabled();
    await expect(studio.history).toContainText('Reworded the prompt');
    await expect(studio.saveState).toHaveText('Saved');
    await page.reload();
    await expect(studio.runButton).toBeEnabled();
    await expect(studio.prompt).toHaveValue(`${sample} Be kind.`);
  });

  test('waits for words of the last visit that are still to be saved', async ({ studio, page }) => {
    await studio.open();
    await studio.prompt.press('Control+End');
    await page.keyboard.type(' Be brief');
    await page.reload();
    await expect(studio.prompt).toHaveValue(`${sample} Be brief`);
    await page.keyboard.press('Tab');
    await studio.prompt.press('Control+End');
    await page.keyboard.type('.');
    await expect(studio.prompt).toHaveValue(`${sample} Be brief.`);
  });
});

/** Keeps the app's own code from arriving until it is let in. */
async function holdTheApp(page: Page): Promise<() => void> {
  let letIn = () => {};
  const held = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await page.route('**/assets/main-*.js', async (route) => {
    await held;
    await route.continue();
  });
  return letIn;
}
