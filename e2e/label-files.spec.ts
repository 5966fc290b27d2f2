import { expect, type Locator } from 'playwright/test';
import { encodingName } from '../src/core/dataset/encoding';
import type { Delimiter, TableProblem } from '../src/core/dataset/table';
import { oddTables } from '../src/testing/odd-tables';
import { LabelPage } from './pages/label-page';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';
import { ticketCsv, tickets } from './pages/ticket-rows';

const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
};

/** Of what the page says to them. */
const problemWords: Readonly<Partial<Record<TableProblem['kind'], RegExp>>> = {
  empty: /The file is empty/,
  'no-rows': /The table has no rows|no row that can be read/,
  unreadable: /workbook|no text/i,
  encoding: /no text/,
  syntax: /no rows that could be told apart|list|object/i,
};

test(`${oddTables.length} odd tables are read, or refused with the reason`, async ({ studio, page }) => {
  const label = await opened(studio);
  let kept = '';
  for (const { name, file, bytes, options = {}, expect: expected } of oddTables) {
    await test.step(name, async () => {
      await label.choose(label.trainingFile.first(), { name: file, text: bytes });
      if ('problem' in expected) {
        const alert = page.getByRole('alert').filter({ hasText: file });
        await expect(alert).toContainText(problemWords[expected.problem] ?? '');
        if (kept !== '') await expect(alert).toContainText(`${kept} stays as it was.`);
        return;
      }
      const details = label.dataDetails;
      await expect(label.trainingBox).toContainText(file);
      for (const [field, value] of Object.entries(options)) {
        await label.openDetails(details, 'How it is read');
        expect(field).toBe('ragged');
        await details.getByRole('combobox', { name: /^Rows with too few/ }).selectOption(value);
      }
      await label.openDetails(details, 'First rows');
      const table = label.firstRows;
      await expect(table.getByRole('columnheader')).toHaveText(expected.columns);
      await expect(table.locator('tbody tr')).toHaveCount(expected.rows.length);
      expect(await cellsOf(table)).toEqual(expected.rows);
      const count = expected.rows.length;
      await expect(label.trainingBox).toContainText(`${file}${count} ${count === 1 ? 'row' : 'rows'}`);
      await expectProblems(label, { details, file, lines: expected.problemLines ?? [] });
      const format = details.getByText(/^How it is read: /);
      if (expected.delimiter === null) await expect(format).toContainText('JSON');
      else if (expected.delimiter !== undefined) await expect(format).toContainText(delimiterNames[expected.delimiter]);
      if (expected.encoding !== undefined) await expect(format).toContainText(encodingName(expected.encoding));
      kept = file;
    });
  }
});

test('a file is read again with another delimiter', async ({ studio }) => {
  const label = await opened(studio);
  // More commas than semicolons: what it is cannot be known from the file.
  const text = 'text;label,note\na;b,c\nd;e,f\n';
  await label.choose(label.trainingFile.first(), { name: 'two-ways.csv', text });
  const details = label.dataDetails;
  await label.openDetails(details, 'First rows');
  const table = label.firstRows;
  for (const [name, columns] of [
    ['Semicolon', ['text', 'label,note']],
    ['Comma', ['text;label', 'note']],
    ['Vertical bar', ['text;label,note']],
  ] as const) {
    await label.openDetails(details, 'How it is read');
    await details.getByRole('combobox', { name: 'Delimiter' }).selectOption({ label: name });
    await expect(table.getByRole('columnheader')).toHaveText(columns);
    await expect(details.getByText(/^How it is read: /)).toContainText(name);
  }
  await studio.saved();
  await studio.page.reload();
  await expect(details.getByText(/^How it is read: /)).toContainText('Vertical bar');
});

