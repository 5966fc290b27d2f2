import { expect } from 'playwright/test';
import { type OpenAiServer, startOpenAiServer } from './loopback/openai/server.mjs';
import { LabelPage } from './pages/label-page';
import { test as base } from './pages/local-test';
import { type RequestsAbroad, watchRequests } from './pages/requests-abroad';
import { softwareGpu } from './pages/software-gpu';
import { engineOf, standInForWebLlm } from './pages/stand-in';
import { twoLabelRows } from './pages/two-label-rows';

const test = base.extend<{ readonly server: OpenAiServer; readonly abroad: RequestsAbroad }>({
  server: async ({ troubles }, provide) => {
    const server = await startOpenAiServer();
    troubles.expect(server.url);
    await provide(server);
    await server.close();
  },
  abroad: async ({ context, baseURL }, provide) => provide(watchRequests(context, baseURL ?? '')),
});

test.use({ launchOptions: softwareGpu });

test('nothing leaves the device, whatever was chosen; what is on it aligns and labels', { tag: '@story' }, async ({
  page,
  context,
  studio,
  gemini,
  server,
  host,
  localModels,
  abroad,
}) => {
  await standInForWebLlm(context);
  await studio.openOnGemini(gemini);
  await studio.run();
  expect(
    abroad.seen().some((url) => url.startsWith(gemini.url)),
    'the log sees what workers ask',
  ).toBe(true);
  await studio.goTo('Settings');
  await page.getByRole('textbox', { name: 'Server URL' }).fill(server.url);
  await page.getByRole('combobox', { name: 'Server model' }).fill('gemma-3-4b-it');
  await page.getByRole('button', { name: 'Refresh models of the server' }).click();
  await expect.poll(() => server.requests.length).toBe(1);
  gemini.reset();
  server.reset();
  abroad.forget();

  await test.step('what would leave is greyed out, and says why', async () => {
    await localModels.privateMode.check();
    const options = page.getByRole('combobox', { name: 'Prompt model' }).getByRole('option');
    for (const name of ['Gemini: gemini-flash-latest', 'Server: gemma-3-4b-it']) {
      await expect(options.filter({ hasText: name })).toHaveText(`${name} (would leave this device)`);
      await expect(options.filter({ hasText: name })).toBeDisabled();
    }
    for (const name of ['Test connection', 'Test server connection', 'Refresh models of the server']) {
      const button = page.getByRole('button', { name, exact: true });
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      await expect(button).toHaveAttribute('title', /Data never leaves this device/);
      await button.click({ force: true });
    }
    await expect(page.getByRole('main')).toContainText('Gemini: gemini-flash-latest would leave it: calls are refused');
    await expect(studio.modelStatus.getByRole('button')).toHaveAccessibleName(/Data never leaves this device/);
  });

  await test.step('a call of what is chosen is refused in words', async () => {
    await studio.goTo('Align');
    await studio.runButton.click();
    await expect(studio.responses).toContainText('The call would leave this device');
    await expect(studio.responses).toContainText('Nothing was sent');
    await studio.runIsDone();
  });

  expect(abroad.seen()).toEqual([]);

  await test.step('a local model may be downloaded', async () => {
    await studio.goTo('Settings');
    await localModels.fetch(host.model('tiny-chat'));
    expect(abroad.seen().every((url) => url.startsWith(host.url))).toBe(true);
    expect(abroad.seen(), 'a file each').toHaveLength(host.model('tiny-chat').files.size);
    await page.getByRole('button', { name: 'Use Local: tiny-chat' }).click();
  });
  abroad.forget();

  await test.step('it aligns', async () => {
    await studio.goTo('Align');
    await studio.run();
    await expect(studio.response(1)).toContainText('Here is an answer to');
    await studio.give({ kind: 'Critique', response: 1, text: 'Mention the sea.' });
    await expect(studio.principle(1)).toContainText('Mention the sea');
    await studio.fold();
    await studio.review.getByRole('button', { name: 'Accept' }).click();
  });

  await test.step('it labels', async () => {
    const label = new LabelPage(page);
    await studio.goTo('Label');
    await label.trainOn(twoLabelRows());
    await label.newRows.getByRole('textbox', { name: 'text' }).fill('Give me my money back');
    await label.classify.click();
    await expect(label.prediction).toContainText(/refund|bug/);
    const asked = (await engineOf(page))?.calls ?? [];
    const choices = asked.filter(({ response_format }) => response_format?.type === 'grammar');
    expect(choices.length).toBeGreaterThan(0);
    for (const call of choices) expect(call).toMatchObject({ temperature: 1, max_tokens: 1, top_logprobs: 5 });
  });

  expect(abroad.seen(), 'the network log of the whole browser').toEqual([]);
  expect([...gemini.requests, ...server.requests]).toEqual([]);

  await test.step('switched off, Gemini answers again', async () => {
    await studio.goTo('Settings');
    await localModels.privateMode.uncheck();
    await studio.settings.choose('Prompt model', 'Gemini: gemini-flash-latest');
    await studio.goTo('Align');
    await studio.run();
    expect(abroad.seen().length).toBeGreaterThan(0);
  });
});
