import { expect } from 'playwright/test';
import { exportProjectJson } from '../src/core/project/export-project';
import { largeProject } from './pages/large-project';
import { test } from './pages/test';

test('500 principles and 200 runs are worked on as if they were few', async ({ studio, page }) => {
  await studio.open();
  await studio.importFile('large.project.json', exportProjectJson(largeProject({ principles: 500, runs: 200 })));
  await expect(studio.principles).toHaveCount(500);
  await expect(page.getByRole('combobox', { name: 'Earlier responses' }).getByRole('option')).toHaveCount(200);

  await test.step('search', async () => {
    const search = page.getByLabel('Search principles', { exact: true });
    await search.fill('number 321');
    await expect(studio.principles).toHaveCount(1);
    await studio.principle(1).getByRole('checkbox', { name: 'Enabled' }).uncheck();
    await expect(studio.composed).not.toContainText('Principle number 321.');
    await search.fill('');
    await expect(studio.principles).toHaveCount(500);
    await expect(studio.principle(321).getByRole('checkbox', { name: 'Enabled' })).not.toBeChecked();
  });

  await test.step('typing', async () => {
    await studio.prompt.press('Control+End');
    await studio.prompt.pressSequentially(' Quickly.');
    await expect(studio.prompt).toHaveValue(/ Quickly\.$/);
  });

  await test.step('adding, moving and taking back', async () => {
    await studio.addPrinciple('Answer in one sentence.');
    await expect(studio.principle(501)).toContainText('Answer in one sentence.');
    await studio.principle(501).getByRole('button', { name: 'Move up' }).click();
    await expect(studio.principle(500)).toContainText('Answer in one sentence.');
    await studio.undo.click();
    await studio.undo.click();
    await expect(studio.principles).toHaveCount(500);
  });

  await test.step('deleting many', async () => {
    await page.getByRole('button', { name: 'Constitution menu' }).click();
    await page.getByRole('menuitem', { name: 'Select several' }).click();
    await page.getByRole('button', { name: 'Select all principles' }).click();
    await page.getByRole('button', { name: 'Delete selected' }).click();
    await expect(studio.principles).toHaveCount(0);
    await studio.undo.click();
    await expect(studio.principles).toHaveCount(500);
  });

  await test.step('an old run, and a new one', async () => {
    await page.getByRole('combobox', { name: 'Earlier responses' }).selectOption({ index: 150 });
    await expect(studio.response(1)).toContainText('Response of run 50.');
    await studio.chooseCandidates(1);
    await studio.run();
    await expect(page.getByRole('combobox', { name: 'Earlier responses' }).getByRole('option')).toHaveCount(201);
  });

  await studio.saved();
  await page.reload();
  await expect(studio.principles).toHaveCount(500);
});
