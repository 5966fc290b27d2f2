import { expect } from 'playwright/test';
import { LabelPage } from './pages/label-page';
import { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

const samples = new URL('../public/samples/', import.meta.url);
const newTickets = new URL('support-tickets-new.csv', samples).pathname;
const sampleFile = '**/support-triage.project.json';

test('the sample with a finished run is whole, though its file is elsewhere', async ({ studio, page, browser }) => {
  const label = new LabelPage(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await studio.open();
  await studio.goTo('Label');
  expect(asked.filter((url) => url.includes('support-triage'))).toEqual([]);
  await studio.goTo('Align');
  await studio.openSample('Support triage');

  await test.step('it opens on its results', async () => {
    await expect(page).toHaveTitle(/^Label · Support triage/);
    await label.stands('Finished');
    expect(await label.accuracyValue()).toBeGreaterThan(0.6);
    await expect(label.mistakes.getByRole('row').nth(1)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Suspected label errors' })).toBeVisible();
    await label.rules.getByRole('button', { name: 'Lineage' }).click();
    const lineage = page.getByRole('dialog', { name: 'Lineage' });
    await expect(lineage.getByRole('listitem').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the file that it was trained on is said to be elsewhere, and Train waits for it', async () => {
    await expect(label.trainingBox).toContainText('not on this device');
    await expect(label.train).toHaveAttribute('aria-disabled', 'true');
    await expect(label.train).toHaveAttribute('title', /“support-tickets.csv” is not on this device/);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  await test.step('its rules are measured again, and label new rows', async () => {
    const before = await label.accuracyValue();
    await label.rules.getByRole('button', { name: 'Re-score' }).click();
    await expect(label.rules.getByRole('button', { name: 'Re-score' })).toBeVisible();
    expect(await label.accuracyValue()).toBe(before);
    await label.newRows.getByRole('textbox', { name: 'subject' }).fill('Invoice');
    await label.newRows.getByRole('textbox', { name: 'body' }).fill('We were charged twice. Please send a refund.');
    await label.classify.click();
    await expect(label.prediction).toContainText(/Access|Billing|Bug|Cancellation|How-to/);
    await label.rowsFile.setInputFiles(newTickets);
    await label.newRows.getByRole('button', { name: 'Label rows' }).click();
    await expect(label.newRows).toContainText(/60 of 60 rows/);
  });

  const exported = await studio.export('Project JSON');

  await test.step('on another device it is the same, and rows that lie elsewhere are said to', async () => {
    const context = await browser.newContext();
    const there = new StudioPage(await context.newPage());
    const thereLabel = new LabelPage(there.page);
    await there.open();
    await there.page
      .getByLabel('Import file')
      .setInputFiles({ name: exported.name, mimeType: 'application/json', buffer: Buffer.from(exported.text) });
    await expect(there.page).toHaveTitle(/Support triage/);
    await there.goTo('Label');
    await thereLabel.stands('Finished');
    expect(await thereLabel.accuracyValue()).toBe(await label.accuracyValue());
    await expect(thereLabel.trainingBox).toContainText('not on this device');
    await expect(thereLabel.newRows).toContainText('The rows of “support-tickets-new.csv” are not on this device');
    // Its file is not here either: the job waits for it, and goes on with it.
    await thereLabel.newRows.getByRole('button', { name: 'Label rows' }).click();
    await expect(thereLabel.newRows.getByRole('alert')).toContainText('The file is missing');
    await thereLabel.rowsFile.setInputFiles(newTickets);
    await thereLabel.newRows.getByRole('button', { name: 'Resume labeling' }).click();
    await expect(thereLabel.newRows.getByRole('alert')).toHaveCount(0);
    await expect(thereLabel.newRows.getByRole('table', { name: /^Labeled rows/ }).first()).toContainText('How-to');
    await context.close();
  });

  await test.step('with the sample file it can be trained again', async () => {
    await page.getByRole('button', { name: 'Load the sample' }).click();
    await label.isReady();
    await expect(label.trainingBox).not.toContainText('not on this device');
    await expect(label.train).toBeEnabled();
  });

  await test.step('its prompt is there to be run', async () => {
    await studio.goTo('Align');
    await expect(studio.prompt).toHaveValue(/^Answer this support ticket/);
    for (const name of ['team', 'subject', 'body'])
      await expect(studio.variables.getByRole('textbox', { name })).not.toHaveValue('');
  });
});

test('a sample that cannot be fetched says so in its place, and can be chosen again', async ({
  studio,
  page,
  troubles,
}) => {
  troubles.expect('support-triage');
  await studio.open();
  await page.route(sampleFile, (route) => route.fulfill({ status: 404 }));
  await studio.chooseInProjectMenu('Open sample');
  const dialog = page.getByRole('dialog', { name: 'Open sample' });
  const sample = dialog.getByRole('button', { name: /^Support triage/ });
  await sample.click();
  await expect(dialog.getByRole('alert')).toContainText('HTTP 404');
  await page.unroute(sampleFile);
  await page.route(sampleFile, (route) => route.fulfill({ status: 200, body: '<!doctype html>' }));
  await sample.click();
  await expect(dialog.getByRole('alert')).toContainText('a form that cannot be opened');
  await expect(page).toHaveTitle(/Creative uses/);
  await page.unroute(sampleFile);
  await sample.click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveTitle(/Support triage/);
});
