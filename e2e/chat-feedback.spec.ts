import { expect, type Locator } from 'playwright/test';
import { text } from './loopback/gemini/plans.mjs';
import { expectNothingFound } from './pages/axe';
import { ChatPage } from './pages/chat-page';
import { generated } from './pages/gemini-calls';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

test('kudos, critique and rewrite in a conversation become principles, and the turn is answered again under them', {
  tag: '@story',
}, async ({ studio, page }) => {
  const chat = new ChatPage(studio);
  await studio.open();
  await chat.describe();
  await studio.chooseCandidates(2);
  await chat.begin();
  await studio.runIsDone();
  await chat.say('May I bring my dog?');
  const old = await chat.textOf(1);

  await test.step('kudos on an answer are a principle that always holds', async () => {
    await studio.give({ kind: 'Kudos', response: 2, text: 'It is friendly' });
    await expect(studio.principles).toHaveCount(1);
    await expect(retries(studio)).toHaveCount(2);
  });

  await test.step('a critique that says when makes one that holds then', async () => {
    await studio.give({ kind: 'Critique', response: 1, text: 'When somebody asks about dogs, start with "Woof"' });
    await expect(studio.principle(2)).toContainText('When the user asks about dogs, start with "Woof".');
    await expect(studio.principle(2).getByText('Per turn')).toBeVisible();
  });

  await test.step('tried again, the new response stands beside the old one, with what changed', async () => {
    await studio.principle(2).getByRole('button', { name: 'Rewind and try again' }).click();
    const both = comparison(studio);
    await expect(both).toContainText('Answered again with principle 2');
    await expect(both.getByRole('article', { name: 'Old response' })).toContainText(old);
    await expect(both.getByRole('article', { name: 'New response' }).locator('ins').first()).toContainText('Woof');
    await both.getByRole('button', { name: /^Check response/ }).click();
    await expect(both.getByRole('button', { name: /followed|unsure|does not apply/ }).first()).toBeVisible();
    await expectNothingFound(page, { state: 'the comparison' });
  });

  await test.step('the comparison is still open after a reload, and the old one can be kept', async () => {
    await studio.saved();
    await page.reload();
    await expect(comparison(studio)).toContainText('Woof');
    await comparison(studio).getByRole('button', { name: 'Keep the old one' }).click();
    await expect(comparison(studio)).toBeHidden();
    await expect(studio.response(1)).toContainText(old);
    await expect(chat.branchItems).toHaveCount(2);
  });

  await test.step('a rewrite is a principle as well, and its new response is kept', async () => {
    await studio.openFeedback('Rewrite', 1);
    await studio.feedbackText.fill(`${old} Bon voyage!`);
    await studio.submitFeedback.click();
    await expect(studio.principles).toHaveCount(3);
    await retries(studio).last().click();
    const fresh = comparison(studio).getByRole('article', { name: 'New response' });
    await expect(fresh).toHaveAttribute('aria-busy', 'false');
    await comparison(studio).getByRole('radio', { name: 'Response 2' }).check();
    await comparison(studio).getByRole('button', { name: 'Keep the new one' }).click();
    await expect(chat.message).toBeFocused();
    await expect(chat.message).toHaveAttribute('placeholder', 'Reply to Response 2');
    await expect(studio.response(2)).toContainText('Woof');
    await chat.say('And my bicycle?');
    await expect(chat.turn('Woof')).toBeVisible();
  });
});

