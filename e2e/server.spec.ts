import { expect, type Page } from 'playwright/test';
import { apiError } from './loopback/openai/error-bodies.mjs';
import { thinking } from './loopback/openai/plans.mjs';
import { type OpenAiServer, startOpenAiServer } from './loopback/openai/server.mjs';
import { everythingKept } from './pages/everything-kept';
import { LabelPage } from './pages/label-page';
import { StudioPage } from './pages/studio-page';
import { test as base } from './pages/test';

const serverKey = 'key-of-the-server-1234567890';
const geminiKey = 'key-of-gemini-0987654321';
const model = 'gemma-3-4b-it';

const test = base.extend<{ readonly server: OpenAiServer; readonly another: OpenAiServer }>({
  server: async ({ troubles }, provide) => {
    const server = await startOpenAiServer({ key: serverKey });
    troubles.expect(server.origin);
    await provide(server);
    await server.close();
  },
  another: async ({ troubles }, provide) => {
    const server = await startOpenAiServer();
    troubles.expect(server.origin);
    await provide(server);
    await server.close();
  },
});

test('a server is set up from what people paste, and each failure says what to do', { tag: '@story' }, async ({
  page,
  studio,
  server,
  troubles,
}) => {
  troubles.expect('CORS policy');
  await openSettings(studio);
  const group = page.getByRole('group', { name: 'OpenAI-compatible server' });
  const url = group.getByRole('textbox', { name: 'Server URL' });
  const tested = group.getByRole('button', { name: 'Test server connection' });

  await url.fill('curl http://localhost:11434/v1');
  await url.blur();
  await expect(group).toContainText('That is no address of a server. It looks for example like');
  await url.fill(server.origin.replace('http://', ''));
  await url.blur();
  await expect(url).toHaveValue(server.url);

  await group.getByRole('button', { name: 'Refresh models of the server' }).click();
  await expect(group.getByRole('alert')).toContainText('asks for a key, and there is none');
  await enterKey(page, 'not-the-key-of-it');
  await group.getByRole('button', { name: 'Refresh models of the server' }).click();
  await expect(group.getByRole('alert')).toContainText('did not accept the key');
  await enterKey(page, serverKey);
  await group.getByRole('button', { name: 'Refresh models of the server' }).click();
  await expect(group).toContainText('in its list');
  await group.getByRole('combobox', { name: 'Server model' }).fill('llama-of-nobody');
  await tested.click();
  await expect(group.getByRole('alert')).toContainText('ollama pull llama-of-nobody');

  await group.getByRole('combobox', { name: 'Server model' }).fill(model);
  server.allowPages(false);
  await tested.click();
  await expect(group.getByRole('alert')).toContainText('its CORS header is missing');
  await expect(group.getByRole('alert')).toContainText('OLLAMA_ORIGINS=http://localhost');
  server.allowPages(true);
  server.respondWith(thinking('They want one word.', 'ready'));
  await tested.click();
  await expect(group.getByRole('status', { name: 'Server test' })).toContainText('Answered in');
  await group.getByRole('button', { name: 'Use the server for both models' }).click();
  await expect(studio.modelStatus).toContainText(`Server: ${model}`);
});

test('the key of each service goes to that service alone, and is kept only while it is to be remembered', {
  tag: '@story',
}, async ({ page, studio, server, gemini }) => {
  await openSettings(studio);
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill(geminiKey);
  await chooseServer(page, server);
  await studio.settings.choose('Alignment model', 'Gemini: gemini-flash-latest');
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  await studio.run();
  await studio.give({ kind: 'Critique', response: 1, text: 'Mention the sea.' });
  await expect(studio.principle(1)).toContainText('Mention the sea');

  const toServer = server.requests.map(({ headers, url, body }) => JSON.stringify([headers, url, body]));
  const toGemini = gemini.requests.map(({ headers, url, body }) => JSON.stringify([headers, url, body]));
  expect(toServer.length).toBeGreaterThan(0);
  expect(toGemini.length).toBeGreaterThan(0);
  expect(toServer.join()).toContain(serverKey);
  expect(toServer.join()).not.toContain(geminiKey);
  expect(toGemini.join()).toContain(geminiKey);
  expect(toGemini.join()).not.toContain(serverKey);

  // A server that repeats what it was sent.
  server.respondWith(apiError(400, `No such thing, Bearer ${serverKey}.`), { prompt: /./, times: 1 });
  await studio.run();
  await expect(studio.responses).toContainText('No such thing, Bearer [key].');
  await studio.saved();
  expect(await everythingKept(page)).not.toContain(serverKey);
  expect((await studio.export('Project JSON')).text).not.toContain(serverKey);
  const log = await studio.openCallLog();
  await expect(log).toContainText(model);
  expect(await page.content()).not.toContain(serverKey);
  await page.keyboard.press('Escape');

  await studio.goTo('Settings');
  const remember = page.getByRole('checkbox', { name: 'Remember server key on this device' });
  await remember.check();
  await expect.poll(() => everythingKept(page)).toContain(serverKey);
  expect(await everythingKept(page)).not.toContain(geminiKey);
  await remember.uncheck();
  await expect.poll(() => everythingKept(page)).not.toContain(serverKey);
});

