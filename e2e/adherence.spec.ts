import { expect, type Locator, type Page } from 'playwright/test';
import { json, stall, text } from './loopback/gemini/plans.mjs';
import type { GeminiServer } from './loopback/gemini/server.mjs';
import { expectNothingFound } from './pages/axe';
import { ChatPage } from './pages/chat-page';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

test('a response is checked by its principles, written again until it follows them, and the author has the last word', {
  tag: '@story',
}, async ({ studio, page }) => {
  const first = studio.response(1);
  const second = studio.response(2);

  await test.step('a principle that came later is not followed, and one that the judge cannot read is unsure', async () => {
    await studio.open();
    await studio.chooseCandidates(1);
    await studio.run();
    await studio.addPrinciple('Start with a question.');
    await studio.addPrinciple('Be surprising.');
    await first.getByRole('button', { name: 'Check response' }).click();
    await expect(first.getByRole('button', { name: 'Principle 1: not followed' })).toBeVisible();
    await expect(first.getByRole('button', { name: 'Principle 2: unsure' })).toBeVisible();
    await expect(studio.principle(1)).toContainText('followed 0 of 1');
  });

  await test.step('what was asked can be read, and who judged', async () => {
    await first.getByRole('button', { name: 'Principle 1: not followed' }).click();
    await expect(first).toContainText('Does the response do this: Start with a question?');
    await expect(first).toContainText('The model that answered judged its own response.');
    await expectNothingFound(page, { state: 'A checked response', within: 'article' });
  });

  await test.step('it is written again until it is followed', async () => {
    await first.getByRole('button', { name: 'Rewrite until followed' }).click();
    await expect(second.getByRole('button', { name: 'Principle 1: followed' })).toBeVisible();
    await expect(second).toContainText('Rewritten from response 1');
    await expect(second.locator('.resp-text')).toHaveText(/^[^.\n]+\?/);
    await expect(studio.principle(1)).toContainText('followed 1 of 2');
  });

  await test.step('a verdict is overruled, and the judge is measured by that', async () => {
    await first.getByRole('button', { name: 'Overrule' }).click();
    await page.getByRole('menuitem', { name: 'Does not apply' }).click();
    await expect(first.getByRole('button', { name: 'Principle 1: does not apply' })).toBeVisible();
    await expect(first).toContainText('The judge agrees with you in 0 of 1');
    await expect(studio.principle(1)).toContainText('followed 1 of 1');
  });

  await test.step('the questions are the author’s to change', async () => {
    await studio.principle(1).getByRole('button', { name: 'Checks' }).click();
    const checks = studio.principle(1).getByRole('list', { name: 'Checks' });
    await checks.getByRole('textbox', { name: 'Question 1' }).fill('Is the first sentence a question?');
    await studio.principle(1).getByRole('button', { name: 'Save' }).click();
    await expect(checks.getByRole('textbox', { name: 'Question 1' })).toHaveValue('Is the first sentence a question?');
    await expectNothingFound(page, { state: 'Checks', within: '[aria-label="Principles"]' });
    await studio.principle(1).getByRole('button', { name: 'Checks' }).click();
  });

  await test.step('all of it is there after a reload, and every reply is checked where that is wished for', async () => {
    await studio.saved();
    await page.reload();
    await expect(first.getByRole('button', { name: 'Principle 1: does not apply' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Check every reply' }).check();
    await studio.run();
    await expect(first.getByRole('button', { name: 'Principle 2: unsure' })).toBeVisible();
  });
});

test.describe('a reload in the middle of a check', () => {
  test('of “Check response” loses no verdict, and asks again for what was in flight alone', async ({
    studio,
    gemini,
    page,
  }) => {
    const chat = await talkOnGemini({ studio, gemini, page });
    const first = studio.response(1);
    for (const n of all) await studio.addPrinciple(`Rule ${n}: be plain.`);
    gemini.respondWith(text('Dogs pay 4 euros.'));
    await chat.say('May I bring my dog?');
    const judge = judgeOn(gemini);
    // Twelve principles are asked about in one call, the rest in a second one, that never ends.
    gemini.respondWith(judge.followed, { prompt: judge.prompts.check, times: 1 });
    await first.getByRole('button', { name: 'Check response' }).click();
    await expect(badges(first)).toHaveCount(12);
    await expect.poll(() => judge.calls()).toEqual({ made: 2, checked: 2 });

    await page.reload();
    await expect(badges(first)).toHaveCount(12);
    await expect(chat.log).toContainText('May I bring my dog?');
    await expect(first).toContainText('Dogs pay 4 euros.');
    expect(judge.calls(), 'nothing is asked for by the reload itself').toEqual({ made: 2, checked: 2 });

    gemini.respondWith(judge.followed, { prompt: judge.prompts.check });
    await first.getByRole('button', { name: 'Check response' }).click();
    await expect(badges(first)).toHaveCount(all.length);
    expect(judge.calls(), 'one more: the one that was in flight').toEqual({ made: 2, checked: 3 });
  });

  test('of “Check every reply” loses no reply and no verdict, and asks again for what was in flight alone', async ({
    studio,
    gemini,
    page,
  }) => {
    const chat = await talkOnGemini({ studio, gemini, page });
    await studio.addPrinciple('Be plain.');
    await studio.addPrinciple('Name the price.');
    await page.getByRole('checkbox', { name: 'Check every reply' }).check();
    await studio.chooseCandidates(2);
    const judge = judgeOn(gemini);
    gemini.respondWith(judge.followed, { prompt: /<response>\nDogs pay 4 euros/ });
    gemini.respondWith(text('Dogs pay 4 euros.'));
    gemini.respondWith(text('Dogs are welcome.'));
    await chat.say('May I bring my dog?');
    await expect
      .poll(() => judge.calls(), 'the checks of both principles are made once')
      .toEqual({ made: 1, checked: 2 });
    const paid = studio.responses.getByRole('article').filter({ hasText: 'Dogs pay 4 euros.' });
    const inFlight = studio.responses.getByRole('article').filter({ hasText: 'Dogs are welcome.' });
    await expect(badges(paid)).toHaveCount(2);

    await page.reload();
    await expect(badges(paid)).toHaveCount(2);
    await expect(inFlight).toBeVisible();
    await expect(badges(inFlight)).toHaveCount(0);
    await expect(page.getByRole('checkbox', { name: 'Check every reply' })).toBeChecked();
    gemini.respondWith(judge.followed, { prompt: judge.prompts.check });
    await inFlight.getByRole('button', { name: 'Check response' }).click();
    await expect(badges(inFlight)).toHaveCount(2);
    expect(judge.calls(), 'one more: the one that was in flight').toEqual({ made: 1, checked: 3 });
  });
});

/** One more than a call asks about. */
const all = Array.from({ length: 13 }, (_, index) => index + 1);

interface OnGemini {
  readonly studio: StudioPage;
  readonly gemini: GeminiServer;
  readonly page: Page;
}

/** A bot with a fixed opening, and a key that outlives a reload. */
async function talkOnGemini({ studio, gemini }: OnGemini): Promise<ChatPage> {
  await studio.openOnGemini(gemini);
  await studio.goTo('Settings');
  await studio.settings.remember.check();
  await studio.goTo('Align');
  const chat = new ChatPage(studio);
  await chat.describe({ name: 'Desk', description: 'You are Desk. Dogs pay 4 euros.', opening: 'Good morning.' });
  await studio.chooseCandidates(1);
  await chat.begin();
  return chat;
}

/** An alignment model that makes checks, and whose checks never end unless a later rule says otherwise. */
function judgeOn(gemini: GeminiServer) {
  const prompts = {
    make: 'Write for each principle how a reader tells',
    check: 'Check this response by these questions',
  };
  const count = (prompt: string) => gemini.asked.filter(({ promptText }) => promptText.includes(prompt)).length;
  const each = ({ promptText }: { readonly promptText: string }, mark: RegExp) =>
    [...promptText.matchAll(mark)].map(([, n]) => Number(n));
  type Asked = Parameters<typeof each>[0];
  const made = (asked: Asked) =>
    json({
      checks: each(asked, /^(\d+)\. /gm).map((principle) => ({ principle, applies: 'Always?', questions: ['So?'] })),
    });
  const followed = (asked: Asked) =>
    json({
      principles: each(asked, /^Principle (\d+):/gm).map((principle) => ({
        principle,
        applies: 'yes',
        answers: [{ quote: '', answer: 'yes' }],
      })),
    });
  gemini.respondWith(made, { prompt: prompts.make });
  gemini.respondWith(stall('{"principles": [{"prin'), { prompt: prompts.check });
  return { prompts, followed, calls: () => ({ made: count(prompts.make), checked: count(prompts.check) }) };
}

function badges(response: Locator): Locator {
  return response.getByRole('button', { name: /^Principle \d+: followed$/ });
}
