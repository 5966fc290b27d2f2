import { expect } from 'playwright/test';
import { generated } from './pages/gemini-calls';
import { test } from './pages/local-test';
import { softwareGpu } from './pages/software-gpu';
import { engineOf, standInForWebLlm } from './pages/stand-in';

test.use({ launchOptions: softwareGpu });

test('a local prompt model with Gemini to align: each call goes where it belongs', { tag: '@story' }, async ({
  page,
  context,
  studio,
  gemini,
  host,
  localModels,
}) => {
  await standInForWebLlm(context);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill('test-key-1234567890');
  await localModels.fetch(host.model('tiny-chat'));
  await localModels.button('tiny-chat', 'Use as prompt model').click();
  await expect(page.getByRole('combobox', { name: 'Prompt model' }).locator('option:checked')).toHaveText(
    'Local: tiny-chat',
  );
  await page.getByRole('button', { name: 'Align with Gemini' }).click();
  await expect(page.getByRole('combobox', { name: 'Alignment model' }).locator('option:checked')).toHaveText(
    'Gemini: gemini-flash-latest',
  );
  await studio.goTo('Align');
  await studio.prompt.fill('Tell me of {topic} in one line, please.');
  await studio.variable('topic').fill('lighthouses');
  await studio.chooseCandidates(2);

  await test.step('Run asks the local model, and Gemini nothing', async () => {
    await studio.run();
    await expect(studio.response(2)).toContainText('Tell me of lighthouses');
    expect(generated(gemini)).toEqual([]);
    const asked = (await engineOf(page))?.calls ?? [];
    expect(asked).toHaveLength(2);
    for (const { messages } of asked) expect(JSON.stringify(messages)).toContain('Tell me of lighthouses');
  });

  await test.step('a critique asks Gemini for the principle, and the local model nothing', async () => {
    await studio.openFeedback('Critique', 1);
    await studio.feedbackText.fill('Say how tall they are.');
    await studio.submitFeedback.click();
    await expect(studio.principle(1)).toContainText('Say how tall they are');
    expect((await engineOf(page))?.calls).toHaveLength(2);
    const calls = generated(gemini);
    expect(calls.length).toBeGreaterThan(0);
    // Alignment is asked for in a form; the response that it is about is material of such a call, and of none else.
    for (const { body, promptText } of calls) {
      expect(body.generationConfig).toMatchObject({ responseMimeType: 'application/json' });
      expect(promptText.startsWith('Tell me of lighthouses')).toBe(false);
    }
  });

  await test.step('the next run is of the local model again, with the principle', async () => {
    const before = generated(gemini).length;
    await studio.run();
    await expect(studio.response(1)).toContainText('Heed this in every answer: Say how tall they are');
    expect((await engineOf(page))?.calls).toHaveLength(4);
    expect(generated(gemini)).toHaveLength(before);
  });

  await test.step('folding the principles is alignment', async () => {
    const before = generated(gemini).length;
    await studio.fold();
    await expect(studio.review.locator('ins').first()).toContainText('Say how tall they are');
    expect(generated(gemini)).toHaveLength(before + 1);
    expect((await engineOf(page))?.calls).toHaveLength(4);
  });
});
