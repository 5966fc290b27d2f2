import { expect } from 'playwright/test';
import { quotaPerDay } from './loopback/gemini/error-bodies.mjs';
import { expectNothingFound } from './pages/axe';
import { test } from './pages/test';

test('the header says how the models are, and its menu what to do', async ({ studio, gemini, page, context }) => {
  await studio.openOnGemini(gemini);
  const button = page.getByRole('button', { name: 'Model status' });
  const menu = page.getByRole('dialog', { name: 'Models' });
  await expect(studio.modelStatus).toContainText('ready');

  await test.step('without a network it is offline, until there is one', async () => {
    await context.setOffline(true);
    await expect(studio.modelStatus).toContainText('offline');
    await context.setOffline(false);
    await expect(studio.modelStatus).toContainText('ready');
  });

  await test.step('with a spent quota it says until when, and another model can be chosen there', async () => {
    gemini.respondWith(quotaPerDay(), { call: 'generate', model: 'gemini-flash-latest' });
    await studio.run();
    await expect(studio.modelStatus).toContainText(/quota spent until .*\d\d:\d\d/);
    await button.press('Enter');
    await expect(menu).toContainText('quota spent until');
    await expectNothingFound(page, { state: 'the menu of models', within: '[role="dialog"]' });
    await menu.getByRole('combobox', { name: 'Alignment model' }).selectOption({ label: 'Practice model (built in)' });
    await menu.getByRole('combobox', { name: 'Prompt model' }).selectOption({ label: 'Gemini: gemini-2.5-pro' });
    await expect(studio.modelStatus).toContainText('Gemini: gemini-2.5-pro');
    await expect(studio.modelStatus).toContainText('ready');
  });

  await test.step('what was used last is a press away, and a test shows that it is over', async () => {
    await menu.getByRole('button', { name: 'Gemini: gemini-flash-latest' }).click();
    await expect(studio.modelStatus).toContainText('quota spent');
    gemini.reset();
    await menu.getByRole('button', { name: 'Test connection' }).click();
    await expect(menu.getByRole('status')).toContainText('Answered in');
    await expect(studio.modelStatus).toContainText('ready');
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
  });

  await test.step('a refused key stays refused until it is another one', async () => {
    await studio.goTo('Settings');
    await studio.settings.key.fill('bad-key');
    await studio.goTo('Align');
    await expect(studio.modelStatus).toContainText('key refused');
    await studio.goTo('Settings');
    await studio.settings.key.fill('a-good-key-0123456789');
    await expect(studio.modelStatus).not.toContainText('key refused');
  });
});
