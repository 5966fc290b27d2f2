import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { expect, type Page } from 'playwright/test';
import { LabelPage } from './pages/label-page';
import { heapMegabytes, longTasksDuring } from './pages/long-tasks';
import { test } from './pages/test';
import { ticketCsv, ticketLabels, tickets } from './pages/ticket-rows';

const million = 1_000_000;
const many = 4_000;

test('a million rows are read while the page answers, without a copy of them in the page', async ({
  studio,
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  const path = testInfo.outputPath('million.csv');
  const megabytes = await writeMillion(path);
  expect(megabytes).toBeGreaterThan(100);
  const label = new LabelPage(page);
  await studio.open();
  await studio.goTo('Label');
  await expect(label.trainingFile.first()).toBeAttached();
  await studio.saved();
  const heapBefore = await heapMegabytes(page);
  const heaps: number[] = [];
  const reading = page.getByRole('progressbar', { name: 'Reading million.csv' });

  const { computed, longest } = await longTasksDuring(page, async () => {
    await test.step('reading is cancelled', async () => {
      await label.trainingFile.first().setInputFiles(path);
      await moved(reading, 0);
      await page.getByRole('button', { name: 'Cancel reading million.csv' }).click();
      await expect(reading).toBeHidden();
      await expect(page.getByText('Start with labeled rows')).toBeVisible();
    });

    await test.step('reading tells how far it is', async () => {
      await label.trainingFile.first().setInputFiles(path);
      let percent = 0;
      for (let times = 0; times < 3; times += 1) {
        percent = await moved(reading, percent);
        heaps.push(await heapMegabytes(page));
        await expect(page.getByText(/^\d+ of 1\d\d MB, [\d,]+ rows$/)).toBeVisible();
      }
      await expect(label.trainingBox).toContainText('million.csv1,000,000 rows', { timeout: 300_000 });
      heaps.push(await heapMegabytes(page));
    });

    await test.step('the labels are counted and the cost is worked out', async () => {
      await expect(page.getByRole('list', { name: 'Labels found' }).getByRole('listitem')).toHaveText(
        [/^Access333,33\d$/, /^Billing333,33\d$/, /^Bug333,33\d$/],
        { timeout: 300_000 },
      );
      await label.isReady();
      heaps.push(await heapMegabytes(page));
    });
  });

  testInfo.annotations.push(
    { type: 'heap', description: `${rounded(heapBefore)} MB before, then ${heaps.map(rounded).join(', ')} MB` },
    { type: 'longest task', description: longest },
  );
  expect(computed, 'milliseconds in which the page could not answer').toEqual([]);
  expect(Math.max(...heaps) - heapBefore, 'megabytes more in the page').toBeLessThan(megabytes / 3);
  await rm(path);
});

test('thousands of rows are labeled while their table scrolls, paused, reloaded, resumed and downloaded', async ({
  studio,
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  const label = new LabelPage(page);
  await studio.open();
  await studio.goTo('Label');
  await label.choose(label.trainingFile.first(), { name: 'tickets.csv', text: ticketCsv(tickets(90)) });
  await label.setNumber('Training steps', 1);
  await label.setNumber('Validation examples', 20);
  await label.isReady();
  await label.train.click();
  await label.trained();

  const rows = newRows();
  await label.choose(label.rowsFile, { name: 'new.csv', text: csvOf(rows) });
  await expect(label.newRows).toContainText('new.csv4,000 rows');
  const job = label.newRows.getByRole('region', { name: 'Labels of new.csv' });
  const progress = job.getByRole('progressbar', { name: 'Labeling progress of new.csv' });
  const frame = job.getByRole('group', { name: 'Labeled rows of new.csv, scrollable' });

  await studio.saved();
  let before = 0;
  let perSecond = 0;
  const { computed, longest } = await longTasksDuring(page, async () => {
    const began = performance.now();
    await label.newRows.getByRole('button', { name: 'Label rows' }).click();
    await moved(progress, 0);
    await frame.hover();
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, 400);
      await nextFrames(page);
    }
    await expect(frame.getByRole('row').nth(5)).toContainText(/\d/);
    await job.getByRole('button', { name: 'Pause labeling' }).click();
    await expect(job).toContainText('Paused');
    before = Number(await progress.getAttribute('aria-valuenow'));
    expect(before, 'it was paused in the middle').toBeLessThan(many);
    perSecond = before / ((performance.now() - began) / 1000);
  });
  testInfo.annotations.push({ type: 'longest task', description: longest });
  expect(computed, 'milliseconds in which the page could not answer').toEqual([]);

  await test.step('it is there after a reload, and goes on', async () => {
    await studio.saved();
    await page.reload();
    await expect(job).toContainText(/Paused|Interrupted/);
    await expect(progress).toHaveAttribute('aria-valuenow', String(before));
    await job.getByRole('button', { name: 'Resume labeling' }).click();
    await expect(job).toContainText('Finished', { timeout: 300_000 });
  });

  await test.step('the end of the table is reached by a key', async () => {
    await frame.focus();
    await page.keyboard.press('End');
    await expect(frame.getByRole('row').last()).toContainText(/^4000(Access|Billing|Bug)/);
  });

  await test.step('the download has all rows in order, with their own columns', async () => {
    const coming = page.waitForEvent('download');
    await job.getByRole('button', { name: 'Download predictions' }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    const [head, ...lines] = text.trimEnd().split(/\r?\n/);
    expect(head).toMatch(/^id,text,remark,prediction\b/);
    expect(lines).toHaveLength(many);
    const wrong = lines.findIndex((line, at) => !line.startsWith(`${lineOf(rows[at])},`));
    expect(wrong, 'the first line that is not its row').toBe(-1);
    const predictions = lines.map((line, at) => line.slice(lineOf(rows[at]).length + 1).split(',')[0] ?? '');
    expect(new Set(predictions)).toEqual(new Set(ticketLabels));
  });
  testInfo.annotations.push({ type: 'rate', description: `${Math.round(perSecond)} rows a second` });
});

interface NewRow {
  readonly id: string;
  readonly text: string;
  readonly remark: string;
}

/** Every text different: nothing is answered from an earlier row. */
function newRows(): readonly NewRow[] {
  const texts = tickets(1000, 11);
  return Array.from({ length: many }, (_, at) => ({
    id: `N-${at}`,
    text: `${texts[at % texts.length]?.text} Ticket ${at}.`,
    remark: at % 100 === 0 ? 'said ""hello"", twice' : 'none',
  }));
}

function csvOf(rows: readonly NewRow[]): string {
  return `id,text,remark\n${rows.map((row) => `${lineOf(row)}\n`).join('')}`;
}

function lineOf(row: NewRow | undefined): string {
  if (row === undefined) return '';
  return `${row.id},"${row.text}",${row.remark === 'none' ? 'none' : `"${row.remark}"`}`;
}

/** Waits until it has come further. */
async function moved(bar: ReturnType<Page['getByRole']>, from: number): Promise<number> {
  const now = async () => Number(await bar.getAttribute('aria-valuenow'));
  await expect.poll(now, { intervals: [20] }).toBeGreaterThan(from);
  return now();
}

function nextFrames(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

/** Megabytes written. */
async function writeMillion(path: string): Promise<number> {
  const texts = tickets(1000, 5);
  const file = createWriteStream(path);
  const head = 'id,text,team\n';
  file.write(head);
  let bytes = head.length;
  for (let from = 0; from < million; from += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, at) => {
      const { text, label } = texts[(from + at) % 999] ?? { text: '', label: '' };
      return `T-${from + at},"${text} It is about order ${(from + at) * 7919}, and there is nothing else to say.",${label}\n`;
    }).join('');
    bytes += lines.length;
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return bytes / 1_000_000;
}

function rounded(megabytes: number): string {
  return megabytes.toFixed(1);
}
