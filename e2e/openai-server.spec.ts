import { expect } from 'playwright/test';
import { apiError } from './loopback/openai/error-bodies.mjs';
import { stall, text } from './loopback/openai/plans.mjs';
import { type OpenAiServer, startOpenAiServer } from './loopback/openai/server.mjs';
import { raw } from './loopback/plain-plans.mjs';
import { expectNothingFound } from './pages/axe';
import { ServerGroup } from './pages/server-group';
import { test as base } from './pages/test';

interface Fixtures {
  /** An OpenAI-compatible server on this machine, of this test alone. */
  readonly server: OpenAiServer;
  /** Its group in Settings. */
  readonly group: ServerGroup;
}

const test = base.extend<Fixtures>({
  server: async ({ troubles }, provide) => {
    const server = await startOpenAiServer();
    troubles.expect(server.origin);
    await provide(server);
    await server.close();
  },
  group: async ({ page }, provide) => provide(new ServerGroup(page)),
});

const key = 'sk-local-only-0123456789';

test.beforeEach(async ({ studio }) => {
  await studio.open();
  await studio.goTo('Settings');
});

test('a server is found, lists its models, answers in a stream and writes principles by a schema', {
  tag: '@story',
}, async ({ page, studio, server, group, gemini }) => {
  server.requireKey(key);
  await studio.settings.endpoint.fill(gemini.url);
  await group.url.fill(server.url);
  await group.key.fill(key);
  await group.list.click();
  await expect(group.group).toContainText('3 models in its list');
  await group.model.fill('gemma-3-4b-it');
  await group.test.click();
  await expect(group.tested).toContainText('Answered in');
  await expectNothingFound(page, {
    state: 'a server that answers',
    within: 'section[aria-label="OpenAI-compatible server"]',
  });
  await page.getByRole('button', { name: 'Use the server for both models' }).click();
  await studio.goTo('Align');
  await expect(studio.modelStatus).toContainText('Server: gemma-3-4b-it');

  await studio.chooseCandidates(2);
  const before = server.requests.length;
  await studio.run();
  for (const n of [1, 2]) await expect(studio.response(n)).toContainText('Here is an answer to');
  const run = server.requests.slice(before);
  expect(run.map(({ call, streams, model }) => ({ call, streams, model }))).toEqual(
    [1, 2].map(() => ({ call: 'generate', streams: true, model: 'gemma-3-4b-it' })),
  );

  await studio.openFeedback('Critique', 1);
  await studio.feedbackText.fill('Name what has to be bought.');
  await studio.submitFeedback.click();
  await expect(studio.principle(1)).toContainText('Name what has to be bought');
  expect(server.requests.at(-1)?.body.response_format?.type).toBe('json_schema');
  await studio.run();
  await expect(studio.response(1)).toContainText('Heed this in every answer: Name what has to be bought');

  expect(server.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`)).toBe(true);
  await test.step('the key goes nowhere else: not to Gemini, not into the project, and not onto the disk', async () => {
    await studio.goTo('Settings');
    await studio.settings.key.fill('test-key-of-gemini-0123');
    await studio.settings.testConnection();
    await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Answered in');
    expect(gemini.requests.length).toBeGreaterThan(0);
    for (const request of gemini.requests) expect(JSON.stringify([request.url, request.headers])).not.toContain(key);
    for (const request of server.requests) expect(JSON.stringify(request.headers)).not.toContain('test-key-of-gemini');
    expect((await studio.export('Project JSON')).text).not.toContain(key);
    await page.reload();
    await expect(group.url).toHaveValue(server.url);
    await expect(group.key).toHaveValue('');
  });
});

test('Stop hangs up on the server', async ({ studio, server, group }) => {
  await group.connect(server.url, 'gemma-3-4b-it');
  await studio.settings.choose('Prompt model', 'Server: gemma-3-4b-it');
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  server.respondWith(stall('Half a'));
  await studio.runButton.click();
  await expect(studio.response(1)).toContainText('Half a');
  await studio.stopButton.click();
  await server.requests.at(-1)?.left;
  await studio.runIsDone();
  await expect(studio.response(1)).toContainText('Half a');
});

test('a failure says what is missing', async ({ page, server, group }) => {
  await group.connect(server.url, 'no-such-model');
  await group.test.click();
  await expect(group.alert).toContainText('The service does not have this model');
  await expect(group.alert).toContainText('no-such-model');

  await group.model.fill('gemma-3-4b-it');
  server.requireKey(key);
  await group.test.click();
  await expect(group.alert).toContainText('A key is missing');
  await group.key.fill('sk-another-one');
  await group.test.click();
  await expect(group.alert).toContainText('The key was refused');

  server.allowPages(false);
  await group.test.click();
  await expect(group.alert).toContainText('is running, but it does not let this page');
  await expect(group.alert).toContainText(new URL(page.url()).origin);
  await expectNothingFound(page, {
    state: 'a server that refuses',
    within: 'section[aria-label="OpenAI-compatible server"]',
  });

  await server.close();
  await group.test.click();
  await expect(group.alert).toContainText(`No answer came from ${server.origin}, so most likely no server runs there`);
  await group.list.click();
  await expect(group.alert.filter({ hasText: 'No list of models' })).toContainText('No answer came from');
});

test('a server that lists no models, whose model thinks in parts and writes as small ones do, is as good as any', async ({
  page,
  studio,
  server,
  group,
}) => {
  server.respondWith(apiError(404, 'no such path', { code: 404 }), { call: 'list' });
  await group.url.fill(server.url);
  await group.list.click();
  await expect(group.group).toContainText('This server lists no models: type the name of one.');
  await group.model.fill('gemma-3-4b-it');
  await group.test.click();
  await page.getByRole('button', { name: 'Use the server for both models' }).click();
  await studio.goTo('Align');
  await studio.chooseCandidates(1);

  server.respondWith(raw(events({ content: partsOf('They want uses.', 'Plant a herb ') }, { content: 'in it.' }, {})));
  await studio.run();
  await expect(studio.response(1)).toContainText('Plant a herb in it.');
  await expect(studio.response(1)).not.toContainText('They want uses.');
  await expect(studio.response(1)).toContainText('about');
  await expect(studio.response(1)).not.toContainText('ended early');

  const long = `It names ${'very '.repeat(30)}plain things.`;
  server.respondWith(
    text(
      `<thinking>Two will do.</thinking>Sure!\n\n\`\`\`json\n{"rationales":[${[long, 'It is short.']
        .map((words) => JSON.stringify({ aspect: 'tone', text: words }))
        .join()},],}\n\`\`\`\nMore?`,
    ),
  );
  await studio.openFeedback('Kudos', 1);
  await expect(studio.rationales).toHaveText([/It names very/, /It is short/]);

  server.respondWith(text('I am sorry, {"action": "add" ...'), { prompt: /Too long for me/ });
  await studio.give({ kind: 'Critique', response: 1, text: 'Too long for me.' });
  const alert = studio.feedback.getByRole('alert').filter({ hasText: 'The reply could not be read' });
  await expect(alert).toBeVisible();
  expect(
    server.requests.filter(({ promptText }) => promptText.includes('Too long for me')),
    'by schema, then with the schema in the text since the server pays no heed to it, and once more with what was wrong',
  ).toHaveLength(3);
  await alert.getByRole('button', { name: 'Add my words as they are' }).click();
  await expect(studio.principles).toHaveText([/Too long for me\./]);
  await studio.undo.click();
  await expect(studio.principles).toHaveCount(0);
});

function partsOf(thoughts: string, words: string) {
  return [
    { type: 'thinking', thinking: [{ type: 'text', text: thoughts }] },
    { type: 'text', text: words },
  ];
}

/** An answer without counts and without a reason, a delta each. */
function events(...deltas: readonly object[]): string {
  const chunks = deltas.map((delta) => `data: ${JSON.stringify({ choices: [{ delta, finish_reason: '' }] })}\n\n`);
  return `${chunks.join('')}data: [DONE]\n\n`;
}
