import { expect } from 'playwright/test';
import { test } from './pages/test';

test('a folded principle is sent once: ticked it leaves the prompt, edited it changes it there', {
  tag: '@story',
}, async ({ studio, page }) => {
  await studio.open();
  const before = await studio.prompt.inputValue();
  await studio.addPrinciple('Give five, each in one short sentence.');
  await studio.fold();
  await studio.review.getByRole('button', { name: 'Accept' }).click();
  await expect(studio.prompt).toHaveValue(/five/);
  const folded = await studio.prompt.inputValue();
  const offer = page.getByRole('group', { name: 'Folded principle' });

  await test.step('ticked, it can be left where it is', async () => {
    await studio.principle(1).getByRole('checkbox', { name: 'Enabled' }).click();
    await offer.getByRole('button', { name: 'Leave it folded' }).click();
    await expect(studio.prompt).toHaveValue(folded);
    await expect(studio.composed).toContainText(/five/);
    await expect(studio.composed).not.toContainText('Follow these principles');
  });

  await test.step('taken out, it is in the list and no longer in the prompt', async () => {
    await studio.principle(1).getByRole('checkbox', { name: 'Enabled' }).click();
    await offer.getByRole('button', { name: 'Take it out of the prompt' }).click();
    await expect(studio.prompt).toHaveValue(before);
    await expect(studio.principle(1).getByRole('checkbox', { name: 'Enabled' })).toBeChecked();
    await expect(studio.composed.getByText('Give five, each in one short sentence.')).toHaveCount(1);
    await studio.undo.click();
    await expect(studio.prompt).toHaveValue(folded);
  });

  await test.step('edited, the prompt is updated after a review', async () => {
    await studio.principle(1).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Edit principle' }).fill('Give four, each in one short sentence.');
    await offer.getByRole('button', { name: 'Update the prompt' }).click();
    await studio.review.getByRole('button', { name: 'Accept' }).click();
    await expect(studio.prompt).toHaveValue(/four/);
    await expect(studio.prompt).not.toHaveValue(/five/);
    await expect(studio.principle(1)).toContainText('Give four');
    await expect(studio.composed).not.toContainText('Follow these principles');
  });
});

test('doubled braces round names become variables when the author says so', async ({ studio, page }) => {
  await studio.open();
  await studio.prompt.fill('Write to {{email}} about {{ brand }}, as JSON: {{"a": 1}}');
  await expect(page.getByRole('status').filter({ hasText: 'Use {{email}} and {{brand}} as variables?' })).toBeVisible();
  await page.getByRole('button', { name: 'Use as variables' }).click();
  await expect(studio.prompt).toHaveValue('Write to {email} about {brand}, as JSON: {{"a": 1}}');
  await studio.variable('email').fill('a friend');
  await studio.variable('brand').fill('tea');
  await expect(studio.composed).toContainText('Write to a friend about tea, as JSON: {"a": 1}');
  await studio.saved();
});
