import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { expect } from 'playwright/test';
import { test } from './pages/test';
import { TunePage } from './pages/tune-page';

const formats = new URL('../src/core/tuning/export/fixtures/', import.meta.url);

function pathOf(name: string): string {
  return new URL(name, formats).pathname;
}

test('pairs that others have made are brought in, cleaned and taken away in every form of pairs', async ({
  studio,
  page,
}) => {
  const tune = new TunePage(page);
  await studio.open();
  await studio.goTo('Tune');

  await test.step('rows that teach nothing are refused by their number', async () => {
    await page.getByLabel('Pairs CSV').setInputFiles(pathOf('dpo-with-unclear.csv'));
    await expect(page.getByText('Row 2: “--unclear--” stands in place of a choice.')).toBeVisible();
    await expect(page.getByText('Row 3: Chosen and rejected are equal.')).toBeVisible();
    await expect(tune.bar).toContainText('1 pair of dpo-with-unclear.csv');
  });

  await test.step('what comes in goes out again, to the byte', async () => {
    await page.getByLabel('Pairs CSV').setInputFiles(pathOf('dpo.csv'));
    await page.getByRole('combobox', { name: 'Run', exact: true }).selectOption({ label: 'Run 2: dpo.csv' });
    const share = tune.download.getByRole('spinbutton', { name: 'Validation share' });
    await share.fill('0');
    await share.blur();
    await tune.format.selectOption({ label: 'CSV: prompt, chosen, rejected' });
    await expect(tune.download).toContainText('4 to train, 0 to validate');
    const { name, bytes } = await tune.take('CSV');
    expect(name).toMatch(/\.csv$/);
    expect(bytes.equals(readFileSync(pathOf('dpo.csv')))).toBe(true);
  });

  await test.step('every form of pairs is read by parsers that are not ours', async () => {
    const labels = await tune.format.getByRole('option').allTextContents();
    expect(labels.length).toBeGreaterThan(5);
    for (const label of labels) {
      await tune.format.selectOption({ label });
      const { name, bytes } = await tune.take('JSONL');
      const text = name.endsWith('.zip') ? textOf(unzipSync(bytes)['train.json']) : bytes.toString('utf8');
      const lines: readonly unknown[] = name.endsWith('.zip')
        ? JSON.parse(text)
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
      expect(lines.length, label).toBe(label.includes('KTO') ? 8 : 4);
      const csv = await tune.take('CSV');
      const { data, errors } = Papa.parse<string[]>(csv.bytes.toString('utf8'), {
        delimiter: ',',
        skipEmptyLines: true,
      });
      expect(errors, label).toEqual([]);
      expect(data.length, label).toBe(lines.length + 1);
    }
  });

  await test.step('they are there after a reload', async () => {
    await expect(studio.saveState).toContainText('Saved');
    await page.reload();
    await expect(tune.bar).toContainText('4 pairs of dpo.csv');
    await expect(tune.table).toHaveAttribute('aria-rowcount', '6');
    const row = await tune.open(2);
    await expect(row).toContainText('The workshop hung it in one night.');
  });
});

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
