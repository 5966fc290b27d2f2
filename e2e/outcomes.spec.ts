import { expect, type Page } from 'playwright/test';
import {
  apiError,
  invalidArgument,
  overloaded,
  quotaNone,
  quotaPerDay,
  quotaPerMinute,
} from './loopback/gemini/error-bodies.mjs';
import {
  answerBlocked,
  cut,
  json,
  maxTokens,
  noContent,
  promptBlocked,
  stall,
  text,
} from './loopback/gemini/plans.mjs';
import { test } from './pages/test';

/** One test for each way a call can end. What is looked for is what a person reads, and the service's own word beside it. */
test.describe('a response', () => {
  test.beforeEach(async ({ studio, gemini }) => {
    await studio.openOnGemini(gemini);
    await studio.chooseCandidates(1);
  });

  test('is answered', async ({ studio, gemini }) => {
    gemini.respondWith(text(['Grow cress ', 'in it.']));
    await studio.run();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
    await expect(studio.response(1).getByRole('alert')).toHaveCount(0);
    await expect(studio.response(1).getByRole('button', { name: 'Critique' })).toBeEnabled();
  });

  test('stopped at the token limit keeps its text and offers more room', async ({ studio, gemini }) => {
    gemini.respondWith(maxTokens({ text: 'Grow cress in' }));
    await studio.run();
    await expect(studio.response(1)).toContainText('Grow cress in');
    await expect(studio.response(1)).toContainText('Stopped at');
    await expect(studio.response(1)).toContainText('MAX_TOKENS');
    await expect(studio.response(1).getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('stopped while thinking says that thoughts used up the limit', async ({ studio, gemini }) => {
    gemini.respondWith(maxTokens({ thoughtTokens: 64 }));
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('Stopped at the token limit while thinking');
    await expect(alert).toContainText('64 thinking tokens');
    await expect(alert).toContainText('MAX_TOKENS');
    gemini.respondWith(text('Grow cress in it.'));
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
  });

  test('to a blocked prompt says so with the reason', async ({ studio, gemini }) => {
    gemini.respondWith(promptBlocked('PROHIBITED_CONTENT'));
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The prompt was blocked');
    await expect(alert).toContainText('PROHIBITED_CONTENT');
    await expect(alert.getByRole('button', { name: 'Safety settings' })).toBeVisible();
  });

  test('that was blocked keeps what came before', async ({ studio, gemini }) => {
    gemini.respondWith(answerBlocked('SAFETY', 'Fill it with '));
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The reply was blocked');
    await expect(alert).toContainText('SAFETY');
    await expect(studio.response(1)).toContainText('Fill it with');
  });

  test('with a finish reason that nobody knows yet is shown with that reason', async ({ studio, gemini }) => {
    gemini.respondWith(text('Grow cress in it.', { finishReason: 'SOLAR_FLARE' }));
    await studio.run();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
    await expect(studio.response(1)).toContainText('SOLAR_FLARE');
  });

  test('without content is called empty', async ({ studio, gemini }) => {
    gemini.respondWith(noContent());
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The reply was empty');
    await expect(alert).toContainText('STOP');
  });

  test('with a key that is refused leads to Settings', { tag: '@story' }, async ({ studio }) => {
    await studio.goTo('Settings');
    await studio.settings.key.fill('bad-key');
    await studio.goTo('Align');
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The key was refused');
    await expect(alert).toContainText('API_KEY_INVALID');
    await expect(alert).not.toContainText('bad-key');
    await alert.getByRole('button', { name: 'Open Settings' }).click();
    await expect(studio.settings.key).toBeVisible();
  });

  test('without a key is not asked for', async ({ studio, gemini }) => {
    await studio.goTo('Settings');
    await studio.settings.key.fill('');
    await studio.goTo('Align');
    await expect(studio.modelStatus).toContainText('needs a key');
    await studio.run();
    await expect(studio.response(1).getByRole('alert')).toContainText('A key is missing');
    expect(gemini.asked).toHaveLength(0);
  });

  test('of a model that the service does not know names it', async ({ studio }) => {
    await studio.goTo('Settings');
    await studio.settings.model.fill('no-such-model');
    await studio.goTo('Align');
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The service does not have this model');
    await expect(alert).toContainText('no-such-model');
    await expect(alert).toContainText('404');
  });

  test('waits when there were too many calls in a minute, and goes on by itself', { tag: '@story' }, async ({
    studio,
    gemini,
  }) => {
    gemini.respondWith(quotaPerMinute({ retryDelay: '1.5s' }));
    gemini.respondWith(text('Grow cress in it.'));
    await studio.runButton.click();
    await expect(studio.response(1)).toContainText('the service asks for a pause');
    await expect(studio.response(1).getByRole('timer').first()).toContainText(/\d s/);
    await expect(studio.response(1)).toContainText('Grow cress in it.');
    const [first, second] = gemini.asked;
    expect((second?.at ?? 0) - (first?.at ?? 0), 'milliseconds to the second try').toBeGreaterThanOrEqual(1490);
  });

  test('stops when the quota of the day is used up, and says until when', async ({ studio, gemini }) => {
    gemini.respondWith(quotaPerDay());
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The daily quota is used up');
    await expect(alert).toContainText('GenerateRequestsPerDayPerProjectPerModel-FreeTier');
    await expect(alert).toContainText(/Calls can go through again at \d+ \w+, \d\d:\d\d/);
    expect(gemini.asked, 'nothing is sent a second time').toHaveLength(1);
  });

  test('of a model that the plan does not have promises no date', async ({ studio, gemini }) => {
    gemini.respondWith(quotaNone());
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The quota of this model is used up');
    await expect(alert).not.toContainText('again at');
  });

  test('comes after the service was busy for a moment, which the call log tells', async ({ studio, gemini }) => {
    gemini.respondWith(overloaded());
    gemini.respondWith(text('Grow cress in it.'));
    await studio.run();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
    const log = await studio.openCallLog();
    await log.getByRole('listitem').first().getByRole('button').first().click();
    await expect(log).toContainText(/Try 1 ended with 503/);
  });

  test('is given up after six tries', async ({ studio, gemini }) => {
    gemini.respondWith(overloaded(), {});
    await studio.runButton.click();
    const alert = studio.response(1).getByRole('alert');
    // Five waits of up to 0.5, 1, 2, 4 and 8 seconds.
    await expect(alert).toContainText('The service is not available');
    await expect(alert).toContainText('Tried 6 times.');
    await expect(alert).toContainText('503');
    expect(gemini.asked).toHaveLength(6);
  });

  test('is not tried again when a request is refused for what it holds', async ({ studio, gemini }) => {
    gemini.respondWith(apiError(400, 'Unable to process input image.'));
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The service refused the request');
    await expect(alert).toContainText('Unable to process input image.');
    expect(gemini.asked).toHaveLength(1);
  });

  test('cannot come from an endpoint where nobody listens', async ({ studio, gemini }) => {
    await gemini.close();
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The service could not be reached');
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('cannot come while the browser is offline, and comes when it is back', async ({ studio, gemini, context }) => {
    gemini.respondWith(text('Grow cress in it.'), {});
    // What the first response brings along, the panel for feedback, is fetched while there is a network.
    await studio.run();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
    await context.setOffline(true);
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The service could not be reached');
    await context.setOffline(false);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
  });

  test('cannot come from a service that lets no pages call it', async ({ studio, gemini }) => {
    gemini.allowPages(false);
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The service could not be reached');
    await expect(alert).toContainText('CORS');
    expect(gemini.asked, 'the browser asks first and sends nothing').toHaveLength(0);
    expect(gemini.preflights.length).toBeGreaterThan(0);
  });

  test('is written at the same time as the others, which are streams of their own', async ({ studio, gemini }) => {
    await studio.chooseCandidates(3);
    for (const beginning of ['Grow cress', 'Keep buttons', 'Light a candle']) gemini.respondWith(stall(beginning));
    await studio.runButton.click();
    // None of them ever ends, so that all have begun beside the others.
    for (const n of [1, 2, 3]) await expect(studio.response(n)).toContainText(/Grow cress|Keep buttons|Light a candle/);
    await expect(studio.responses.locator('article[aria-busy="true"]')).toHaveCount(3);
    expect(gemini.counts().peak).toBe(3);
    await studio.stopButton.click();
    await expect(studio.responses.locator('article[aria-busy="true"]')).toHaveCount(0);
  });

  test('is cancelled down to the network by Stop', { tag: '@story' }, async ({ studio, gemini }) => {
    gemini.respondWith(stall('Grow cress'));
    await studio.runButton.click();
    await expect(studio.response(1)).toContainText('Grow cress');
    const [request] = gemini.asked;
    if (request === undefined) throw new Error('Expected a request that is being answered.');
    expect(request.leftAt, 'the stream is open').toBeUndefined();
    await studio.stopButton.click();
    // The service would write on for ever: that the connection ends is Stop's doing.
    await request.left;
    await expect(studio.response(1)).toContainText('Stopped. Partial text kept.');
    await expect(studio.response(1)).toContainText('Grow cress');
    await expect(studio.response(1)).toHaveAttribute('aria-busy', 'false');
  });

  test('over the budget is not asked for', async ({ studio, gemini }) => {
    gemini.respondWith(text('Grow cress in it.'), {});
    await studio.goTo('Settings');
    await studio.settings.setNumber('Calls per session', 1);
    await studio.goTo('Align');
    await studio.run();
    await expect(studio.response(1)).toContainText('Grow cress in it.');
    await studio.prompt.fill('Give four uses for {item}.');
    await studio.run();
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The budget of this session is spent');
    expect(gemini.asked).toHaveLength(1);
    await alert.getByRole('button', { name: 'Change the budget' }).click();
    await expect(studio.page.getByRole('spinbutton', { name: 'Calls per session' })).toBeVisible();
  });

  test('that is cut off in the middle is asked for again', async ({ studio, gemini }) => {
    gemini.respondWith(cut('Grow cr'));
    gemini.respondWith(text('Keep buttons in it.'));
    await studio.run();
    await expect(studio.response(1)).toContainText('Keep buttons in it.');
    await expect(studio.response(1)).not.toContainText('Grow cr');
    expect(gemini.asked).toHaveLength(2);
  });

  test('is called interrupted when the models worker dies, and the next run works', async ({
    studio,
    gemini,
    page,
  }) => {
    gemini.respondWith(stall('Grow cress'));
    await studio.runButton.click();
    await expect(studio.response(1)).toContainText('Grow cress');
    await killModelsWorker(page);
    const alert = studio.response(1).getByRole('alert');
    await expect(alert).toContainText('The call was interrupted');
    await expect(studio.response(1), 'what came is kept').toContainText('Grow cress');
    gemini.respondWith(text('Keep buttons in it.'));
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.response(1)).toContainText('Keep buttons in it.');
  });
});

test.describe('feedback', () => {
  test.beforeEach(async ({ studio, gemini }) => {
    await studio.openOnGemini(gemini);
    await studio.chooseCandidates(1);
    await studio.run();
  });

  test('survives a reply that cannot be read', async ({ studio, gemini }) => {
    gemini.respondWith(text('I would rather not say.'), { schema: true, prompt: 'Too long for me.' });
    await studio.give({ kind: 'Critique', response: 1, text: 'Too long for me.' });
    const alert = studio.feedback.getByRole('alert').filter({ hasText: 'The reply could not be read' });
    await expect(alert).toContainText('Your feedback is kept.');
    await expect(studio.feedbackText).toHaveValue('Too long for me.');
    await expect(studio.principles).toHaveCount(0);
    await alert.getByRole('button', { name: 'Add my words as they are' }).click();
    await expect(studio.principles).toHaveText([/Too long for me\./]);
  });

  test('survives a service that is gone', async ({ studio, gemini }) => {
    gemini.respondWith(quotaPerDay(), { prompt: 'Too long for me.' });
    await studio.give({ kind: 'Critique', response: 1, text: 'Too long for me.' });
    await expect(studio.feedback.getByRole('alert').filter({ hasText: 'The daily quota is used up' })).toBeVisible();
    await expect(studio.feedbackText).toHaveValue('Too long for me.');
  });

  test('whose reply format is refused is asked for once more in words', async ({ studio, gemini }) => {
    gemini.respondWith(invalidArgument(), { schema: true, prompt: 'Too long for me.' });
    await studio.give({ kind: 'Critique', response: 1, text: 'Too long for me.' });
    await expect(studio.principles).toHaveCount(1);
    const asked = gemini.asked.filter(({ promptText }) => promptText.includes('Too long for me.'));
    expect(asked.map(({ body }) => body.generationConfig?.responseSchema !== undefined)).toEqual([true, false]);
    expect(asked[1]?.promptText).toContain('JSON Schema:');
  });

  test('can delete a principle, and Undo brings it back', async ({ studio, gemini }) => {
    await studio.addPrinciple('Mention the price.');
    gemini.respondWith(json({ action: 'delete', principle: 1, text: '' }), {
      schema: true,
      prompt: 'Never mind the price.',
    });
    await studio.give({ kind: 'Critique', response: 1, text: 'Never mind the price.' });
    await expect(studio.principles).toHaveCount(0);
    await studio.undo.click();
    await expect(studio.principle(1)).toContainText('Mention the price.');
  });
});

async function killModelsWorker(page: Page): Promise<void> {
  const worker = page.workers().find((one) => one.url().includes('models.worker'));
  if (worker === undefined) throw new Error(`Expected a models worker, found ${page.workers().map((w) => w.url())}.`);
  await worker.evaluate(() => self.close());
}
