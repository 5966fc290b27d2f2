import { expect, type Page } from 'playwright/test';
import { json, stall, text } from './loopback/gemini/plans.mjs';
import { expectNothingFound } from './pages/axe';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

test('feedback that is pinned stays true: a contradicting principle breaks it, and Undo mends it without a call', {
  tag: '@story',
}, async ({ studio, page }) => {
  const cases = page.getByRole('region', { name: 'Regression' });
  const first = cases.getByRole('list', { name: 'Pinned cases' }).getByRole('listitem').first();
  const runCases = cases.getByRole('button', { name: 'Run pinned cases' });

  await test.step('a critique becomes a principle, and is pinned', async () => {
    await studio.open();
    await studio.chooseCandidates(1);
    await studio.run();
    await studio.give({ kind: 'Critique', response: 1, text: 'It should start with a question.' });
    await expect(studio.principle(1)).toContainText(/start with a question/i);
    await expect(cases).toBeHidden();
    await studio.response(1).getByRole('button', { name: 'Pin as case' }).click();
    await expect(first).toContainText('not run');
    await expect(cases).toContainText('1 case, about 2 calls');
  });

  await test.step('the present prompt has fixed it', async () => {
    await runCases.click();
    await expect(first).toContainText('fixed');
    await first.getByRole('button', { name: /jam jar/ }).click();
    await expect(first.getByRole('textbox', { name: 'Pass question' })).toHaveValue(
      'Is it free of this: It should start with a question?',
    );
    await expect(first.getByRole('heading', { name: 'Before' })).toBeVisible();
    await expect(first.getByRole('heading', { name: 'Now' })).toBeVisible();
    await expect(first).toContainText('Passes.');
  });

  await test.step('a principle that contradicts it breaks it', async () => {
    await studio.addPrinciple('Never ask a question.');
    await expect(first).toContainText('not run');
    await runCases.click();
    await expect(first).toContainText('broken');
    await expect(first).toContainText('Fails.');
  });

  await test.step('it is seen which principle does it', async () => {
    await cases.getByRole('button', { name: 'Which principle does it?' }).click();
    await expect(cases).toContainText(/about \d calls/);
    await cases.getByRole('button', { name: 'Find out' }).click();
    const table = cases.getByRole('table', { name: 'Effect of principles' });
    await expect(table.getByRole('row', { name: /Never ask a question/ })).toContainText('harmful');
    await expect(table.getByRole('row', { name: /Start with a question/i })).toContainText('no effect');
    await expectNothingFound(page, { state: 'Pinned cases', within: '[aria-label="Regression"]' });
  });

  await test.step('Undo brings the outcome back without a call, and so does a reload', async () => {
    const before = await callsIn(studio, page);
    await studio.undo.click();
    await expect(first).toContainText('fixed');
    expect(await callsIn(studio, page)).toBe(before);
    await studio.saved();
    await page.reload();
    await expect(first).toContainText('fixed');
    await expect(cases).toContainText('All known for the present prompt');
    expect(await callsIn(studio, page)).toBe(0);
  });

  await test.step('the author has the last word', async () => {
    await first.getByRole('button', { name: /jam jar/ }).click();
    await first.getByRole('button', { name: 'Overrule' }).click();
    await page.getByRole('menuitem', { name: 'It fails' }).click();
    await expect(first).toContainText('by hand');
    await expect(first).toContainText('unchanged');
  });
});

async function callsIn(studio: StudioPage, page: Page): Promise<number> {
  const log = await studio.openCallLog();
  const calls = await log.getByRole('listitem').count();
  await page.keyboard.press('Escape');
  await expect(log).toBeHidden();
  return calls;
}

test('a reload in the middle of a run of cases loses no answer, and asks again for what was in flight alone', async ({
  studio,
  gemini,
  page,
}) => {
  const list = page.getByRole('list', { name: 'Pinned cases' });
  const run = page.getByRole('button', { name: 'Run pinned cases' });
  await studio.openOnGemini(gemini);
  await studio.goTo('Settings');
  await studio.settings.remember.check();
  await studio.openSample('Museum guide');
  gemini.respondWith(text('A ticket costs 12 euros.'), { schema: false });
  gemini.respondWith(json({ verdict: 'passes', reason: 'It does.' }), { schema: true });
  // The first two verdicts begin, and never end.
  gemini.respondWith(stall('{"verdict": "pas'), { schema: true, times: 2 });
  const before = gemini.asked.length;

  await run.click();
  await gemini.received(gemini.requests.length - gemini.asked.length + before + 7);
  await expect(list.getByText('not run', { exact: true })).toHaveCount(2);
  await studio.saved();
  await page.reload();
  await expect(list.getByText('not run', { exact: true })).toHaveCount(2);
  expect(gemini.asked.length - before, 'three answers, since two cases ask the same, and four verdicts').toBe(7);

  await run.click();
  await expect(list.getByText('not run', { exact: true })).toHaveCount(0);
  expect(gemini.asked.length - before, 'and the two verdicts that were in flight').toBe(9);
});
