import { expect } from 'playwright/test';
import { json, stall, text } from './loopback/gemini/plans.mjs';
import { test } from './pages/test';

/** A reload comes without a warning: whatever the author had written by then is there afterwards. */
test.describe('a reload loses nothing', () => {
  test('right after a keystroke in the prompt and in a value', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await studio.prompt.press('Control+End');
    await studio.prompt.pressSequentially(' Be kin');
    await studio.variable('item').fill('a broken umbrella');
    await page.reload();
    await expect(studio.prompt).toHaveValue('Give three creative uses for {item}. The reader is {audience}. Be kin');
    await expect(studio.variable('item')).toHaveValue('a broken umbrella');
    await expect(studio.history).toContainText('Reworded the prompt');
    await studio.undo.click();
    await expect(studio.prompt, 'history came back too').toHaveValue(/\{audience\}\.$/);
  });

  test('in the middle of a run: what came is kept, and nothing is paid twice', { tag: '@story' }, async ({
    studio,
    gemini,
    page,
  }) => {
    await studio.openOnGemini(gemini);
    await studio.goTo('Settings');
    await studio.settings.remember.check();
    await studio.goTo('Align');
    await studio.chooseCandidates(2);
    gemini.respondWith(text('Grow cress in it.'));
    gemini.respondWith(stall('Keep buttons'));
    await studio.runButton.click();
    await expect(studio.responses).toContainText('Grow cress in it.');
    await expect(studio.responses).toContainText('Keep buttons');
    await page.reload();
    await expect(studio.responses).toContainText('Grow cress in it.');
    const cutShort = studio.responses.getByRole('article').filter({ hasText: 'Keep buttons' });
    await expect(cutShort).toContainText('The page was closed while this was being written. Partial text kept.');
    await expect(cutShort).toHaveAttribute('aria-busy', 'false');
    await expect(studio.runButton).toBeEnabled();
    expect(gemini.asked, 'only the author asks again').toHaveLength(2);
    gemini.respondWith(text('Keep buttons in it.'));
    await cutShort.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.responses).toContainText('Keep buttons in it.');
    expect(gemini.asked).toHaveLength(3);
  });

  test('with feedback half typed', async ({ studio, page }) => {
    await studio.open();
    await studio.chooseCandidates(2);
    await studio.run();
    await studio.openFeedback('Critique', 2);
    await studio.feedback.getByRole('radio', { name: 'Update prompt directly' }).check();
    await studio.feedbackText.pressSequentially('It forgets the');
    await page.reload();
    await expect(studio.feedback).toContainText('Critique of Response 2');
    await expect(studio.feedbackText).toHaveValue('It forgets the');
    await expect(studio.feedback.getByRole('radio', { name: 'Update prompt directly' })).toBeChecked();
  });

  test('while feedback is being worked in: the words are kept', async ({ studio, gemini, page }) => {
    await studio.openOnGemini(gemini);
    await studio.chooseCandidates(1);
    await studio.run();
    gemini.respondWith(stall('{"action"'), { schema: true, prompt: 'It forgets the price.' });
    await studio.give({ kind: 'Critique', response: 1, text: 'It forgets the price.' });
    await expect(studio.feedback.getByRole('status')).toContainText('Turning your critique into a principle');
    await page.reload();
    await expect(studio.feedbackText).toHaveValue('It forgets the price.');
    await expect(studio.principles).toHaveCount(0);
  });

  test('with a proposal held for review', async ({ studio, page }) => {
    await studio.open();
    const proposal = await studio.propose('It should start with a question.');
    await proposal.getByRole('button', { name: 'Edit', exact: true }).click();
    await proposal.getByRole('textbox').fill('Start with a short question.');
    await page.reload();
    await expect(proposal).toContainText('Start with a short question.');
    await proposal.getByRole('button', { name: 'Accept' }).click();
    await expect(studio.principle(1)).toContainText('Start with a short question.');
  });

  test('with a fold open for review', async ({ studio, page }) => {
    await studio.open();
    await studio.addPrinciple('Give five uses.');
    await studio.fold();
    await page.reload();
    await expect(studio.review).toBeVisible();
    await expect(studio.review.locator('ins').first()).toContainText('five');
    await studio.review.getByRole('button', { name: 'Accept' }).click();
    await expect(studio.principle(1)).toContainText('Folded into prompt');
  });

  test('with a principle half edited and another half written', async ({ studio, page }) => {
    await studio.open();
    await studio.addPrinciple('Answer in one sentence.');
    await studio.principle(1).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Edit principle' }).fill('Answer in two sen');
    await studio.newPrinciple.fill('Mention the');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Edit principle' })).toHaveValue('Answer in two sen');
    await expect(studio.newPrinciple).toHaveValue('Mention the');
    await page.getByRole('textbox', { name: 'Edit principle' }).press('Escape');
    await expect(studio.principle(1)).toContainText('Answer in one sentence.');
  });

  test('of the settings, nor the page that was open', async ({ studio, gemini, page }) => {
    await studio.open();
    await studio.chooseCandidates(2);
    await studio.goTo('Settings');
    await studio.settings.connectGemini(gemini.url, 'test-key-1234567890');
    await studio.settings.setNumber('Requests per minute', 17);
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.reload();
    await expect(page.getByRole('spinbutton', { name: 'Requests per minute' })).toHaveValue('17');
    await expect(studio.settings.endpoint).toHaveValue(gemini.url);
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
    await expect(studio.settings.key, 'a key is kept only when that is asked for').toHaveValue('');
    await studio.goTo('Align');
    await expect(studio.candidates).toHaveValue('2');
  });

  test('after feedback has become a principle', async ({ studio, gemini, page }) => {
    await studio.openOnGemini(gemini);
    await studio.chooseCandidates(1);
    await studio.run();
    gemini.respondWith(json({ action: 'add', principle: 0, text: 'Name the price.' }), {
      schema: true,
      prompt: 'Price?',
    });
    await studio.give({ kind: 'Critique', response: 1, text: 'Price?' });
    await expect(studio.principle(1)).toContainText('Name the price.');
    await page.reload();
    await expect(studio.principle(1)).toContainText('Name the price.');
    await expect(studio.response(1)).toContainText('became principle 1');
    await studio.principle(1).getByRole('button', { name: 'Why this principle?' }).click();
    await expect(page.getByRole('dialog', { name: 'Why this principle?' })).toContainText('Price?');
  });
});
