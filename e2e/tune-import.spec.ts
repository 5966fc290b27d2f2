import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { test } from './pages/test';
import { TunePage } from './pages/tune-page';

const samples = new URL('../public/samples/', import.meta.url);

test('Import, wherever one is, takes a constitution and a file of prompts into Tune', async ({ studio, page }) => {
  const tune = new TunePage(page);
  await studio.open();
  await studio.importFile('socratic-tutor.json', await readFile(new URL('socratic-tutor.constitution.json', samples)));
  const offer = page.getByRole('dialog', { name: 'Make fine-tuning data by “socratic-tutor.json”?' });
  await expect(offer).toContainText('6 pairs');
  await offer.getByRole('button', { name: 'Use in Tune' }).click();
  await expect(tune.pairs.getByRole('listitem')).toHaveCount(6);

  await studio.goTo('Align');
  await page.getByLabel('Import file').setInputFiles(new URL('pupil-questions.csv', samples).pathname);
  await page.getByRole('dialog').getByRole('button', { name: 'Use as prompts in Tune' }).click();
  await expect(tune.setup).toContainText('50 rows');
  await expect(tune.promptColumn).toHaveValue('prompt');
  await tune.isReady();
  await expect(tune.estimate).toContainText('150 calls');
});
