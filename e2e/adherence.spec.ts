import { expect } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { test } from './pages/test';

test('a response is checked by its principles, written again until it follows them, and the author has the last word', {
  tag: '@story',
}, async ({ studio, page }) => {
  const first = studio.response(1);
  const second = studio.response(2);

  await test.step('a principle that came later is not followed, and one that the judge cannot read is unsure', async () => {
    await studio.open();
    await studio.chooseCandidates(1);
    await studio.run();
    await studio.addPrinciple('Start with a question.');
    await studio.addPrinciple('Be surprising.');
    await first.getByRole('button', { name: 'Check response' }).click();
    await expect(first.getByRole('button', { name: 'Principle 1: not followed' })).toBeVisible();
    await expect(first.getByRole('button', { name: 'Principle 2: unsure' })).toBeVisible();
    await expect(studio.principle(1)).toContainText('followed 0 of 1');
  });

  await test.step('what was asked can be read, and who judged', async () => {
    await first.getByRole('button', { name: 'Principle 1: not followed' }).click();
    await expect(first).toContainText('Does the response do this: Start with a question?');
    await expect(first).toContainText('The model that answered judged its own response.');
    await expectNothingFound(page, { state: 'A checked response', within: 'article' });
  });

  await test.step('it is written again until it is followed', async () => {
    await first.getByRole('button', { name: 'Rewrite until followed' }).click();
    await expect(second.getByRole('button', { name: 'Principle 1: followed' })).toBeVisible();
    await expect(second).toContainText('Rewritten from response 1');
    await expect(second.locator('.resp-text')).toHaveText(/^[^.\n]+\?/);
    await expect(studio.principle(1)).toContainText('followed 1 of 2');
  });

  await test.step('a verdict is overruled, and the judge is measured by that', async () => {
    await first.getByRole('button', { name: 'Overrule' }).click();
    await page.getByRole('menuitem', { name: 'Does not apply' }).click();
    await expect(first.getByRole('button', { name: 'Principle 1: does not apply' })).toBeVisible();
    await expect(first).toContainText('The judge agrees with you in 0 of 1');
    await expect(studio.principle(1)).toContainText('followed 1 of 1');
  });

  await test.step('the questions are the author’s to change', async () => {
    await studio.principle(1).getByRole('button', { name: 'Checks' }).click();
    const checks = studio.principle(1).getByRole('list', { name: 'Checks' });
    await checks.getByRole('textbox', { name: 'Question 1' }).fill('Is the first sentence a question?');
    await studio.principle(1).getByRole('button', { name: 'Save' }).click();
    await expect(checks.getByRole('textbox', { name: 'Question 1' })).toHaveValue('Is the first sentence a question?');
    await expectNothingFound(page, { state: 'Checks', within: '[aria-label="Principles"]' });
    await studio.principle(1).getByRole('button', { name: 'Checks' }).click();
  });

  await test.step('all of it is there after a reload, and every reply is checked where that is wished for', async () => {
    await studio.saved();
    await page.reload();
    await expect(first.getByRole('button', { name: 'Principle 1: does not apply' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Check every reply' }).check();
    await studio.run();
    await expect(first.getByRole('button', { name: 'Principle 2: unsure' })).toBeVisible();
  });
});
