import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { expect } from 'playwright/test';
import { test } from './pages/test';
import { TunePage } from './pages/tune-page';

const samples = new URL('../public/samples/', import.meta.url);
const prompts = new URL('pupil-questions.csv', samples).pathname;
const constitution = new URL('socratic-tutor.constitution.json', samples).pathname;

/** From prompts and a constitution to files that trainers read, with no key and no network. */
test('prompts and a constitution become fine-tuning data on the practice model', { tag: '@story' }, async ({
  studio,
  page,
}) => {
  const tune = new TunePage(page);
  await studio.open();
  await studio.goTo('Tune');

  await test.step('files are read, and what is missing is said where the button is', async () => {
    await expect(tune.bar).toContainText('Add prompts first');
    await tune.promptsFile.setInputFiles(prompts);
    await expect(tune.promptColumn).toHaveValue('prompt');
    await expect(tune.bar).toContainText('there is none. Add one under Constitution.');
    await tune.constitutionFile.setInputFiles(constitution);
    await expect(tune.pairs.getByRole('listitem')).toHaveCount(6);
    await tune.isReady();
    await expect(tune.estimate).toContainText('150 calls');
  });

  await test.step('one prompt is seen through all its stages', async () => {
    await page.getByRole('spinbutton', { name: 'Row to try' }).fill('5');
    await tune.tryOne.click();
    for (const stage of ['Answer', 'Critique'])
      await expect(tune.stages.getByRole('article', { name: stage })).toContainText(/\d+ words/);
    await expect(tune.stages).toContainText(/row 5, improvement, \d calls?/);
    await tune.stages.getByRole('button', { name: 'Exact prompt of the critique' }).click();
    await expect(page.getByRole('dialog')).toContainText(/---\s*CritiqueRequest:/);
    await page.keyboard.press('Escape');
  });

  await test.step('answers are improved, and a reload in the middle goes on where it was', async () => {
    await tune.generate.click();
    await expect.poll(() => tune.done()).toBeGreaterThan(0);
    await expect(studio.saveState).toContainText('Saved');
    await page.reload();
    await tune.stands(/Interrupted|Generating|Finished/);
    if ((await tune.resume.getAttribute('aria-disabled')) !== 'true') await tune.resume.click();
    await tune.stands('Finished');
    expect(await tune.done()).toBe(50);
    await expect(tune.table).toHaveAttribute('aria-rowcount', '51');
  });

  await test.step('rows are cleaned by keys and by hand, and every edit undoes', async () => {
    const row = await tune.open(2);
    await page.keyboard.press('x');
    await expect(row.getByRole('button', { name: 'Reject', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(tune.download).toContainText('1 rejected');
    await studio.undo.click();
    await expect(row.getByRole('button', { name: 'Reject', exact: true })).toHaveAttribute('aria-pressed', 'false');
    await studio.redo.click();
    await tune.row(2).click();
    await tune.open(3);
    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: 'Completion' }).fill('Line one,\n"line two" \u2028 ثلاثة 🙂 x f e');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Row 3', exact: true })).toContainText('Edited by you');
    await tune.row(3).click();
  });

  await test.step('what was taken away is read by parsers that are not ours', async () => {
    const { bytes } = await tune.take('JSONL');
    const files = unzipSync(bytes);
    const names = Object.keys(files);
    const lines = names
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => textOf(files[name]).trimEnd().split('\n'))
      .map((line) => JSON.parse(line) as { readonly messages: readonly { readonly content: string }[] });
    expect(lines).toHaveLength(49);
    expect(lines.map(({ messages }) => messages.at(-1)?.content)).toContain(
      'Line one,\n"line two" \u2028 ثلاثة 🙂 x f e',
    );
    const card = names.find((name) => name.endsWith('README.md'));
    expect(textOf(files[card ?? ''])).toMatch(/^---\n[\s\S]*configs:/);
  });

  await test.step('two answers are compared, and the pairs are a CSV', async () => {
    await tune.make('Comparison (DPO)');
    await tune.generate.click();
    await tune.stands('Finished');
    await expect(tune.bar).toContainText('run 2');
    await expect(tune.statistics).toContainText('Flip rate');
    await page.getByRole('combobox', { name: 'Run', exact: true }).selectOption({ label: 'Run 2: comparison' });
    await tune.format.selectOption({ label: 'CSV: prompt, chosen, rejected' });
    await tune.setNumber('Validation share', 0);
    const { name, bytes } = await tune.take('CSV');
    expect(name).toMatch(/\.csv$/);
    const { data, errors } = Papa.parse<Record<string, string>>(bytes.toString('utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.length).toBeGreaterThan(20);
    for (const { chosen, rejected } of data) expect(chosen).not.toBe(rejected);
  });

  await test.step('a revision is chosen over its answer, from calls that are here already', async () => {
    await tune.make('Revision over answer (DPO)');
    await tune.generate.click();
    await expect(tune.bar).toContainText('run 3');
    await tune.stands('Finished');
    await expect(tune.download).toContainText(/\d+ to train/);
  });
});

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