test('who speaks, and when a principle holds, is kept, shown and changed by hand', async ({ studio, page }) => {
  const chat = new ChatPage(studio);
  await studio.open();
  await chat.describe();
  await studio.chooseCandidates(1);
  await chat.begin();
  await studio.runIsDone();
  await studio.openFeedback('Critique', 1);
  await studio.feedback
    .getByRole('radiogroup', { name: 'Speaking as' })
    .getByRole('radio', { name: 'End user' })
    .check();
  await studio.feedbackText.fill('Once somebody has named their dog, use its name');
  await studio.submitFeedback.click();
  await expect(studio.principle(1)).toContainText('Once the user has named their dog, use its name.');

  await studio.principle(1).getByRole('button', { name: 'Why this principle?' }).click();
  await expect(page.getByRole('dialog')).toContainText('Said as the end user.');
  await page.keyboard.press('Escape');

  const show = page.getByRole('combobox', { name: 'Show' });
  await show.selectOption('Those that hold per turn');
  await expect(studio.principles).toHaveCount(0);
  await show.selectOption('Those that hold from then on');
  await studio.principle(1).getByRole('button', { name: 'Edit' }).click();
  const holds = page.getByRole('radiogroup', { name: 'Holds' });
  await expect(holds.getByRole('radio', { name: 'From then on' })).toBeChecked();
  await holds.getByRole('radio', { name: 'Always' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // No principle holds then and there any more, so there is nothing to choose among.
  await expect(show).toBeHidden();
  await studio.undo.click();
  await expect(show).toBeVisible();
});

test('a proposal says what of it comes from this conversation', async ({ studio, page }) => {
  const chat = new ChatPage(studio);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.holdFeedbackForReview();
  await studio.goTo('Align');
  await chat.describe();
  await studio.chooseCandidates(1);
  await chat.begin();
  await chat.say('I am Ada, may I bring Rex?');
  await studio.give({ kind: 'Critique', response: 1, text: 'Always greet Ada by name' });
  const proposal = page.getByRole('region', { name: 'Proposed change' });
  await expect(proposal).toContainText('This comes from this conversation: Ada.');
  await expect(proposal.getByRole('button', { name: 'Broader' })).toBeVisible();
});

test('a principle that has just arrived says what of it comes from this conversation', async ({ studio }) => {
  const chat = new ChatPage(studio);
  await studio.open();
  await chat.describe();
  await studio.chooseCandidates(1);
  await chat.begin();
  await chat.say('I am Ada, may I bring Rex?');
  await studio.give({ kind: 'Critique', response: 1, text: 'Always greet Ada by name' });
  await expect(studio.principle(1)).toContainText('This comes from this conversation: Ada.');
});

test('two principles that contradict each other become one, after a review', async ({ studio, page }) => {
  const chat = new ChatPage(studio);
  await studio.open();
  await chat.describe();
  await studio.addPrinciple('Use bullets.');
  await studio.addPrinciple('Never use bullets.');
  await studio.principle(2).getByRole('button', { name: 'Compare with principle 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare principles' });
  for (const name of ['Replace', 'Keep both']) await expect(dialog.getByRole('button', { name })).toBeVisible();
  await dialog.getByRole('button', { name: 'Merge' }).click();
  const proposal = page.getByRole('region', { name: 'Proposed change' });
  await expect(proposal).toContainText('Merge principles 1 and 2');
  await proposal.getByRole('button', { name: 'Accept' }).click();
  await expect(studio.principles).toHaveCount(1);
  await studio.undo.click();
  await expect(studio.principles).toHaveCount(2);
});

test('coverage counts the principles by the part of the conversation that they came of, and lists them', async ({
  studio,
  page,
}) => {
  const chat = new ChatPage(studio);
  await studio.open();
  await chat.describe();
  await studio.chooseCandidates(1);
  await chat.begin();
  await studio.runIsDone();
  await chat.say('May I bring my dog?');
  await studio.give({ kind: 'Critique', response: 1, text: 'use bullets' });
  await expect(studio.principles).toHaveCount(1);
  await studio.addPrinciple('Be kind.');
  await page.getByRole('button', { name: 'Constitution menu' }).click();
  await page.getByRole('menuitem', { name: 'Coverage' }).click();
  const table = page.getByRole('table', { name: 'Coverage' });
  await expect(table).toBeVisible();
  await expectNothingFound(page, { state: 'coverage' });
  await table.getByRole('button', { name: '1 turn: without feedback: Opening' }).click();
  await expect(page.getByRole('list', { name: 'Turns without feedback' }).getByRole('listitem')).toHaveCount(1);
  await table.getByRole('button', { name: '1 principle: Always, First answer' }).click();
  await expect(table).toBeHidden();
  await expect(studio.principles).toHaveCount(1);
  await expect(studio.principle(1)).toContainText('Use bullets.');
  await page.getByRole('combobox', { name: 'Show' }).selectOption('All principles');
  await expect(studio.principles).toHaveCount(2);
});

test('on a service the turn is answered again with the new principle in its system text', async ({
  studio,
  gemini,
}) => {
  const chat = new ChatPage(studio);
  await studio.openOnGemini(gemini);
  await chat.describe();
  await studio.chooseCandidates(1);
  gemini.respondWith(text('Welcome aboard.'));
  await chat.begin();
  await studio.runIsDone();
  gemini.respondWith(text('Dogs pay.'));
  await chat.say('May I bring my dog?');
  gemini.respondWith(
    text(
      JSON.stringify({
        action: 'add',
        principle: 0,
        scope: 'turn',
        trigger: 'When the user asks about dogs',
        text: 'When the user asks about dogs, name the price.',
        reason: 'The price was missing.',
      }),
    ),
  );
  await studio.openFeedback('Rewrite', 1);
  await studio.feedbackText.fill('Dogs pay 4 euros.');
  await studio.submitFeedback.click();
  await expect(studio.principle(1)).toContainText('name the price');
  gemini.respondWith(text('Dogs pay 4 euros.'));
  await studio.principle(1).getByRole('button', { name: 'Rewind and try again' }).click();
  await expect(comparison(studio).getByRole('article', { name: 'New response' })).toContainText('4 euros');
  const sent = JSON.stringify(generated(gemini).at(-1)?.body.systemInstruction);
  expect(sent).toContain('1. When the user asks about dogs, name the price.');
  await comparison(studio).getByRole('button', { name: 'Keep the new one' }).click();
  await expect(studio.response(1)).toContainText('Dogs pay 4 euros.');
});

function comparison({ responses }: StudioPage): Locator {
  return responses.getByRole('region', { name: 'Old and new response' });
}

/** At the turn, and at the principle that has just come. */
function retries({ page }: StudioPage): Locator {
  return page.getByRole('button', { name: 'Rewind and try again' });
}
