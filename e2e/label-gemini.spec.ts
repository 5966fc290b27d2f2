import { expect, type Locator } from 'playwright/test';
import { quotaPerDay, quotaPerMinute } from './loopback/gemini/error-bodies.mjs';
import type { GeminiServer } from './loopback/gemini/server.mjs';
import { contentOf, generated, labelsAskedFor, purposeOf } from './pages/gemini-calls';
import { LabelPage, rulesIn } from './pages/label-page';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';
import { ticketCsv, ticketLabels, tickets } from './pages/ticket-rows';

const rows = tickets(160);
const parallel = 4;

test('a labeler is trained on Gemini, paused, stopped and taken up again, and nothing is paid twice', {
  tag: '@story',
}, async ({ studio, gemini, page }) => {
  const label = await readyOnGemini(studio, gemini);
  let sentBeforeStop = 0;

  await test.step('pause finishes the calls in flight and starts none', async () => {
    await label.train.click();
    await gemini.received(60);
    await label.pause.click();
    await label.stands('Paused');
    const sent = generated(gemini).length;
    expect(generated(gemini).filter(wasLeft), 'no call in flight is broken off').toHaveLength(0);
    await studio.goTo('Settings');
    await studio.goTo('Label');
    await label.stands('Paused');
    await studio.openCallLog();
    await page.keyboard.press('Escape');
    expect(generated(gemini)).toHaveLength(sent);
  });

  await test.step('resume goes on', async () => {
    const sent = generated(gemini).length;
    await label.resume.click();
    await gemini.received(sent + 40);
    await label.stands('Training');
  });

  await test.step('stop ends', async () => {
    await label.stop.click();
    await label.stands('Stopped');
    await expect(label.train).toBeEnabled();
    await expect(label.stop).toHaveAttribute('aria-disabled', 'true');
    sentBeforeStop = generated(gemini).length;
  });

  await test.step('what was stopped is taken up again, to its end', async () => {
    await label.resume.click();
    await label.trained();
    await expect(label.scores).toBeVisible();
    for (const name of ticketLabels) await expect(label.rulesFor(name).first()).toBeVisible();
    expect(await label.accuracyValue()).toBeGreaterThan(0.5);
  });

  await test.step('no call is made twice but those in flight when Stop was pressed', () => {
    const contents = generated(gemini).map(contentOf);
    const repeated = contents.filter((content, at) => contents.indexOf(content) < at);
    expect(repeated.length).toBeLessThanOrEqual(parallel);
    const lastBeforeStop = contents.slice(sentBeforeStop - 2 * parallel, sentBeforeStop);
    for (const content of repeated) expect(lastBeforeStop).toContain(content);
  });

  await test.step('each answer is held to the labels', () => {
    const calls = generated(gemini).filter((record) => purposeOf(record) === 'classify');
    expect(calls.length).toBeGreaterThan(100);
    for (const call of calls) expect([...labelsAskedFor(call)].sort()).toEqual([...ticketLabels]);
    // Which label comes first differs by row, so that no place in the list is favoured.
    expect(new Set(calls.map((call) => labelsAskedFor(call)[0])).size).toBe(ticketLabels.length);
  });

  await test.step('rules are written from training rows alone', async () => {
    const { text } = await studio.export('Project JSON');
    const held = rowsOfRun(text);
    expect(held.test).toHaveLength(40);
    expect(held.validation).toHaveLength(40);
    const records = generated(gemini);
    const written = records.filter((record) => /first-rule|mutate-rules/.test(purposeOf(record) ?? ''));
    expect(written.length).toBeGreaterThan(5);
    for (const { promptText } of written) {
      for (const row of [...held.test, ...held.validation]) expect(promptText).not.toContain(row);
    }
    const reads = (texts: readonly string[]) => (record: (typeof records)[number]) =>
      purposeOf(record) === 'classify' && hasRules(record) && texts.some((row) => record.promptText.includes(row));
    const lastWritten = records.findLastIndex((record) => written.includes(record));
    // The labeler without rules, which it is compared with, may read them at any time: nothing comes of it for the rules.
    expect(records.findIndex(reads(held.test)), 'rules read test rows at the end').toBeGreaterThan(lastWritten);
  });

  await test.step('the same labeler, trained without a pause, is the same and costs nothing here', async () => {
    const before = generated(gemini).length;
    const rules = rulesIn(await label.exportLabeler());
    await label.train.click();
    await label.stands('Finished');
    await expect(label.training).toContainText('run 2');
    expect(rulesIn(await label.exportLabeler())).toEqual(rules);
    expect(generated(gemini)).toHaveLength(before);
  });
});

