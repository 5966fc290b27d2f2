import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { ChatPage } from './pages/chat-page';
import { test } from './pages/test';

const transcript = new URL('../src/core/project/fixtures/chat/chat-messages.jsonl', import.meta.url);

test('a conversation of another tool is added to the project, goes on, and comes out as it was', async ({
  studio,
  page,
}) => {
  const chat = new ChatPage(studio);
  await studio.open();
  const file = await readFile(transcript, 'utf8');
  await studio.importFile('museum.jsonl', file);
  const asked = page.getByRole('dialog', { name: 'Use the 1 conversation in “museum.jsonl”?' });
  await expect(asked).toContainText('You answer at the desk of a small museum.');
  await expect(asked).toContainText('1 conversation begins with the bot.');
  await asked.getByRole('checkbox', { name: 'Describe the bot of this project like that' }).check();
  await asked.getByRole('button', { name: 'Add to this project' }).click();
  await expect(asked).toBeHidden();

  await expect(chat.description).toHaveValue(/^You answer at the desk/);
  await expect(chat.turn('At ten, from Tuesday to Sunday.')).toBeVisible();
  await expect(studio.response(1)).toContainText('Yes, beside hall 3.');
  const out = await studio.export('Conversation JSON');
  expect(JSON.parse(out.text)).toEqual(JSON.parse(file));

  await chat.say('Thank you!');
  await expect(studio.responses.getByRole('article')).toHaveCount(3);
  expect(JSON.parse((await studio.export('Conversation JSON')).text).messages.at(-2)).toEqual({
    role: 'user',
    content: 'Thank you!',
  });
});

test('10,000 turns are shown, and a message of a million characters is kept and refused before it is sent', async ({
  studio,
  page,
}) => {
  const chat = new ChatPage(studio);
  await studio.open();
  const messages = Array.from({ length: 10_000 }, (_, n) => ({
    role: n % 2 === 0 ? 'user' : 'assistant',
    content: `Turn ${n} of a long talk about clocks.`,
  }));
  const system = { role: 'system', content: 'You keep a museum of clocks.' };
  await studio.importFile('long.json', JSON.stringify({ messages: [system, ...messages] }));
  await page
    .getByRole('dialog', { name: /^Use the 1 conversation/ })
    .getByRole('button', { name: 'New project' })
    .click();
  await expect(chat.turn('Turn 9998 of')).toBeVisible();
  await expect(page.getByText(/^[\d,]+ oldest exchanges not sent$/)).toBeVisible();

  const long = 'word '.repeat(200_000);
  await chat.message.fill(long);
  await expect(page.getByText(/^The message has about 1\d\d,\d{3} tokens, and .* has room for/)).toBeVisible();
  await expect(chat.send).toHaveAttribute('aria-disabled', 'true');
  await chat.message.fill('Which one is the oldest?');
  await chat.message.press('Enter');
  await expect(chat.turn('Which one is the oldest?')).toBeVisible();
  await studio.runIsDone();
});
