import { expect } from 'playwright/test';
import { test } from './pages/test';

/** With no key, no network and no account: the practice model answers. */
test.describe('a newcomer', () => {
  test('goes from the sample to a prompt that is obeyed', { tag: '@story' }, async ({ studio, page }) => {
    await test.step('the sample is open, and the tour points at Run', async () => {
      await page.goto('/');
      await expect(studio.prompt).toHaveValue('Give three creative uses for {item}. The reader is {audience}.');
      await expect(studio.variable('item')).toHaveValue('an empty jam jar');
      await expect(page.getByRole('dialog', { name: 'Tour, step 1 of 3' })).toContainText('Run the prompt');
      await expect(studio.modelStatus).toContainText('Practice model');
    });

    await test.step('a missing value is an error at its field', async () => {
      await studio.variable('item').fill('');
      await studio.runButton.click();
      await expect(studio.variable('item')).toHaveAttribute('aria-invalid', 'true');
      await expect(studio.variable('item')).toBeFocused();
      await studio.variable('item').fill('an old teapot');
    });

    await test.step('three candidates come', async () => {
      await studio.run();
      for (const n of [1, 2, 3]) {
        await expect(studio.response(n)).toContainText('teapot');
        await expect(studio.response(n).getByRole('listitem')).toHaveCount(3);
      }
      await expect(studio.response(1)).not.toContainText('{item}');
      const texts = await studio.responses.locator('.resp-text').allTextContents();
      expect(new Set(texts).size, 'three different ones').toBe(3);
    });

    await test.step('a ready reason becomes a principle', async () => {
      await studio.openFeedback('Critique', 1);
      await expect(studio.rationales).toHaveCount(3);
      const words = await studio.rationales.allTextContents();
      expect(new Set(words).size, 'three different ones').toBe(3);
      await studio.rationales.first().click();
      await expect(studio.feedbackText).toHaveValue(words[0] ?? '');
      await studio.submitFeedback.click();
      await expect(studio.principles).toHaveCount(1);
      await expect(studio.feedback).toBeHidden();
      await expect(studio.response(1)).toContainText('became principle 1');
      await studio.undo.click();
      await expect(studio.principles).toHaveCount(0);
    });

    await test.step('own words become principles', async () => {
      await studio.give({ kind: 'Critique', response: 2, text: 'Give five.' });
      await expect(studio.principle(1)).toContainText(/five/i);
      await studio.give({ kind: 'Critique', response: 1, text: 'It should start with a question.' });
      await expect(studio.principle(2)).toContainText(/start with a question/i);
      await expect(studio.composed).toContainText(/1\. .*five/i);
    });

    await test.step('the next run follows them', async () => {
      await studio.run();
      await expect(studio.response(1).getByRole('listitem')).toHaveCount(5);
      await expect(studio.response(1).locator('.resp-text')).toHaveText(/^[^.\n]+\?/);
    });

    await test.step('folding shows what it changes, and keeps the variables', async () => {
      await studio.fold();
      await expect(studio.review.locator('ins').first()).toBeVisible();
      await studio.review.getByRole('button', { name: 'Accept' }).click();
      await expect(studio.review).toBeHidden();
      await expect(studio.prompt).toHaveValue(/five[\s\S]*\{item\}|\{item\}[\s\S]*five/i);
      await expect(studio.prompt).toHaveValue(/\{audience\}/);
      for (const n of [1, 2]) await expect(studio.principle(n)).toContainText('Folded into prompt');
    });

    await test.step('the folded prompt is obeyed, and says nothing twice', async () => {
      await studio.run();
      await expect(studio.response(1).getByRole('listitem')).toHaveCount(5);
      await expect(studio.response(1).locator('.resp-text')).toHaveText(/^[^.\n]+\?/);
      await expect(studio.composed).not.toContainText(/\n\s*1\. /);
      await studio.saved();
    });

    await test.step('the original comes back when it is wanted', async () => {
      await page.getByRole('button', { name: 'Restore original prompt' }).click();
      await expect(studio.prompt).toHaveValue('Give three creative uses for {item}. The reader is {audience}.');
      await expect(studio.principle(1)).not.toContainText('Folded into prompt');
    });
  });

  test('praises, and rewrites with the difference in sight', { tag: '@story' }, async ({ studio }) => {
    await studio.open();
    await studio.chooseCandidates(1);
    await studio.run();
    await studio.openFeedback('Kudos', 1);
    await expect(studio.rationales).toHaveCount(3);
    await studio.feedbackText.fill('I like that it is a list.');
    await studio.submitFeedback.click();
    await expect(studio.principles).toHaveCount(1);
    await expect(studio.principle(1)).toContainText('Kudos');

    await studio.openFeedback('Rewrite', 1);
    const response = await studio.feedbackText.inputValue();
    expect(response, 'it starts with the response').toContain('jar');
    await expect(studio.submitFeedback).toHaveAttribute('aria-disabled', 'true');
    await studio.feedbackText.fill(`${response}\n\nWhich one will you try first?`);
    await expect(studio.feedback.locator('ins')).toContainText('Which one will you try first?');
    await studio.submitFeedback.click();
    await expect(studio.principles).toHaveCount(2);
    await expect(studio.principle(2)).toContainText('Rewrite');
  });

  test('updates the prompt directly, without a principle', { tag: '@story' }, async ({ studio }) => {
    await studio.open();
    await studio.chooseCandidates(1);
    await studio.run();
    const before = await studio.prompt.inputValue();
    const feedback = {
      kind: 'Critique',
      response: 1,
      text: 'Give me five.',
      applyAs: 'Update prompt directly',
    } as const;
    await studio.give(feedback);
    await expect(studio.review).toBeVisible();
    await studio.review.getByRole('button', { name: 'Discard' }).click();
    await expect(studio.prompt).toHaveValue(before);

    await studio.give(feedback);
    await expect(studio.review.locator('ins').first()).toBeVisible();
    await studio.review.getByRole('button', { name: 'Accept' }).click();
    await expect(studio.prompt).toHaveValue(/five/i);
    await expect(studio.principles).toHaveCount(0);
    await studio.run();
    await expect(studio.response(1).getByRole('listitem')).toHaveCount(5);
  });

  test('takes back, brings back and restores', { tag: '@story' }, async ({ studio }) => {
    await studio.open();
    await studio.addPrinciple('Answer in one sentence.');
    await studio.addPrinciple('Mention the price.');
    await studio.undo.click();
    await expect(studio.principles).toHaveCount(1);
    await studio.undo.click();
    await expect(studio.principles).toHaveCount(0);
    await expect(studio.undo).toHaveAttribute('aria-disabled', 'true');
    await studio.redo.click();
    await studio.redo.click();
    await expect(studio.principles).toHaveCount(2);

    const first = studio.history.getByRole('listitem').filter({ hasText: 'Added principle 1' });
    await first.hover();
    await first.getByRole('button', { name: 'Restore' }).click();
    await expect(studio.principles).toHaveCount(1);
    await expect(studio.history).toContainText('Restored an earlier version');
    await studio.undo.click();
    await expect(studio.principles, 'a restore can be undone').toHaveCount(2);
  });

  test('compares two versions and runs both on the same input', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await studio.chooseCandidates(1);
    await studio.addPrinciple('Give five uses.');
    await studio.history.getByRole('button', { name: 'Compare versions' }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare versions' });
    await expect(dialog.getByRole('region', { name: 'Difference' }).locator('ins')).toContainText('Give five uses.');
    await dialog.getByRole('button', { name: 'Run both versions' }).click();
    await expect(dialog.getByRole('article', { name: 'Left response 1' }).getByRole('listitem')).toHaveCount(3);
    await expect(dialog.getByRole('article', { name: 'Right response 1' }).getByRole('listitem')).toHaveCount(5);
  });

  test('is told why a principle is there', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await studio.chooseCandidates(2);
    await studio.run();
    await studio.give({ kind: 'Critique', response: 2, text: 'It should start with a question.' });
    await studio.principle(1).getByRole('button', { name: 'Why this principle?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Why this principle?' });
    await expect(dialog).toContainText('It should start with a question.');
    await expect(dialog).toContainText('Practice model');
    await expect(dialog.getByRole('button', { name: /Response 2 of run 1/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(studio.principle(1).getByRole('button', { name: 'Why this principle?' })).toBeFocused();
  });

  test('works on principles by hand', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    for (const text of ['Answer in one sentence.', 'Mention the price.', 'Avoid plastic.'])
      await studio.addPrinciple(text);
    await studio.principle(3).getByRole('button', { name: 'Move up' }).click();
    await expect(studio.principle(2)).toContainText('Avoid plastic.');
    await studio.principle(1).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Edit principle' }).fill('Answer in two sentences.');
    await page.getByRole('textbox', { name: 'Edit principle' }).press('Enter');
    await expect(studio.principle(1)).toContainText('Answer in two sentences.');
    await studio.principle(2).getByRole('checkbox', { name: 'Enabled' }).uncheck();
    await expect(studio.composed).not.toContainText('Avoid plastic.');
    await expect(studio.composed).toContainText('Mention the price.');
    await studio.principle(3).getByRole('button', { name: 'Delete' }).click();
    await expect(studio.principles).toHaveCount(2);
    await studio.addPrinciple('Do not answer in two sentences.');
    await expect(studio.principle(3), 'what contradicts is flagged').toContainText(/principle 1/);
  });

  test('holds what feedback proposes for review, and decides', { tag: '@story' }, async ({ studio }) => {
    await studio.open();
    const proposal = await studio.propose('It should start with a question.');
    await expect(proposal).toContainText(/start with a question/i);
    await expect(studio.principles).toHaveCount(0);
    await proposal.getByRole('button', { name: 'Edit', exact: true }).click();
    await proposal.getByRole('textbox').fill('Start with a short question.');
    await proposal.getByRole('button', { name: 'Accept' }).click();
    await expect(studio.principle(1)).toContainText('Start with a short question.');
    await studio.give({ kind: 'Critique', response: 1, text: 'Give five.' });
    await proposal.getByRole('button', { name: 'Reject' }).click();
    await expect(proposal).toBeHidden();
    await expect(studio.principles).toHaveCount(1);
  });

  test('runs saved input sets all at once', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await studio.chooseCandidates(1);
    await page.getByRole('button', { name: /^Input sets/ }).click();
    await page.getByRole('button', { name: /^Run all/ }).click();
    await studio.runIsDone();
    const runs = page.getByRole('combobox', { name: 'Earlier responses' }).getByRole('option');
    await expect(runs).toHaveCount(3);
    await expect(studio.response(1)).toContainText(/jar|wheel|egg/i);
  });
});