test('a test file of its own is what the scorecard is about', async ({ studio, page }) => {
  const label = await opened(studio);
  const rows = tickets(90);
  await label.choose(label.trainingFile.first(), { name: 'train.csv', text: ticketCsv(rows.slice(0, 60)) });
  await label.isReady();
  await label.choose(label.testFile, { name: 'test.csv', text: ticketCsv(rows.slice(60)) });
  await expect(page.getByText(/\d+ training, \d+ validation, 30 test\./)).toBeVisible();
  await label.openDetails(label.hyperparameters, 'More');
  await expect(label.hyperparameters.getByRole('spinbutton', { name: 'Test examples' })).toHaveCount(0);
  await label.setNumber('Training steps', 1);
  await label.setNumber('Validation examples', 20);
  await label.isReady();
  await label.train.click();
  await label.trained();
  await expect(label.scorecard.getByLabel('Unread', { exact: true })).toHaveText(/of 30$/);
  const { labeler } = JSON.parse((await studio.export('Project JSON')).text) as {
    labeler: { runs: readonly { rows: { test: readonly { fields: { text: string }[] }[] } }[] };
  };
  const read = (labeler.runs[0]?.rows.test ?? []).map(({ fields }) => fields[0]?.text);
  expect(read.toSorted()).toEqual(
    rows
      .slice(60)
      .map(({ text }) => text)
      .sort(),
  );

  await test.step('a test file without the columns is refused with the reason', async () => {
    await label.choose(label.testFile, { name: 'other.csv', text: 'words,kind\na,b\nc,d\n' });
    await expect(page.getByRole('alert').filter({ hasText: 'This cannot be trained on' })).toContainText('text');
    await expect(label.train).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('button', { name: 'Remove the test file' }).click();
    await label.isReady();
  });
});

test('numbers as labels have a border and names for its sides', async ({ studio, page }) => {
  const label = await opened(studio);
  const scores = [0, 0.1, 0.5, 0.6, 0.9, 1];
  const text = `text,isHate\n${tickets(60)
    .map((row, at) => `"${row.text}",${scores[at % 6]?.toFixed(1)}\n`)
    .join('')}`;
  await label.choose(label.trainingFile.first(), { name: 'scores.csv', text });
  await expect(label.labelColumn).toHaveValue('isHate');
  const border = page.getByRole('spinbutton', { name: 'Positive above' });
  await expect(border).toHaveValue('0.5');
  const found = page.getByRole('list', { name: 'Labels found' }).getByRole('listitem');
  await expect(found).toHaveText(['not hate30', 'hate30']);
  await border.fill('0.8');
  await border.blur();
  await expect(found).toHaveText(['not hate40', 'hate20']);
  await page.getByRole('textbox', { name: 'Above it' }).fill('hateful');
  await page.getByRole('textbox', { name: 'Otherwise' }).fill('fine');
  await expect(found).toHaveText(['fine40', 'hateful20']);
  await label.isReady();
  const isScore = page.getByRole('checkbox', { name: 'Numbers are scores with a threshold' });
  await isScore.uncheck();
  await expect(found).toHaveCount(6);
  await isScore.check();
  await expect(found).toHaveText(['not hate30', 'hate30']);
});

test('another label column is chosen by hand', async ({ studio, page }) => {
  const label = await opened(studio);
  const text = `text,toxicity,team\n${tickets(60)
    .map((row, at) => `"${row.text}",${(at % 4) / 4},${row.label}\n`)
    .join('')}`;
  await label.choose(label.trainingFile.first(), { name: 'two-labels.csv', text });
  const found = page.getByRole('list', { name: 'Labels found' }).getByRole('listitem');
  for (const [column, task, labels] of [
    ['toxicity', /toxic or not toxic/, ['not toxic45', 'toxic15']],
    ['team', /the team/, ['Access20', 'Billing20', 'Bug20']],
    ['toxicity', /toxic or not toxic/, ['not toxic45', 'toxic15']],
  ] as const) {
    await label.labelColumn.selectOption(column);
    await expect(label.task).toHaveValue(task);
    await expect(found).toHaveText(labels);
    await label.isReady();
  }
  await label.inputColumns.getByRole('checkbox', { name: 'team' }).check();
  await label.task.fill('Which team is it for?');
  await label.labelColumn.selectOption('team');
  await expect(found).toHaveText(['Access20', 'Billing20', 'Bug20']);
  await expect(label.task).toHaveValue('Which team is it for?');
  await label.isReady();
});

