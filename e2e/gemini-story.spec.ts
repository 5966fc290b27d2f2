import { expect } from 'playwright/test';
import { json, text } from './loopback/gemini/plans.mjs';
import { everythingKept } from './pages/everything-kept';
import { test } from './pages/test';

const key = 'AQ.Ab8-any_shape-is-accepted-0123456789';

test('the story on Gemini: run, criticise, fold, run again', { tag: '@story' }, async ({ studio, gemini, page }) => {
  await studio.open();

  await test.step('the key is typed and the connection tested', async () => {
    await studio.goTo('Settings');
    await expect(studio.settings.key).toHaveAttribute('type', 'password');
    await studio.settings.endpoint.fill(gemini.url);
    await studio.settings.key.fill(key);
    await studio.settings.testConnection();
    await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Answered in');
    await studio.goTo('Align');
    await expect(studio.modelStatus).toContainText('Gemini: gemini-flash-latest');
  });

  await test.step('three candidates are three streams', async () => {
    const before = gemini.requests.length;
    gemini.respondWith(text(['Grow ', 'cress ', 'in it.']));
    gemini.respondWith(text(['Keep ', 'buttons ', 'in it.']));
    gemini.respondWith(text(['Light ', 'a candle ', 'in it.']));
    await studio.runButton.click();
    await gemini.received(before + 3);
    await studio.runIsDone();
    const asked = gemini.requests.slice(before);
    expect(asked.map(({ streams, model }) => ({ streams, model }))).toEqual(
      [1, 2, 3].map(() => ({ streams: true, model: 'gemini-flash-latest' })),
    );
    expect(asked.every(({ body }) => body.generationConfig?.candidateCount === undefined)).toBe(true);
    expect(asked.every(({ promptText }) => promptText.includes('an empty jam jar'))).toBe(true);
    for (const words of ['Grow cress in it.', 'Keep buttons in it.', 'Light a candle in it.'])
      await expect(studio.responses).toContainText(words);
  });

  await test.step('a critique becomes a principle in one structured call', async () => {
    await studio.openFeedback('Critique', 1);
    await expect(studio.rationales).toHaveCount(3);
    const before = gemini.requests.length;
    gemini.respondWith(json({ action: 'add', principle: 0, text: 'Name what has to be bought.' }), {
      schema: true,
      prompt: 'What do I have to buy?',
    });
    await studio.feedbackText.fill('What do I have to buy?');
    await studio.submitFeedback.click();
    await expect(studio.principle(1)).toContainText('Name what has to be bought.');
    const asked = gemini.requests.slice(before);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body.generationConfig).toMatchObject({ responseMimeType: 'application/json' });
  });

  await test.step('the next run is sent with it', async () => {
    const before = gemini.requests.length;
    await studio.run();
    await expect(studio.response(1)).toContainText('Name what has to be bought.');
    expect(gemini.requests[before]?.promptText).toMatch(/1\. Name what has to be bought\./);
  });

  await test.step('it is folded into the prompt', async () => {
    await studio.fold();
    await expect(studio.review.locator('ins').first()).toContainText(/Name what has to be bought/);
    await studio.review.getByRole('button', { name: 'Accept' }).click();
    await expect(studio.prompt).toHaveValue(/\{item\}[\s\S]*Name what has to be bought/);
    const before = gemini.requests.length;
    await studio.run();
    const sent = gemini.requests[before]?.promptText ?? '';
    expect(sent.split('Name what has to be bought').length - 1, 'times that it is said').toBe(1);
  });

  await test.step('a fold that drops a variable is refused with the reason', async () => {
    await studio.addPrinciple('Be brief.');
    gemini.respondWith(json({ prompt: 'Give three creative uses.' }), { schema: true, prompt: 'Be brief.' });
    await studio.foldButton.click();
    const alert = studio.alert('The rewritten prompt was refused');
    await expect(alert).toContainText('{item}');
    await expect(studio.prompt).toHaveValue(/\{item\}/);
    await alert.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('the log tells every call with what was sent', async () => {
    const log = await studio.openCallLog();
    await expect(log.getByRole('listitem').filter({ hasText: 'Feedback to principle' })).toHaveCount(1);
    await log.getByRole('listitem').filter({ hasText: 'Feedback to principle' }).getByRole('button').first().click();
    await expect(log).toContainText('What do I have to buy?');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      log.getByRole('button', { name: 'Export as JSON' }).click(),
    ]);
    const exported = await readAll(await download.createReadStream());
    expect(exported).toContain('Name what has to be bought.');
    expect(exported).not.toContain(key);
    await page.keyboard.press('Escape');
  });
});

test('the key is in one header and nowhere else', { tag: '@story' }, async ({ studio, gemini, page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await studio.openOnGemini(gemini, { key });
  await studio.chooseCandidates(1);
  await studio.run();
  await studio.saved();

  expect(gemini.preflights.length, 'the browser asked whether this page may call').toBeGreaterThan(0);
  expect(gemini.preflights[0]?.headers['access-control-request-headers']).toContain('x-goog-api-key');
  expect(gemini.requests.length).toBeGreaterThan(0);
  for (const { headers, url, body } of gemini.requests) {
    expect(headers['x-goog-api-key']).toBe(key);
    expect(url).not.toContain(key);
    expect(JSON.stringify(body)).not.toContain(key);
  }
  expect([...urls, page.url()].filter((url) => url.includes(key))).toEqual([]);
  expect(await everythingKept(page)).not.toContain(key);
  for (const format of ['Project JSON', 'Prompt JSON', 'Prompt text', 'Markdown'] as const)
    expect((await studio.export(format)).text).not.toContain(key);

  await page.reload();
  await expect(studio.modelStatus).toContainText('needs a key');
});

test('the key stays on this device when that is asked for, and goes when it is not any more', async ({
  studio,
  gemini,
  page,
}) => {
  await studio.openOnGemini(gemini, { key });
  await studio.goTo('Settings');
  await studio.settings.remember.check();
  await expect.poll(() => everythingKept(page)).toContain(key);
  await page.reload();
  await expect(studio.settings.key).toHaveValue(key);
  expect((await studio.export('Project JSON')).text).not.toContain(key);
  await studio.settings.remember.uncheck();
  await expect.poll(() => everythingKept(page)).not.toContain(key);
});

test('the models of the service can be chosen', async ({ studio, gemini, page }) => {
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.connectGemini(gemini.url, key);
  await page.getByRole('button', { name: 'Refresh models', exact: true }).click();
  const options = page.getByRole('combobox', { name: 'Prompt model' }).getByRole('option');
  await expect.poll(() => options.count()).toBeGreaterThan(2);
  await expect(options.filter({ hasText: /embedding/ }), 'only those that write').toHaveCount(0);
});

test('prompt and alignment model are chosen apart', async ({ studio, gemini }) => {
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill(key);
  await expect(studio.modelStatus).toContainText('Gemini: gemini-flash-latest');
  await studio.settings.choose('Prompt model', 'Practice model (built in)');
  await studio.settings.choose('Alignment model', 'Gemini: gemini-flash-latest');
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  await studio.run();
  expect(gemini.asked, 'the practice model answered').toHaveLength(0);
  await studio.openFeedback('Critique', 1);
  await expect(studio.rationales).toHaveCount(3);
  expect(gemini.asked).toHaveLength(1);
});

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += String(chunk);
  return all;
}
