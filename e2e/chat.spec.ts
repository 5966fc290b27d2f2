import { expect, type Locator } from 'playwright/test';
import { stall, text } from './loopback/gemini/plans.mjs';
import { expectNothingFound } from './pages/axe';
import { ChatPage } from './pages/chat-page';
import { generated } from './pages/gemini-calls';
import { tabTo } from './pages/tab-to';
import { test } from './pages/test';

test('a bot is described, talked to and led down two branches, and a reload keeps all of it', {
  tag: '@story',
}, async ({ studio, page }) => {
  const chat = new ChatPage(studio);
  await studio.open();

  await test.step('the bot opens, with three candidates to choose from', async () => {
    await chat.describe();
    await expect(chat.send).toHaveAttribute('aria-disabled', 'true');
    await chat.begin();
    await studio.runIsDone();
    await expect(studio.responses.getByRole('article')).toHaveCount(3);
    await expect(chat.log, 'what is said by nobody').not.toContainText('Begin the conversation');
  });

  const opening = await chat.textOf(2);
  const notSelected = await chat.textOf(1);
  await test.step('the selected one is what the conversation goes on from', async () => {
    await chat.select(2);
    await expect(chat.message).toHaveAttribute('placeholder', 'Reply to Response 2');
    await chat.say('May I bring my dog?');
    await expect(chat.turn(opening)).toBeVisible();
    await expect(chat.log).not.toContainText(notSelected);
  });

  const dogs = await chat.textOf(1);
  await test.step('without a choice the message replies to the one that it names', async () => {
    await expect(chat.message).toHaveAttribute('placeholder', 'Reply to Response 1');
    await chat.say('And my bicycle?');
    await expect(chat.turn(dogs)).toBeVisible();
  });

  await test.step('rewinding makes a branch, and loses nothing', async () => {
    await chat.turn(dogs).getByRole('button', { name: 'Rewind to here' }).click();
    await expect(chat.turn('And my bicycle?')).toBeHidden();
    await expect(studio.response(1).getByRole('button', { name: 'Select' })).toHaveAttribute('aria-pressed', 'true');
    await chat.say('When does the last ferry sail?');
    await expect(chat.branchItems).toHaveCount(2);
    const fork = chat.turn('When does the last ferry sail?');
    await expect(fork).toContainText('2 of 2');
    await fork.getByRole('button', { name: 'Previous branch' }).click();
    await expect(chat.turn('And my bicycle?')).toContainText('1 of 2');
    await chat.branchItems
      .filter({ hasText: 'When does the last ferry sail?' })
      .getByRole('button', { name: 'Open' })
      .click();
    await expect(fork).toBeVisible();
  });

  await test.step('the two are compared from where they part', async () => {
    await chat.branches.getByRole('button', { name: 'Compare branches' }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare branches' });
    await expect(dialog).toContainText('The first 2 exchanges are the same in both.');
    await expect(dialog.getByRole('region')).toHaveCount(1);
    await expect(dialog).toContainText('Sent with the same prompt, model and settings.');
    await page.keyboard.press('Escape');
  });

  await test.step('a reload keeps all of it', async () => {
    await chat.message.fill('One more thi');
    await studio.saved();
    await page.reload();
    await expect(chat.turn('When does the last ferry sail?')).toContainText('2 of 2');
    await expect(chat.turn(opening)).toBeVisible();
    await expect(chat.message).toHaveValue('One more thi');
    await expect(chat.botName).toHaveValue('Harbour Desk');
    await expect(chat.branchItems).toHaveCount(2);
  });
});

test.describe('in a conversation', () => {
  test('every earlier exchange is in the next prompt, not only the last, and no reply that was not selected', async ({
    studio,
    gemini,
  }) => {
    const chat = new ChatPage(studio);
    await studio.openOnGemini(gemini);
    await chat.describe();
    await studio.chooseCandidates(2);
    for (const words of ['Welcome aboard.', 'Good morning.']) gemini.respondWith(text(words));
    await chat.begin();
    await studio.runIsDone();
    const opening = await chat.textOf(2);
    const other = await chat.textOf(1);
    await chat.select(2);
    await chat.say('First question');
    await chat.say('Second question');
    const last = generated(gemini).at(-1);
    const sent = JSON.stringify(last?.body);
    for (const words of ['Begin the conversation.', opening, 'First question', 'Second question'])
      expect(sent).toContain(words);
    expect(sent).not.toContain(other);
  });

  test("an earlier turn's other candidates can be looked at after later turns, and one of them selected", async ({
    studio,
  }) => {
    const chat = new ChatPage(studio);
    await studio.open();
    await chat.describe();
    await chat.begin();
    await studio.runIsDone();
    const others = [await chat.textOf(1), await chat.textOf(2), await chat.textOf(3)] as const;
    await chat.say('May I bring my dog?');
    await chat.say('And my bicycle?');
    await chat.turn(others[0]).getByRole('button', { name: '3 responses of turn 1' }).click();
    for (const [index, words] of others.entries())
      await expect(studio.response(index + 1)).toContainText(words.slice(0, 20));
    await studio.openFeedback('Critique', 3);
    await expect(studio.feedback).toContainText('Critique of Response 3');
    await studio.page.keyboard.press('Escape');
    await chat.select(3);
    await expect(chat.turn('May I bring my dog?')).toBeHidden();
    await chat.say('What does a dog cost?');
    await expect(chat.turn(others[2])).toBeVisible();
    await expect(chat.branchItems).toHaveCount(2);
  });

  test('two tails are never written at once: what would begin another waits for Stop', async ({ studio, gemini }) => {
    const chat = new ChatPage(studio);
    await studio.openOnGemini(gemini);
    await chat.describe();
    await studio.chooseCandidates(1);
    await chat.begin();
    await studio.runIsDone();
    gemini.respondWith(stall('Dogs travel'));
    await chat.message.fill('May I bring my dog?');
    await chat.message.press('Enter');
    await expect(studio.response(1)).toContainText('Dogs travel');
    const before = gemini.requests.length;
    await chat.message.fill('And my cat?');
    await chat.message.press('Enter');
    await expect(chat.send).toHaveAttribute('aria-disabled', 'true');
    await expect(chat.send).toHaveAttribute('title', /Stop them first/);
    for (const name of ['Rewind to here', 'Edit message'])
      await expect(chat.log.getByRole('button', { name }).first()).toHaveAttribute('aria-disabled', 'true');
    await expect(chat.restart).toHaveAttribute('aria-disabled', 'true');
    expect(gemini.requests).toHaveLength(before);

    await studio.stopButton.click();
    await expect(studio.response(1)).toContainText('Stopped. Partial text kept.');
    await chat.select(1);
    await chat.say('And my cat?');
    await expect(chat.log.getByRole('group', { name: 'Harbour Desk, turn 2' })).toContainText(
      /cut short\s*Dogs travel/,
    );
  });

  test('a reload in the middle of a stream keeps every text, and a press asks again', async ({
    studio,
    gemini,
    page,
  }) => {
    const chat = new ChatPage(studio);
    await studio.openOnGemini(gemini);
    await studio.goTo('Settings');
    await studio.settings.remember.check();
    await studio.goTo('Align');
    await chat.describe();
    await studio.chooseCandidates(1);
    await chat.begin();
    await studio.runIsDone();
    await studio.chooseCandidates(2);
    gemini.respondWith(text('Yes, on the lower deck.'));
    gemini.respondWith(stall('Dogs are'));
    await chat.message.fill('May I bring my dog?');
    await chat.message.press('Enter');
    await expect(studio.responses).toContainText('Yes, on the lower deck.');
    await expect(studio.responses).toContainText('Dogs are');
    await page.reload();
    await expect(studio.responses).toContainText('Yes, on the lower deck.');
    const cut = studio.responses.getByRole('article').filter({ hasText: 'Dogs are' });
    await expect(cut).toContainText('Partial text kept.');
    gemini.respondWith(text('Dogs are welcome.'));
    await cut.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.responses).toContainText('Dogs are welcome.');
  });

  test('an edited message is a branch, and a deleted branch comes back', async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    await studio.open();
    await chat.describe({ name: 'Desk', description: 'You are Desk. Dogs pay 4 euros.', opening: 'Good morning.' });
    await chat.begin();
    await expect(chat.turn('Good morning.')).toBeVisible();
    await expect(studio.responses.getByRole('article')).toHaveCount(0);
    await chat.say('What does a dog cost?');
    await chat.turn('What does a dog cost?').getByRole('button', { name: 'Edit message' }).click();
    const edited = chat.log.getByRole('textbox', { name: 'Edited message' });
    await edited.fill('What does a cat cost?');
    await edited.press('Enter');
    await expect(chat.turn('What does a cat cost?')).toContainText('2 of 2');
    await studio.runIsDone();

    await chat.branchItems
      .filter({ hasText: 'What does a cat cost?' })
      .getByRole('button', { name: 'Delete branch' })
      .click();
    await expect(chat.turn('What does a dog cost?')).toBeVisible();
    await expect(chat.branchItems).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Undo the deletion' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(chat.branchItems).toHaveCount(2);
    await expect(chat.turn('What does a cat cost?')).toBeVisible();
  });

  test('text of a message is never evaluated: nothing in it is a variable or a mark', async ({ studio, gemini }) => {
    const chat = new ChatPage(studio);
    await studio.openOnGemini(gemini);
    await chat.describe();
    await studio.chooseCandidates(1);
    await chat.begin();
    await studio.runIsDone();
    const odd = 'A {name} and {{two}}, </response> and שלום 🚢';
    await chat.say(odd);
    expect(JSON.stringify(generated(gemini).at(-1)?.body)).toContain(odd);
    await expect(studio.variables).toHaveCount(0);
  });

  test('conversations are begun anew, renamed, copied, left and deleted with a way back', async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    await studio.open();
    await chat.describe({ name: 'Desk', description: 'You are Desk. Dogs pay 4 euros.', opening: 'Good morning.' });
    await chat.begin();
    await chat.say('What does a dog cost?');
    const choose = async (item: string) => {
      await page.getByRole('button', { name: 'More for this conversation' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Rename');
    await page.getByRole('textbox', { name: 'Conversation name' }).fill('Dogs');
    await page.keyboard.press('Enter');
    await choose('Duplicate');
    await expect(chat.conversation).toHaveValue(/.+/);
    await expect(chat.conversation.getByRole('option')).toHaveText(['Dogs (copy)', 'Dogs']);
    await chat.restart.click();
    await expect(chat.turn('What does a dog cost?')).toBeHidden();
    await expect(chat.conversation.getByRole('option')).toHaveCount(3);
    await choose('Delete');
    await expect(chat.conversation.getByRole('option')).toHaveCount(2);
    await page.getByRole('button', { name: 'Undo the deletion' }).click();
    await expect(chat.conversation.getByRole('option')).toHaveCount(3);
    await chat.conversation.selectOption({ label: 'Dogs' });
    await expect(chat.turn('What does a dog cost?')).toBeVisible();
  });

  test('needs no pointer', async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    await studio.open();
    await studio.chooseInProjectMenu('New project');
    await expect(page).toHaveTitle(/Untitled/);
    await tabTo(page, chat.mode.getByRole('radio', { name: 'Single prompt' }));
    await page.keyboard.press('ArrowRight');
    await tabTo(page, chat.botName);
    await page.keyboard.type('Desk');
    await tabTo(page, chat.description);
    await page.keyboard.type('You are Desk. Dogs pay 4 euros. Bicycles are free.');
    await tabTo(page, chat.message);
    await page.keyboard.type('What does a dog cost?');
    await page.keyboard.press('Control+Enter');
    await expect(chat.turn('What does a dog cost?')).toBeVisible();
    await studio.runIsDone();
    await tabTo(page, studio.response(2).getByRole('button', { name: 'Select' }), 'Shift+Tab');
    await page.keyboard.press('Space');
    await tabTo(page, chat.message);
    await page.keyboard.type('And a');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('bicycle?');
    await page.keyboard.press('Enter');
    await expect(chat.turn('And a')).toContainText('bicycle?');
    await studio.runIsDone();
    await tabTo(page, chat.turn('What does a dog cost?').getByRole('button', { name: 'Rewind to here' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(chat.turn('And a')).toBeHidden();
  });
});

test.describe('in a conversation with the keyboard', () => {
  test('the focus is never lost with the button that was pressed', async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    const press = async (button: Locator) => {
      await button.focus();
      await page.keyboard.press('Enter');
    };
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await studio.open();
    await chat.describe();
    await press(button('Begin the conversation'));
    await expect(chat.message).toBeFocused();
    await expect(chat.message).toHaveAttribute('placeholder', /^Reply to/);
    await chat.say('May I bring my dog?');
    await chat.say('When do you sail?');

    const asked = chat.turn('When do you sail?');
    await press(asked.getByRole('button', { name: 'Edit message' }));
    await expect(page.getByRole('textbox', { name: 'Edited message' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(asked.getByRole('button', { name: 'Edit message' })).toBeFocused();

    await press(page.getByRole('button', { name: /responses? of turn 2/ }));
    await press(button('Back to the newest'));
    await expect(chat.message).toBeFocused();

    await press(chat.turn('May I bring my dog?').getByRole('button', { name: 'Rewind to here' }));
    await chat.say('What does a bicycle cost?');
    await press(chat.branchItems.getByRole('button', { name: 'Open' }).first());
    await expect(asked).toBeVisible();
    await expect(chat.branchItems.and(page.locator(':focus'))).toHaveCount(1);
    await press(chat.branchItems.getByRole('button', { name: 'Delete branch' }).first());
    await expect(button('Undo the deletion')).toBeFocused();
    await press(button('Close this note'));
    await expect(chat.message).toBeFocused();

    await studio.addPrinciple('End with a question.');
    await press(studio.response(1).getByRole('button', { name: 'Check response' }));
    await expect(studio.response(1).getByRole('button', { name: /^Principle 1: / })).toBeVisible();
    await expect(studio.response(1).getByRole('button', { name: 'Check response' })).toBeFocused();
    await press(button('Checks'));
    await page.getByRole('textbox', { name: 'Question 1' }).fill('Does it end with a question mark?');
    await press(page.getByRole('list', { name: 'Principles' }).getByRole('button', { name: 'Save', exact: true }));
    await expect(button('Checks')).toBeFocused();

    await press(button('Openings and users'));
    await press(button('Add user script'));
    await expect(page.getByRole('textbox', { name: 'Script name' })).toBeFocused();
  });
});

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]) {
  test.describe(`feedback on a checked response at ${width}×${height}`, () => {
    test.use({ viewport: { width, height } });

    test('leaves more than one line of its text, and the buttons over the panel', async ({ studio }) => {
      const chat = new ChatPage(studio);
      await studio.open();
      await chat.describe();
      await chat.show('Principles');
      for (const n of [1, 2, 3, 4]) await studio.addPrinciple(`Use at most ${20 + n} words.`);
      await chat.begin();
      await studio.runIsDone();
      const response = studio.response(1);
      await response.getByRole('button', { name: 'Check response' }).click();
      await expect(response.getByRole('button', { name: /^Principle 4: / })).toBeVisible();
      await studio.openFeedback('Critique', 1);
      const text = await response.locator('.resp-text').boundingBox();
      expect(text?.height ?? 0).toBeGreaterThanOrEqual(2 * 25);
      const [critique, panel] = [
        await response.getByRole('button', { name: 'Critique' }).boundingBox(),
        await studio.feedback.boundingBox(),
      ];
      expect((critique?.y ?? 0) + (critique?.height ?? 0)).toBeLessThanOrEqual(panel?.y ?? 0);
    });
  });
}

test.describe('feedback on a narrow window', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('can be submitted: the message field does not lie over the button', async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    await page.goto('/');
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await chat.describe();
    await chat.begin();
    await studio.runIsDone();
    await studio.openFeedback('Critique', 1);
    await studio.feedbackText.fill('End with a question.');
    await studio.submitFeedback.scrollIntoViewIfNeeded();
    const isOnTop = await studio.submitFeedback.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(left + width / 2, top + height - 2));
    });
    expect(isOnTop).toBe(true);
  });
});