for (const width of [1440, 1024, 390]) {
  test(`a run that waits says so beside its buttons, not under them, at ${width}`, async ({ studio, gemini, page }) => {
    const label = await readyOnGemini(studio, gemini);
    await page.setViewportSize({ width, height: 844 });
    gemini.respondWith(quotaPerMinute());
    await label.train.click();
    await expect(label.training.getByRole('button', { name: 'Try now' })).toBeVisible();
    const words = await boxesOf(await label.training.locator('.facts > *').all());
    const buttons = await boxesOf([label.train, label.pause, label.resume, label.stop]);
    expect(buttons).toHaveLength(4);
    expect(words.length).toBeGreaterThan(3);
    expect(words.filter((box) => buttons.some((button) => overlap(box, button)))).toEqual([]);
  });
}

test('a daily quota pauses the run, and says when it can go on', async ({ studio, gemini, page }) => {
  const label = await readyOnGemini(studio, gemini);
  const refused = new Set<string>();
  gemini.respondWith(
    (record) => {
      refused.add(contentOf(record));
      return quotaPerDay();
    },
    { prompt: 'This row was labeled wrongly', times: 1 },
  );
  await label.train.click();
  const alert = page.getByRole('alert').filter({ hasText: 'The run is paused. The daily quota is used up' });
  await expect(alert).toBeVisible({ timeout: 30_000 });
  await label.stands('Paused by a problem');
  await expect(alert).toContainText(/Calls can go through again at .*\d{1,2}[:.]\d{2}/);
  await expect(alert.getByRole('timer')).toHaveText(/It can go on in \d+ (h|min|s)/);
  const sent = generated(gemini).length;

  await page.reload();
  await label.stands('Paused by a problem');
  await expect(page.getByRole('alert').getByRole('timer')).toHaveText(/It can go on in \d+ (h|min|s)/);
  expect(generated(gemini), 'nothing is asked while it is paused').toHaveLength(sent);

  await studio.goTo('Settings');
  await studio.settings.key.fill('test-key-1234567890');
  await studio.goTo('Label');
  await label.resume.click();
  await label.trained();
  expect(refused.size).toBe(1);
  const asked = generated(gemini).map(contentOf);
  const twice = asked.filter((content, at) => asked.indexOf(content) < at);
  expect(twice, 'only what was refused is asked again').toEqual([...refused]);
});

/** Labeled tickets on the loopback service, set up for a short run; Settings keep the practice model. */
async function readyOnGemini(studio: StudioPage, gemini: GeminiServer): Promise<LabelPage> {
  const label = new LabelPage(studio.page);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill('test-key-1234567890');
  await studio.settings.setNumber('Requests per minute', 10_000);
  await studio.settings.setNumber('Parallel requests', parallel);
  await studio.goTo('Label');
  await label.choose(label.trainingFile.first(), { name: 'tickets.csv', text: ticketCsv(rows) });
  await expect(label.labelColumn).toHaveValue('team');
  await label.chooseModels('Gemini: gemini-flash-latest');
  await label.setNumber('Training steps', 3);
  await label.setNumber('Validation examples', 40);
  await label.setNumber('Test examples', 40);
  await label.isReady();
  return label;
}

function wasLeft({ leftAt }: GeminiServer['requests'][number]): boolean {
  return leftAt !== undefined;
}

function hasRules({ promptText }: GeminiServer['requests'][number]): boolean {
  return /^1\. /m.test(promptText);
}

function rowsOfRun(projectJson: string): Readonly<Record<'test' | 'validation', readonly string[]>> {
  const { labeler } = JSON.parse(projectJson) as {
    labeler: { runs: readonly { rows: Record<'test' | 'validation', readonly { fields: { text: string }[] }[]> }[] };
  };
  const texts = (which: 'test' | 'validation') =>
    (labeler.runs[0]?.rows[which] ?? []).map(({ fields }) => fields[0]?.text ?? '');
  return { test: texts('test'), validation: texts('validation') };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of those that are shown. */
async function boxesOf(locators: readonly Locator[]): Promise<readonly Box[]> {
  const boxes = await Promise.all(locators.map((one) => one.boundingBox()));
  return boxes.filter((box) => box !== null);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
