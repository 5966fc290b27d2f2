import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { LabelPage } from './pages/label-page';
import { test } from './pages/test';

const samples = new URL('../public/samples/', import.meta.url);
const tickets = new URL('support-tickets.csv', samples).pathname;
const newTickets = new URL('support-tickets-new.csv', samples).pathname;

/** From a CSV to a labeler, its scorecard and labels for new rows, with no key and no network. */
test('a labeled CSV becomes a labeler on the practice model', { tag: '@story' }, async ({ studio, page }) => {
  const label = new LabelPage(page);
  await studio.open();
  await studio.goTo('Label');

  await test.step('the file is read, and its columns are understood', async () => {
    await label.trainingFile.first().setInputFiles(tickets);
    await expect(label.labelColumn).toHaveValue('team');
    for (const name of ['subject', 'body'])
      await expect(label.inputColumns.getByRole('checkbox', { name })).toBeChecked();
    await expect(label.task).not.toHaveValue('');
    await label.isReady();
  });

  await test.step('what it will cost is told before the first call', async () => {
    await label.setNumber('Training steps', 4);
    await label.setNumber('Validation examples', 60);
    await label.isReady();
    await expect(label.estimate).toContainText(/tokens/);
  });

  await test.step('accuracy climbs while it is trained', async () => {
    await label.train.click();
    await expect(label.progress).toBeVisible();
    await expect(label.hyperparameters.getByRole('spinbutton', { name: 'Training steps' })).toBeDisabled();
    await label.trained();
    await expect(label.curve.getByRole('img')).toHaveAccessibleName(/after the first rules/);
    await expect(label.rulesFor('Billing').first()).toBeVisible();
  });

  await test.step('the scorecard is about rows that training never saw', async () => {
    await expect(label.scores.getByRole('row')).toHaveCount(6);
    expect(await label.accuracyValue()).toBeGreaterThan(0.4);
    await expect(page.getByRole('table', { name: 'Comparison' })).toContainText('Untrained');
    await label.confusion.getByRole('button').first().click();
    await expect(label.mistakes.getByRole('table', { name: 'Mistakes' })).toBeVisible();
  });

  await test.step('a rule is edited by hand and the rows are scored again', async () => {
    const rule = label.rulesFor('Billing').first();
    await rule.getByRole('button', { name: /^Edit/ }).click();
    const words = 'The message mentions an invoice, a refund, a charge or a payment.';
    const editor = label.rules.getByRole('textbox', { name: 'Edit rule' });
    await editor.fill(words);
    await editor.press('Enter');
    await expect(label.rulesFor('Billing').first()).toContainText('by hand');
    await expect(label.scorecard).toContainText('The rules were changed since');
    await label.rules.getByRole('button', { name: 'Re-score' }).click();
    await expect(label.scorecard).not.toContainText('The rules were changed since');
  });

  await test.step('one row is labeled by typing', async () => {
    await label.newRows.getByRole('textbox', { name: 'subject' }).fill('Refund for the invoice');
    await label.newRows.getByRole('textbox', { name: 'body' }).fill('You charged my card twice, please refund one.');
    await label.classify.click();
    await expect(label.prediction).toContainText(/Access|Billing|Bug|Cancellation|How-to/);
  });

  await test.step('a file is labeled and downloaded with its own columns', async () => {
    await label.rowsFile.setInputFiles(newTickets);
    await label.newRows.getByRole('button', { name: 'Label rows' }).click();
    const job = label.newRows.getByRole('region', { name: /Labels of support-tickets-new/ });
    await expect(job).toContainText('Finished');
    const coming = page.waitForEvent('download');
    await job.getByRole('button', { name: 'Download predictions' }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    const source = await readFile(newTickets, 'utf8');
    const [head] = text.split(/\r?\n/);
    expect(head).toContain(source.split(/\r?\n/)[0]);
    expect(head).toContain('prediction');
    await expect(job.getByRole('table')).toContainText(/Access|Billing|Bug|Cancellation|How-to/);
  });

  await test.step('all of it is there after a reload', async () => {
    await expect(studio.saveState).toContainText('Saved');
    const accuracy = await label.accuracy.textContent();
    await page.reload();
    await expect(label.training).toContainText('Finished');
    await expect(label.accuracy).toHaveText(accuracy ?? '');
    await expect(label.rulesFor('Billing').first()).toContainText('by hand');
  });
});
