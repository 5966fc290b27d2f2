import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { LabelPage } from './pages/label-page';
import { test } from './pages/local-test';
import { softwareGpu } from './pages/software-gpu';
import { engineOf } from './pages/stand-in';
import { ticketCsv, tickets } from './pages/ticket-rows';

test.use({ launchOptions: softwareGpu });

test('a local labeler says how sure it is, and leaves rows without a label below that', async ({
  page,
  studio,
  openOnLocal,
}) => {
  const label = new LabelPage(page);
  await openOnLocal();
  await studio.goTo('Label');

  await test.step('the set-up says which field such a model has no use for', async () => {
    await label.choose(label.trainingFile.first(), { name: 'tickets.csv', text: ticketCsv(tickets(72)) });
    for (const [name, value] of [
      ['Training steps', 1],
      ['Mistakes per step', 1],
      ['Validation examples', 16],
    ] as const)
      await label.setNumber(name, value);
    await label.openDetails(label.hyperparameters, 'More');
    await label.setNumber('Test examples', 24);
    const temperature = label.hyperparameters.getByRole('spinbutton', { name: 'Eval temperature' });
    await expect(temperature).toHaveAccessibleDescription(/No effect here.*only at temperature 1/);
    await label.setNumber('Examples per call', 2);
    await expect(temperature).not.toHaveAccessibleDescription(/No effect/);
    await label.setNumber('Examples per call', 1);
    await label.isReady();
  });

  await test.step('rows are read by a choice among codes, at temperature 1', async () => {
    await label.train.click();
    await label.trained();
    const choices = (await engineOf(page))?.calls.filter(({ response_format: form }) => form?.type === 'grammar') ?? [];
    expect(choices.length).toBeGreaterThan(40);
    for (const { temperature, max_tokens, response_format } of choices) {
      expect({ temperature, max_tokens }).toEqual({ temperature: 1, max_tokens: 1 });
      expect(response_format).toMatchObject({ grammar: 'root ::= "A" | "B" | "C"' });
    }
  });

  const calibration = page.getByRole('figure', { name: 'Calibration' });
  const coverage = page.getByRole('figure', { name: 'Accuracy against coverage' });
  const keeping = coverage.getByRole('status', { name: 'Rows that keep a label' });

  // The split takes of every label alike: a few fewer than were asked for.
  const scored = 22;
  await test.step('confidence is held against accuracy, on the test rows', async () => {
    await expect(calibration).toContainText(
      new RegExp(`On ${scored} rows, confidence and accuracy lie 0\\.\\d{3} apart`),
    );
    await expect(calibration.getByRole('img')).toBeVisible();
    await label.openDetails(calibration, 'Calibration as a table');
    const bins = calibration.getByRole('table', { name: 'Calibration' }).getByRole('row');
    // The head, the rows that a rule holds for, and those that none does.
    await expect(bins).toHaveCount(3);
    await expect(bins.nth(1)).toContainText('0.40');
    await expect(bins.nth(2)).toContainText('0.85');
  });

  await test.step('a threshold is chosen, and what it leaves is told at once', async () => {
    await expect(keeping).toContainText(`${scored} of ${scored} rows keep a label, accuracy 0.`);
    await coverage.getByRole('spinbutton', { name: 'Abstain below' }).fill('0.5');
    await expect(keeping).toHaveText(/^\d+ of 22 rows keep a label, accuracy .* [1-9]\d* held back\.$/);
    await expect(label.newRows).toContainText('Rows of a file that are less sure than 0.5 are left without a label.');
  });

  await test.step('a file keeps to it, and its download says which rows were abstained from', async () => {
    const strange = { text: 'Quite unlike anything before', label: 'Bug' } as const;
    const rows = [...tickets(12, 31), strange];
    await label.choose(label.rowsFile, { name: 'new.csv', text: ticketCsv(rows) });
    await label.newRows.getByRole('button', { name: 'Label rows' }).click();
    const job = label.newRows.getByRole('region', { name: 'Labels of new.csv' });
    await expect(job).toContainText('Finished');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      job.getByRole('button', { name: 'Download predictions' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/);
    expect(lines[0]).toBe('text,team,prediction,confidence,expert,outcome');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines.at(-1)).toBe(`${strange.text},Bug,,0.4,,abstained`);
    const abstained = lines.filter((line) => line.endsWith(',,0.4,,abstained')).length;
    const labeled = lines.filter((line) => /,(?:Access|Billing|Bug),0\.85,,read$/.test(line)).length;
    expect(labeled).toBeGreaterThan(0);
    expect(abstained + labeled).toBe(rows.length);
    await expect(job).toContainText(`13 of 13 rows, ${abstained} abstained below 0.5`);
  });

  await test.step('it leaves with its threshold, comes back with it, and there it can be taken off', async () => {
    const json = await label.exportLabeler();
    expect(JSON.parse(json)).toMatchObject({ abstainBelow: 0.5 });
    await page.getByRole('button', { name: 'Labeler menu' }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('menuitem', { name: /^Import labeler/ }).click(),
    ]);
    await chooser.setFiles({ name: 'tickets.labeler.json', mimeType: 'application/json', buffer: Buffer.from(json) });
    await expect(coverage).toBeHidden();
    const threshold = label.newRows.getByRole('spinbutton', { name: 'Abstain below' });
    await expect(threshold).toHaveValue('0.5');
    await label.newRows.getByRole('textbox', { name: 'text' }).fill('Quite unlike anything before');
    await label.classify.click();
    await expect(label.prediction).toContainText('40% · below 0.5: abstained in a file');
    await label.newRows.getByRole('button', { name: 'Label every row' }).click();
    await expect(threshold).toHaveValue('0');
    await expect(label.prediction).not.toContainText('abstained');
  });
});
