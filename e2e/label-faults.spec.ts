import { expect } from 'playwright/test';
import { faultKinds, faultPlan } from './loopback/gemini/faults.mjs';
import { contentOf, generated } from './pages/gemini-calls';
import { LabelPage } from './pages/label-page';
import { test } from './pages/test';
import { ticketCsv, ticketLabels, tickets } from './pages/ticket-rows';

const share = 0.2;
const seed = 3;

test('training completes while a fifth of the calls fail, and says what happened', async ({ studio, gemini, page }) => {
  const label = new LabelPage(page);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill('test-key-1234567890');
  await studio.settings.setNumber('Requests per minute', 10_000);
  await studio.settings.setNumber('Parallel requests', 16);
  await studio.goTo('Label');
  await label.choose(label.trainingFile.first(), { name: 'tickets.csv', text: ticketCsv(tickets(120)) });
  await label.chooseModels('Gemini: gemini-flash-latest');
  await label.setNumber('Training steps', 2);
  await label.setNumber('Validation examples', 30);
  await label.setNumber('Test examples', 30);
  await label.isReady();

  gemini.failSome({ share, seed });
  await label.train.click();
  await label.trained(120_000);

  await test.step('the scorecard counts what was not read', async () => {
    await expect(label.scores.getByRole('row')).toHaveCount(ticketLabels.length + 1);
    await expect(label.scorecard.getByLabel('Unread', { exact: true })).toHaveText(
      /^[1-9]\d*of 30(, [1-9]\d* blocked)?$/,
    );
    expect(await label.accuracyValue()).toBeGreaterThan(0.3);
    for (const name of ticketLabels) await expect(label.rulesFor(name).first()).toBeVisible();
  });

  await test.step('the page names the faults, each with its count', async () => {
    const words = page.getByText(/^[\d,]+ calls gave no answer, and the run went on$/);
    await words.click();
    const kinds = page.locator('details').filter({ has: words }).getByRole('listitem');
    const parts = await kinds.allTextContents();
    for (const kind of ['blocked before an answer', 'blocked at the answer', 'empty']) {
      expect(parts, 'with what the service said').toContainEqual(
        expect.stringMatching(new RegExp(`^\\d+ were ${kind} Gemini \\S`)),
      );
    }
    const told = Number.parseInt((await words.textContent()) ?? '', 10);
    expect(parts.reduce((sum, part) => sum + Number.parseInt(part, 10), 0)).toBe(told);
  });

  await test.step('the page does not grow beyond the window', async () => {
    const { scrollHeight, clientHeight } = await page.evaluate(() => ({
      scrollHeight: document.documentElement.scrollHeight,
      clientHeight: document.documentElement.clientHeight,
    }));
    expect(scrollHeight).toBe(clientHeight);
  });

  await test.step('a row that was blocked says so', async () => {
    await expect(label.mistakes.getByRole('table', { name: 'Mistakes' })).toContainText('unread');
  });

  await test.step('the call log tells which calls were tried again', async () => {
    const log = await studio.openCallLog();
    await expect(
      log
        .getByRole('listitem')
        .filter({ hasText: /Answered.*1 retry/ })
        .first(),
    ).toBeVisible();
  });

  await test.step('every kind of fault came, and what passes was tried again, once', () => {
    const fault = faultPlan({ share, seed });
    const contents = new Map<string, Set<string>>();
    const times = new Map<string, number>();
    for (const record of generated(gemini)) {
      const { promptText } = record;
      contents.set(promptText, (contents.get(promptText) ?? new Set()).add(contentOf(record)));
      times.set(promptText, (times.get(promptText) ?? 0) + 1);
    }
    const failures = [...contents].flatMap(([prompt, { size }]) => {
      const plan = fault(prompt);
      if (plan === undefined) return [];
      const passes = fault(prompt) === undefined;
      expect(times.get(prompt)).toBe(passes ? size + 1 : size);
      return [{ passes, kind: JSON.stringify(plan) }];
    });
    expect(new Set(failures.map(({ kind }) => kind)).size).toBe(faultKinds.length);
    expect(failures.length / contents.size).toBeGreaterThan(share * 0.7);
  });
});
