import { expect } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { test } from './pages/test';

const key = 'AQ.Ab8-a-key-of-any-shape-0123456789';

test('a newcomer comes from their own prompt on the practice model to a real one, by the keyboard alone', {
  tag: '@story',
}, async ({ studio, gemini, page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(baseURL ?? '').origin });
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.endpoint.press('Enter');
  await studio.goTo('Align');
  const card = page.getByRole('region', { name: 'Connect a model' });

  await test.step('the sample is practice’s own ground', async () => {
    await studio.run();
    await expect(card).toBeHidden();
  });

  await test.step('a prompt of one’s own gets the card', async () => {
    await studio.prompt.fill('Write a toast for the wedding of {names}.');
    await studio.variable('names').fill('Ada and Grace');
    await studio.run();
    await expect(card).toContainText('not a language model');
    const getKey = card.getByRole('link', { name: 'Get a key' });
    await expect(getKey).toHaveAttribute('href', 'https://aistudio.google.com/apikey');
    await expect(getKey).toHaveAttribute('target', '_blank');
    await expectNothingFound(page, { state: 'the offer to connect a model', within: '[aria-label="Connect a model"]' });
  });

  const field = card.getByRole('textbox', { name: 'Gemini API key' });
  await test.step('a key that is refused stays to be corrected', async () => {
    await field.fill('bad-key');
    await field.press('Enter');
    await expect(card.getByRole('alert')).toContainText('The key was refused');
    await expect(field).toHaveValue('bad-key');
    await expect(studio.modelStatus).toContainText('Practice model');
  });

  await test.step('a pasted key is checked at once, and a model is chosen', async () => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), key);
    await field.press('ControlOrMeta+a');
    await field.press('ControlOrMeta+v');
    await expect(card.getByRole('status', { name: 'Key check' })).toContainText('Key accepted');
    await expect(studio.modelStatus).toContainText('Gemini: gemini-flash-latest');
    expect(gemini.asked, 'nothing was paid for').toEqual([]);
    await card.getByRole('radio', { name: 'Free tier' }).focus();
    await page.keyboard.press('Space');
    await expect(card).toContainText('10 requests a minute');
  });

  await test.step('the next run is answered by it, and the card is gone', async () => {
    await studio.prompt.focus();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => gemini.asked.length).toBe(3);
    await studio.runIsDone();
    expect(gemini.asked.at(-1)?.promptText).toContain('Ada and Grace');
    await expect(card).toBeHidden();
  });
});

test('the card is closed for its project, also after a reload', async ({ studio, page }) => {
  await studio.open();
  const card = page.getByRole('region', { name: 'Connect a model' });
  await studio.prompt.fill('Write a toast.');
  await studio.run();
  await card.getByRole('button', { name: /^Close/ }).click();
  await expect(card).toBeHidden();
  await studio.saved();
  await page.reload();
  await expect(studio.response(1)).toBeVisible();
  await expect(card).toBeHidden();
});

test('Settings opens with four ways to a model, each with its state and one next step', async ({
  studio,
  gemini,
  page,
}) => {
  await studio.open();
  await studio.goTo('Settings');
  const tile = (name: string) => page.getByRole('region', { name, exact: true });

  await expect(tile('Gemini')).toContainText('Needs a key');
  await expect(tile('Gemini').getByRole('link', { name: 'Get a key' })).toBeVisible();
  await expect(tile('Server')).toContainText('Not set up');
  await expect(tile('Local')).toContainText('No usable GPU');
  await expect(tile('Browser')).toContainText(/Not (in this browser|on this device)/);
  await expect(page.getByRole('region', { name: 'Local models' }).getByRole('textbox')).toBeHidden();
  for (const name of ['Gemini', 'Server', 'Local models', 'Browser'])
    await expect(page.getByRole('navigation', { name: 'Settings sections' }).getByRole('link', { name })).toHaveCount(
      1,
    );
  await tile('Server').getByRole('link', { name: 'Set up a server' }).click();
  await expect(page.getByRole('heading', { name: 'OpenAI-compatible server' })).toBeFocused();
  await expectNothingFound(page, { state: 'Settings on a first visit' });

  await test.step('the key is tested where it is typed', async () => {
    await studio.settings.endpoint.fill(gemini.url);
    await studio.settings.key.fill('bad-key');
    await studio.settings.key.blur();
    await expect(tile('Gemini')).toContainText('Key refused');
    await expect(tile('Gemini').getByRole('alert')).toContainText('API_KEY_INVALID');
    await studio.settings.key.fill(key);
    await studio.settings.key.press('Enter');
    await expect(tile('Gemini')).toContainText('Connected: gemini-flash-latest');
    await tile('Gemini').getByRole('radio', { name: 'Paid tier' }).check({ force: true });
    await expect(page.getByRole('spinbutton', { name: 'Requests per minute' })).toHaveValue('1000');
    await tile('Gemini').getByRole('button', { name: 'Keep using the practice model' }).click();
    await expect(page.getByRole('combobox', { name: 'Prompt model' })).toHaveValue('practice');
    await tile('Gemini').getByRole('button', { name: 'Answer with Gemini' }).click();
    await expect(studio.modelStatus).toContainText('Gemini: gemini-flash-latest');
  });

  await test.step('in private mode it says so', async () => {
    await page.getByRole('checkbox', { name: 'Data never leaves this device' }).check();
    for (const name of ['Gemini', 'Server'])
      await expect(tile(name)).toContainText('Off: data never leaves this device');
  });
});
