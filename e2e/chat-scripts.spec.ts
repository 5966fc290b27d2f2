import { expect, type Locator, type Page } from 'playwright/test';
import { stall, text } from './loopback/gemini/plans.mjs';
import { expectNothingFound } from './pages/axe';
import { test } from './pages/test';

const description =
  'You are Mila, who guides visitors through the Glass Museum. The museum opens at ten and closes at six. Dogs may come in on a lead. A ticket costs eight euros.';

test.describe('scripts of what users say', () => {
  test('a saved script is replayed, and told to two bots that are compared', async ({ studio, page }) => {
    await studio.open();
    await page.getByRole('radio', { name: 'Chat' }).check();
    await page.getByRole('textbox', { name: 'Bot description' }).fill(description);
    await studio.addPrinciple('Use at most ten words.');

    const dialog = await openScripts(page);
    await dialog.getByRole('textbox', { name: 'New opening' }).fill('Good morning. What can I do for you?');
    await dialog.getByRole('button', { name: 'Save opening' }).click();
    const openings = dialog.getByRole('list', { name: 'Saved openings' });
    await openings.getByRole('button', { name: 'Use' }).click();

    await dialog.getByRole('button', { name: 'Add user script' }).click();
    const form = page.getByRole('dialog', { name: 'User script' });
    await form.getByRole('textbox', { name: 'Script name' }).fill('Hours and dogs');
    await form.getByRole('textbox', { name: 'Messages' }).fill('When does the museum open?\n\nMay dogs come in?');
    await expect(form, 'it is said what it costs').toContainText(/A replay: 2 calls, about [\d,]+ tokens/);
    await expectNothingFound(page, { state: 'the form of a user script' });
    await form.getByRole('button', { name: 'Save script' }).click();

    const users = page.getByRole('list', { name: 'User scripts' });
    await users.getByRole('button', { name: 'Replay' }).click();
    const log = page.getByRole('log', { name: 'Conversation' });
    await expect(log).toContainText('Good morning. What can I do for you?');
    await expect(log).toContainText('May dogs come in?');
    await studio.runIsDone();
    await expect(studio.responses).toContainText(/Dogs may come in/);
    await expect(page.getByRole('combobox', { name: 'Conversation' })).toHaveText(/Hours and dogs/);

    await (await openScripts(page)).getByRole('button', { name: 'Two bots' }).click();
    const bots = page.getByRole('dialog', { name: 'Two bots' });
    await expect(bots.getByRole('checkbox', { name: 'Left: with principles' })).not.toBeChecked();
    await expect(bots).toContainText('Both together: 4 calls');
    await bots.getByRole('button', { name: 'Start' }).click();
    const compared = page.getByRole('dialog', { name: 'Two bots compared' });
    const exchange = compared.getByRole('region', { name: 'Exchange 3' });
    await expect(exchange.getByText(/Dogs may come in/), 'two replies').toHaveCount(2);
    await expect(compared.getByText('messages said')).toHaveCount(0);
    await expect(compared.getByText('Follow these principles:'), 'how the prompts differ is said once').toHaveCount(1);
    await expectNothingFound(page, { state: 'two bots compared' });
    await page.keyboard.press('Escape');
  });

  test('a played user asks what it wants to know, and leaves', async ({ studio, page }) => {
    await studio.open();
    await page.getByRole('radio', { name: 'Chat' }).check();
    await page.getByRole('textbox', { name: 'Bot description' }).fill(description);
    const dialog = await openScripts(page);
    await dialog.getByRole('button', { name: 'Add user script' }).click();
    const form = page.getByRole('dialog', { name: 'User script' });
    await form.getByRole('textbox', { name: 'Script name' }).fill('A visitor');
    await form.getByRole('radio', { name: 'A played user' }).check();
    await form.getByRole('textbox', { name: 'Who the user is' }).fill('A visitor in a hurry.');
    await form
      .getByRole('textbox', { name: 'What the user wants' })
      .fill('To know when the museum opens, whether dogs may come in and what a ticket costs.');
    await expect(form).toContainText(/at most 13 calls/);
    await form.getByRole('button', { name: 'Save script' }).click();
    await page.getByRole('list', { name: 'User scripts' }).getByRole('button', { name: 'Replay' }).click();
    const log = page.getByRole('log', { name: 'Conversation' });
    await expect(log).toContainText('Can you tell me when the museum opens?');
    await expect(log).toContainText('Can you tell me what a ticket costs?');
    await studio.runIsDone();
    await expect(studio.responses).toContainText('A ticket costs eight euros.');
    await expect(page.getByRole('button', { name: 'Go on' })).toHaveCount(0);
    await expect(log.getByText('Can you tell me when the museum opens?')).toHaveCount(1);
    await expect(log.getByText('Can you tell me whether dogs may come in?')).toHaveCount(1);
  });

  test('a reload in the middle of a replay loses nothing, and no reply is paid twice', async ({
    studio,
    gemini,
    page,
  }) => {
    await studio.openOnGemini(gemini);
    await studio.goTo('Settings');
    await studio.settings.remember.check();
    await studio.goTo('Align');
    await page.getByRole('radio', { name: 'Chat' }).check();
    await page.getByRole('textbox', { name: 'Bot description' }).fill(description);
    const dialog = await openScripts(page);
    await dialog.getByRole('button', { name: 'Add user script' }).click();
    const form = page.getByRole('dialog', { name: 'User script' });
    await form.getByRole('textbox', { name: 'Script name' }).fill('Hours');
    await form.getByRole('textbox', { name: 'Messages' }).fill('When does it open?\n\nAnd close?');
    await form.getByRole('button', { name: 'Save script' }).click();
    gemini.respondWith(text('Hello, I am Mila.'));
    gemini.respondWith(stall('It opens'));
    await page.getByRole('list', { name: 'User scripts' }).getByRole('button', { name: 'Replay' }).click();
    await expect(studio.responses).toContainText('It opens');
    await page.reload();
    const log = page.getByRole('log', { name: 'Conversation' });
    await expect(log).toContainText('Hello, I am Mila.');
    await expect(studio.responses).toContainText('It opens');
    await expect(studio.responses.getByRole('status').filter({ hasText: '1 of 2 messages said' })).toBeVisible();
    expect(gemini.asked, 'only the author goes on').toHaveLength(2);
    gemini.respondWith(text('At ten.'));
    gemini.respondWith(text('At six.'));
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(studio.responses).toContainText('At six.');
    await expect(log).toContainText('At ten.');
    await expect(page.getByRole('button', { name: 'Go on' })).toHaveCount(0);
    expect(gemini.asked).toHaveLength(4);
  });
});

async function openScripts(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Openings and users' }).click();
  const dialog = page.getByRole('dialog', { name: 'Openings and users' });
  await expect(dialog).toBeVisible();
  return dialog;
}