test('a key typed in one tab is not sent to a server that another tab has entered', async ({
  page,
  context,
  studio,
  server,
  another,
}) => {
  await openSettings(studio);
  await chooseServer(page, server);
  const other = new StudioPage(await context.newPage());
  await other.page.goto('/#/settings');
  const url = other.page.getByRole('textbox', { name: 'Server URL' });
  await expect(url).toHaveValue(server.url);
  await url.fill(another.url);
  await url.blur();

  await expect(studio.alert('The address of the server was changed in another tab')).toBeVisible();
  await expect(page.getByLabel('Server key', { exact: true })).toHaveValue('');
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  await studio.run();
  expect(another.requests.length).toBeGreaterThan(0);
  for (const { headers } of another.requests) expect(headers.authorization).toBeUndefined();
});

test('private mode, switched on in another tab, ends a training run on a server in words; it goes on afterwards', async ({
  page,
  context,
  studio,
  server,
}) => {
  const label = new LabelPage(page);
  await openSettings(studio);
  await chooseServer(page, server);
  await studio.goTo('Label');
  const rows = Array.from({ length: 60 }, (_, n) =>
    n % 2 === 0 ? `I want my money back ${n},refund` : `The page does not load ${n},bug`,
  );
  await label.choose(label.trainingFile, { name: 'rows.csv', text: ['text,label', ...rows].join('\n') });
  await label.setNumber('Training steps', 1);
  await label.isReady();
  const held = server.requests.length;
  // Two calls are under way, the others wait; and what comes is no JSON, for which a server is asked once more.
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.respondWith({ kind: 'stream', pieces: [{ content: 'x' }], until, finishReason: 'stop' }, { times: 2 });
  await label.train.click();
  await server.received(held + 2);
  const other = new StudioPage(await context.newPage());
  await other.page.goto('/#/settings');
  await other.page.getByRole('checkbox', { name: 'Data never leaves this device' }).check();
  await expect(studio.modelStatus.getByRole('button')).toHaveAccessibleName(/Data never leaves this device/);
  const sent = server.requests.length;
  release();

  const paused = studio.alert('The run is paused');
  await expect(paused).toContainText('The call would leave this device');
  await expect(paused).toContainText('Nothing was sent');
  expect(server.requests.length, 'neither what waited nor a second question was sent').toBe(sent);

  await other.page.getByRole('checkbox', { name: 'Data never leaves this device' }).uncheck();
  await expect(studio.modelStatus.getByRole('button')).not.toHaveAccessibleName(/Data never leaves this device/);
  await label.resume.click();
  await label.trained();
});

test('what trains can send nothing by itself, private mode or not', async ({ page, studio, another }) => {
  const label = new LabelPage(page);
  await studio.open();
  await studio.goTo('Label');
  await label.choose(label.trainingFile, { name: 'rows.csv', text: 'text,label\na,b\nc,d' });
  await expect.poll(() => page.workers().some((worker) => worker.url().includes('work.worker'))).toBe(true);
  const worker = page.workers().find((one) => one.url().includes('work.worker'));
  const said = await worker?.evaluate(
    (url) => fetch(url, { method: 'POST', body: 'rows' }).then(String, (error: Error) => error.message),
    another.url,
  );
  expect(said).toContain('This app blocked a request to');
  expect([...another.requests, ...another.preflights]).toEqual([]);
});

async function openSettings(studio: StudioPage): Promise<void> {
  await studio.open();
  await studio.goTo('Settings');
}

async function enterKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('Server key', { exact: true }).fill(key);
}

async function chooseServer(page: Page, server: OpenAiServer): Promise<void> {
  await page.getByRole('textbox', { name: 'Server URL' }).fill(server.url);
  await enterKey(page, serverKey);
  await page.getByRole('combobox', { name: 'Server model' }).fill(model);
  await page.getByRole('combobox', { name: 'Prompt model' }).selectOption({ label: `Server: ${model}` });
}
