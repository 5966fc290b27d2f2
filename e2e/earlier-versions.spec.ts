import { expect } from 'playwright/test';
import { LabelPage } from './pages/label-page';
import { packedFixture, restoreDatabases } from './pages/restore-database';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

test('what the studio of November 2026 kept opens whole, and is worked on', { tag: '@story' }, async ({
  page,
  studio,
}) => {
  await restoreDatabases(page, 'database-2026-11/database.json.gz');
  await page.goto('/');
  await expectTheProject(studio);
  await expect(studio.feedbackText, 'a rewrite in mid-word').toHaveValue('Plant mint in the jar.');

  await test.step('its history goes back and forth', async () => {
    await studio.undo.click();
    await expect(studio.principles).toHaveCount(2);
    await studio.redo.click();
    await expect(studio.principles).toHaveCount(3);
  });

  await test.step('it is run again, and obeys', async () => {
    await studio.run();
    await expect(studio.response(1).getByRole('listitem')).toHaveCount(5);
    await expect(earlierResponses(studio)).toHaveCount(4);
  });

  const label = new LabelPage(page);
  await studio.goTo('Label');

  await test.step('the file that was labeled is there, row by row', async () => {
    const job = label.newRows.getByRole('region', { name: 'Labels of new-tickets.csv' });
    await expect(job).toContainText('Finished');
    await expect(job.getByRole('table')).toContainText('wrong amount · dear team');
  });

  await test.step('the run that was stopped is taken up again', async () => {
    await label.stands('Stopped');
    await label.resume.click();
    await label.trained();
    await expect(label.scores.getByRole('row')).toHaveCount(6);
  });

  await studio.saved();
  await page.reload();
  await label.stands('Finished');
});

test('a project that the studio of November 2026 exported is imported whole', async ({ studio }) => {
  await studio.open();
  await studio.importFile('creative-uses.project.json', packedFixture('database-2026-11/project.json.gz'));
  await expectTheProject(studio);
});

async function expectTheProject(studio: StudioPage): Promise<void> {
  await expect(studio.prompt).toHaveValue(
    'Give five creative uses for {item}, each in one short sentence. The reader is {audience}.',
  );
  await expect(studio.principle(1)).toContainText('Folded into prompt');
  await expect(studio.principle(2)).toContainText('Avoid plastic.');
  await expect(studio.principle(3)).toContainText('It is easy to picture.');
  await expect(earlierResponses(studio)).toHaveCount(3);
  await expect(studio.response(2)).toContainText(/\w/);
}

function earlierResponses({ page }: StudioPage) {
  return page.getByRole('combobox', { name: 'Earlier responses' }).getByRole('option');
}