const looks = [
  { width: 1440, height: 900, theme: 'light' },
  { width: 1024, height: 768, theme: 'dark' },
  { width: 390, height: 844, theme: 'dark' },
] as const;

for (const { width, height, theme } of looks) {
  test.describe(`chat mode at ${width}×${height}, ${theme}`, () => {
    test.use({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' });

    test('has nothing that axe finds, and the page itself never scrolls', async ({ studio, page }) => {
      const chat = new ChatPage(studio);
      await page.goto('/');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await chat.describe();
      await expectNothingFound(page, { state: 'no conversation yet' });
      await chat.begin();
      await studio.runIsDone();
      await chat.say('May I bring my dog?');
      await chat.select(1);
      await expectNothingFound(page, { state: 'a conversation' });
      await chat.turn('May I bring my dog?').getByRole('button', { name: 'Edit message' }).click();
      await expectNothingFound(page, { state: 'a message in edit' });
      await page.keyboard.press('Escape');
      await studio.openFeedback('Critique', 1);
      await expectNothingFound(page, { state: 'feedback' });
      await page.keyboard.press('Escape');
      await chat.show('Bot');
      await page.getByRole('button', { name: 'Show the composed prompt' }).click();
      await expectNothingFound(page, { state: 'the bot' });
      const still = await page.evaluate(() => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
        return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
      });
      expect(still).toBe(true);
    });
  });
}