test('labels that cannot be learned are refused with the reason', async ({ studio, page }) => {
  const label = await opened(studio);
  const refusal = page.getByRole('alert').filter({ hasText: 'This cannot be trained on' });
  const refused = async (name: string, labels: readonly string[], words: readonly (string | RegExp)[]) => {
    const text = `text,label\n${labels.map((each, at) => `Row number ${at} of them,${each}\n`).join('')}`;
    await label.choose(label.trainingFile.first(), { name, text });
    await expect(label.trainingBox).toContainText(name);
    await label.labelColumn.selectOption('label');
    for (const part of words) await expect(refusal).toContainText(part);
    await expect(label.train).toHaveAttribute('aria-disabled', 'true');
    await label.train.click({ force: true });
    await expect(label.training, 'Train does nothing').toContainText('No run yet');
  };
  await refused(
    'many.csv',
    Array.from({ length: 153 }, (_, at) => `kind ${at % 51}`),
    ['51', '50'],
  );
  await refused(
    'one.csv',
    Array.from({ length: 20 }, () => 'same'),
    ['same'],
  );
  await refused('rare.csv', [...Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'a' : 'b')), 'rare'], ['rare']);
});

test('spellings of one label are merged when the author says so', async ({ studio, page }) => {
  const label = await opened(studio);
  const spelt = ['Spam', 'spam ', 'Ham', 'Ham', 'Ham', ''];
  const text = `text,label\n${tickets(60)
    .map((row, at) => `"${row.text}",${spelt[at % 6]}\n`)
    .join('')}`;
  await label.choose(label.trainingFile.first(), { name: 'spelt.csv', text });
  await expect(page.getByText('look like one label.')).toBeVisible();
  await expect(page.getByText('10 rows have no label and are left out.')).toBeVisible();
  await page.getByRole('button', { name: /^Merge into/ }).click();
  const found = page.getByRole('list', { name: 'Labels found' }).getByRole('listitem');
  await expect(found).toHaveText(['Ham30', /^spam ?20$/i]);
  await page.getByRole('button', { name: 'Undo: spellings merged' }).click();
  await expect(found).toHaveCount(3);
});

test('a file that is dropped on the page is the training file', async ({ studio, page }) => {
  const label = await opened(studio);
  const text = ticketCsv(tickets(30));
  const transfer = await page.evaluateHandle((csv) => {
    const data = new DataTransfer();
    data.items.add(new File([csv], 'dropped.csv', { type: 'text/csv' }));
    return data;
  }, text);
  const target = page.getByRole('main');
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await expect(page.getByText(/^Drop labeled rows/)).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(label.labelColumn).toHaveValue('team');
  await expect(label.trainingBox).toContainText('dropped.csv30 rows');
  await expect(page.getByText(/^Drop labeled rows/)).toBeHidden();
  await label.isReady();
});

async function opened(studio: StudioPage): Promise<LabelPage> {
  await studio.open();
  await studio.goTo('Label');
  return new LabelPage(studio.page);
}

async function expectProblems(
  label: LabelPage,
  { details, file, lines }: { readonly details: Locator; readonly file: string; readonly lines: readonly number[] },
): Promise<void> {
  const list = details.getByRole('list', { name: `Problems in ${file}` });
  if (lines.length === 0) {
    await expect(details.getByText(/^\d+ (skipped|to check)/)).toHaveCount(0);
    return;
  }
  await label.openDetails(details, /skipped|to check/);
  await expect(list.getByRole('listitem')).toHaveText(lines.map((line) => new RegExp(`^line ${line} \\S.*[.]$`)));
}

function cellsOf(table: Locator): Promise<readonly (readonly string[])[]> {
  return table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}
