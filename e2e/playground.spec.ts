import { expect } from 'playwright/test';
import { text } from './loopback/gemini/plans.mjs';
import { PlaygroundPage } from './pages/playground-page';
import { test } from './pages/test';

/** Coloured tokens, branches, scores: with no key, no GPU and no network. */
test('a prompt is completed, and texts are scored, on the practice token model', { tag: '@story' }, async ({
  studio,
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await studio.open();
  await studio.goTo('Playground');

  await test.step('nothing is sent while a field cannot be', async () => {
    await expect(playground.run).toHaveAttribute('aria-disabled', 'true');
    await playground.prompt.fill('The cat sat on the');
    await playground.set('Temperature', 3);
    await expect(playground.sampling).toContainText('3 is too large. Type a number from 0 to 2.');
    await expect(playground.run).toHaveAttribute('aria-disabled', 'true');
    await playground.set('Temperature', 1);
    await expect(playground.run).not.toHaveAttribute('aria-disabled', 'true');
  });

  await test.step('two completions stand side by side, each token a button', async () => {
    await expect(playground.model).toContainText('Practice token model');
    await playground.set('Maximum tokens', 24);
    await playground.set('Seed', 7);
    await playground.set('Completions', 2);
    await playground.set('Log-probabilities', 5);
    await page.keyboard.press('Control+Enter');
    await playground.isDone();
    await expect(playground.completion(1)).toContainText('Mean log-prob.');
    await expect(playground.completion(2)).toContainText('Mean log-prob.');
    expect(await playground.tokens(1).count()).toBeGreaterThan(1);
  });

  await test.step('arrow keys walk the tokens, and the alternatives go along', async () => {
    await playground.tokens(1).first().click();
    await expect(playground.alternatives).toContainText(/Token 1 of \d+ in Completion 1/);
    await page.keyboard.press('ArrowRight');
    await expect(playground.tokens(1).nth(1)).toBeFocused();
    await expect(playground.alternatives).toContainText(/Token 2 of \d+ in Completion 1/);
    await expect(playground.alternatives.getByRole('listitem')).toHaveCount(5);
  });

  await test.step('a branch goes on behind another token, and nothing is lost', async () => {
    await playground.alternatives.getByRole('button', { name: 'Branch from here' }).first().click();
    await playground.isDone();
    await expect(playground.completion(3)).toContainText('from 1 at token 2');
    await expect(playground.completion(1)).toBeVisible();
    await expect(playground.alternatives).toContainText('became Completion 3');
  });

  await test.step('a reload shows the run again, with its tokens', async () => {
    const before = await playground.tokens(3).allTextContents();
    await expect(studio.saveState).toContainText('Saved');
    await page.reload();
    await expect(playground.tokens(3)).toHaveText(before);
  });

  await test.step('a given text is scored', async () => {
    await playground.choose('Evaluate');
    await expect(playground.run).toHaveAttribute('aria-disabled', 'true');
    await playground.expected.fill(' mat.');
    await playground.run.click();
    await playground.isDone();
    await expect(playground.result).toContainText('Log-probability');
    await expect(playground.result).toContainText('5 characters');
    await expect(playground.result).toContainText('Argmax completion');
  });

  await test.step('what of the prompt mattered is drawn on it, after an estimate', async () => {
    await expect(playground.whatMattered).not.toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText(/^6 evaluations/)).toBeVisible();
    await playground.whatMattered.click();
    await playground.isDone();
    await expect(playground.result.getByRole('region', { name: 'What mattered' })).toContainText('The cat sat on the');
  });

  await test.step('completions are ranked by the sum and by character', async () => {
    await playground.rankText.fill(' mat.\n dog.\n cat sat on the mat.');
    await expect(playground.rank).not.toHaveAttribute('aria-disabled', 'true');
    await playground.rank.click();
    await playground.isDone();
    await expect(playground.scores.getByRole('row')).toHaveCount(4);
    const saved = page.waitForEvent('download');
    await playground.result.getByRole('button', { name: 'Download CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
  });
});

test('a prompt is completed on Gemini, and what it does not honour is greyed out', { tag: '@story' }, async ({
  studio,
  gemini,
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill('AQ.Ab8-any_shape-is-accepted-0123456789');
  await studio.settings.testConnection();
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Answered in');
  await studio.goTo('Playground');
  await playground.model.selectOption({ label: 'Gemini: gemini-flash-latest' });
  await expect(playground.rawPrompt).toBeDisabled();
  await expect(playground.sampling.getByRole('spinbutton', { name: 'Minimum tokens' })).toBeDisabled();
  await expect(playground.sampling).toContainText('Gemini does not tell the tokens of a prompt.');

  const before = gemini.requests.length;
  gemini.respondWith(text(['Once ', 'upon ', 'a time.']));
  await playground.system.fill('You are brief.');
  await playground.prompt.fill('Begin a story. ');
  await playground.run.click();
  await playground.isDone();
  await expect(playground.completion(1)).toContainText('Once upon a time.');
  const [asked] = gemini.requests.slice(before).filter(({ streams }) => streams);
  expect(asked?.body.generationConfig).toMatchObject({ maxOutputTokens: 256 });
  // To the byte as typed.
  expect(asked?.body.contents?.at(-1)?.parts).toEqual([{ text: 'Begin a story. ' }]);

  await playground.choose('Evaluate');
  await expect(page.getByText(/Gemini never scores a given text/).first()).toBeVisible();
  await expect(playground.run).toHaveAttribute('aria-disabled', 'true');
});
