import { readFile } from 'node:fs/promises';
import { expect, type Page } from 'playwright/test';
import { exportProjectJson } from '../src/core/project/export-project';
import { buildCandidate, buildProject, buildTurn } from '../src/testing/builders';
import cases from '../src/views/ui/markdown/fixtures/markdown.json' with { type: 'json' };
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

test('replies that loop, and odd Markdown, are shown with all their words, after a reload too', async ({
  studio,
  page,
}) => {
  const replies = [
    ...cases.map(({ reply }) => replyOf(reply)),
    `${'word '.repeat(200_000)}the last word`,
    `${'* 1. '.repeat(1500)}the last word`,
    `first${'\n'.repeat(20_000)}the last word`,
  ];
  await studio.open();
  await studio.importFile('replies.json', projectWith(replies));
  await expectCases(studio);
  await page.reload();
  await expectCases(studio);
  for (const [at] of replies.slice(cases.length).entries())
    await expect(studio.response(cases.length + at + 1)).toContainText('the last word');
  await studio.prompt.press('Control+End');
  await studio.prompt.pressSequentially(' Be brief.');
  await expect(studio.composed).toContainText('Be brief.');
});

test('a response that cannot be rendered says so in its place, and can be read as plain text', async ({
  studio,
  page,
  troubles,
}) => {
  troubles.expect('This response could not be shown');
  troubles.expect('TypeError');
  await answerWithBrokenTrees(page);
  await studio.open();
  await studio.importFile('replies.json', projectWith([`${brokenText}: a spoon can stir`, 'A spoon can dig']));
  for (const visit of ['first', 'reloaded']) {
    await test.step(visit, async () => {
      const failed = studio.response(1);
      await expect(failed.getByRole('alert')).toContainText('This response could not be shown');
      await expect(studio.response(2)).toContainText('A spoon can dig');
      await expect(failed.getByRole('button', { name: 'Critique' })).toBeEnabled();
      await failed.getByRole('button', { name: 'Show as plain text' }).click();
      await expect(failed).toContainText('a spoon can stir');
      await page.reload();
    });
  }
});

test('a page that its last run breaks opens without it, and gives the project away whole', async ({
  studio,
  page,

  troubles,
}) => {
  troubles.expect('A page failed');
  troubles.expect(brokenText);
  await failOnPrompt(page);
  const given = projectWith(['A spoon can dig'], { prompt: brokenText });
  await studio.open();
  await studio.importFile('breaks.json', given);
  const alert = studio.alert('This page could not be shown');
  await expect(alert).toBeVisible();
  await studio.saved();
  await page.reload();
  await expect(alert).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    alert.getByRole('button', { name: 'Export the project' }).click(),
  ]);
  const exported = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(exported)).toMatchObject({ turns: JSON.parse(given).turns, prompt: JSON.parse(given).prompt });

  await alert.getByRole('button', { name: 'Open without the last run' }).click();
  await expect(studio.prompt).toHaveValue('Give three uses for {item}.');
  await studio.saved();
  await page.reload();
  await expect(studio.prompt).toHaveValue('Give three uses for {item}.');
  expect(JSON.parse((await studio.export('Project JSON')).text).turns).toHaveLength(1);
});

const brokenText = 'cannot be rendered';

function projectWith(replies: readonly string[], { prompt = 'Say it.' }: { readonly prompt?: string } = {}): string {
  const usage = { inputTokens: 12, outputTokens: 9, thoughtTokens: 0, estimated: false };
  const candidates = replies.map((text, index) =>
    buildCandidate({
      id: `c${index + 1}`,
      state: { status: 'answered', text, finish: { kind: 'stop', code: 'STOP' }, usage, tookMs: 120 },
    }),
  );
  const turn = buildTurn({ candidates, input: { values: { item: 'a spoon' }, prompt, message: null } });
  return exportProjectJson(buildProject({ name: 'Foreign', turns: [turn], currentTurnId: turn.id }));
}

function replyOf(reply: (typeof cases)[number]['reply']): string {
  if (typeof reply === 'string') return reply;
  const [piece, times] = reply.repeat;
  return `${'before' in reply ? reply.before : ''}${String(piece).repeat(Number(times))}${reply.then}`;
}

async function expectCases(studio: StudioPage): Promise<void> {
  for (const [at, { expect: wanted }] of cases.entries()) {
    const response = studio.response(at + 1);
    for (const text of wanted.shows) await expect(response).toContainText(text);
    if ('bold' in wanted) await expect(response.locator('strong')).toHaveText(wanted.bold ?? []);
    if ('struck' in wanted) await expect(response.locator('del')).toHaveText(wanted.struck ?? []);
    for (const text of 'hides' in wanted ? (wanted.hides ?? []) : []) await expect(response).not.toContainText(text);
    await expect(response).not.toContainText('could not be');
    if (!('plainAllowed' in wanted)) await expect(response.locator('.markdown')).toBeVisible();
  }
}

/** In place of the parser: a tree that no renderer expects for the broken text, a paragraph for others. */
async function answerWithBrokenTrees(page: Page): Promise<void> {
  const body = `self.onmessage = ({ data }) => {
    const children = data.text.includes(${JSON.stringify(brokenText)}) ? null : [{ type: 'text', value: data.text }];
    const root = { type: 'root', children: [{ type: 'paragraph', children }] };
    self.postMessage({ id: data.id, parsed: { kind: 'tree', root } });
  };`;
  await page.route('**/markdown.worker*.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

/** What reads the prompt of the shown run throws while the page is rendered. */
async function failOnPrompt(page: Page): Promise<void> {
  await page.addInitScript((prompt) => {
    const { lastIndexOf } = String.prototype;
    String.prototype.lastIndexOf = function (...given) {
      if (String(this) === prompt) throw new Error(prompt);
      return lastIndexOf.apply(this, given);
    };
  }, brokenText);
}
