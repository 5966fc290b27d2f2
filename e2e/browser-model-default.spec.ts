import { expect, type Page } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { askedOfBrowser, giveBrowserModel } from './pages/browser-model';
import { watchRequests } from './pages/requests-abroad';
import { test } from './pages/test';

const name = 'Browser: built-in model';

test('where the browser’s model is there at once, the first visit runs and aligns with it, and asks nobody else', async ({
  page,
  context,
  baseURL,
  studio,
}) => {
  const abroad = watchRequests(context, baseURL ?? '');
  await giveBrowserModel(page, 'available');
  await studio.open();
  await expect(studio.modelStatus).toContainText(name);
  await studio.chooseCandidates(2);
  await studio.run();
  for (const n of [1, 2]) await expect(studio.response(n)).toContainText('The browser says: ');
  await studio.openFeedback('Critique', 1);
  await studio.feedbackText.fill('Mention the sea.');
  await studio.submitFeedback.click();
  await expect(studio.principle(1)).toContainText('Mention the sea');
  const asked = await askedOfBrowser(page);
  expect(asked.constraints.length, 'answers that a schema holds').toBeGreaterThan(0);
  await expect.poll(async () => (await askedOfBrowser(page)).destroyed).toBe(asked.texts.length);

  await test.step('another choice of the author’s is not changed by the next visit', async () => {
    await studio.goTo('Settings');
    await expect(chosen(page)).toHaveText(name);
    await studio.settings.choose('Prompt model', 'Practice model (built in)');
    await studio.goTo('Align');
    await studio.run();
    await expect(studio.response(1)).not.toContainText('The browser says');
    await studio.saved();
    await studio.goTo('Settings');
    await page.reload();
    await expect(chosen(page)).toHaveText('Practice model (built in)');
  });
  expect(abroad.seen()).toEqual([]);
});

test('where it has yet to be fetched, it is offered with the reason why not yet, and nobody asks it', async ({
  page,
  studio,
}) => {
  await giveBrowserModel(page, 'downloadable');
  await studio.open();
  await expect(studio.modelStatus).toContainText('Practice model');
  await studio.run();
  expect((await askedOfBrowser(page)).texts).toEqual([]);
  await studio.goTo('Settings');
  const option = page.getByRole('combobox', { name: 'Prompt model' }).getByRole('option', { name: /^Browser:/ });
  await expect(option).toBeDisabled();
  await expect(option).toHaveText(`${name} (the browser has not downloaded it yet)`);
  await expectNothingFound(page, { state: 'a browser’s model that is not downloaded', within: 'main' });
});

test('where there is none, it is not offered', async ({ page, studio }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'LanguageModel'));
  await studio.open();
  await expect(studio.modelStatus).toContainText('Practice model');
  await studio.goTo('Settings');
  await expect(chosen(page)).toHaveText('Practice model (built in)');
  await expect(page.getByRole('option', { name: /^Browser:/ })).toHaveCount(0);
});

function chosen(page: Page) {
  return page.getByRole('combobox', { name: 'Prompt model' }).locator('option:checked');
}
