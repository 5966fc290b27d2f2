import { expect, type Locator } from 'playwright/test';
import { expectFocusSeen, tabTo } from './pages/tab-to';
import { test } from './pages/test';

test('the newcomer’s story needs no pointer', async ({ studio, page }) => {
  await page.goto('/');
  await expect(page.getByRole('dialog', { name: /^Tour/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: /^Tour/ })).toBeHidden();

  await test.step('the way past the header', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /to content$/ })).toBeFocused();
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('a value is typed, and the prompt run', async () => {
    await tabTo(page, studio.variable('item'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('an old teapot');
    await page.keyboard.press('Control+Enter');
    await studio.runIsDone();
    await expect(studio.response(1)).toContainText('teapot');
    await expect(studio.variable('item'), 'the focus stays where it is').toBeFocused();
  });

  await test.step('a reason is picked', async () => {
    const critique = studio.response(1).getByRole('button', { name: 'Critique' });
    await tabTo(page, critique);
    await page.keyboard.press('Enter');
    await expect(studio.feedbackText).toBeFocused();
    await expect(studio.rationales).toHaveCount(3);
    await tabTo(page, studio.rationales.first(), 'Shift+Tab');
    await page.keyboard.press('Space');
    await expect(studio.feedbackText).not.toHaveValue('');
  });

  await test.step('Escape leaves the panel, and the words stay', async () => {
    await page.keyboard.press('Escape');
    await expect(studio.feedback).toBeHidden();
    await expect(studio.response(1).getByRole('button', { name: 'Critique' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(studio.feedbackText).not.toHaveValue('');
  });

  await test.step('own words are submitted', async () => {
    await expect(studio.feedbackText).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('It should start with a question.');
    await tabTo(page, studio.feedback.getByRole('radio', { name: 'Create principle' }));
    await page.keyboard.press('ArrowDown');
    await expect(studio.feedback.getByRole('radio', { name: 'Update prompt directly' })).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await tabTo(page, studio.submitFeedback);
    await page.keyboard.press('Enter');
    await expect(studio.principle(1)).toContainText(/start with a question/i);
    await expect(studio.response(1).getByRole('button', { name: 'Critique' })).toBeFocused();
  });

  await test.step('a principle is written, edited and moved', async () => {
    await tabTo(page, studio.newPrinciple);
    await page.keyboard.type('Give five uses.');
    await page.keyboard.press('Enter');
    await expect(studio.principles).toHaveCount(2);
    await expect(studio.newPrinciple).toBeFocused();
    await tabTo(page, studio.principle(2).getByRole('button', { name: 'Edit', exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Edit principle' })).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Give four uses.');
    await page.keyboard.press('Enter');
    await expect(studio.principle(2)).toContainText('Give four uses.');
    await expect(studio.principle(2).getByRole('button', { name: 'Edit', exact: true })).toBeFocused();
    await tabTo(page, studio.principle(2).getByRole('button', { name: 'Move up' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(studio.principle(1)).toContainText('Give four uses.');
    expect(await focusIsInside(studio.principle(1)), 'the focus goes along').toBe(true);
  });

  await test.step('the principles are folded', async () => {
    await tabTo(page, studio.foldButton);
    await page.keyboard.press('Enter');
    await expect(studio.review).toBeVisible();
    expect(await focusIsInside(studio.review)).toBe(true);
    await tabTo(page, studio.review.getByRole('button', { name: 'Accept' }));
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await expect(studio.review).toBeHidden();
    await expect(studio.foldButton).toBeFocused();
    await expect(studio.prompt).toHaveValue(/four[\s\S]*\{item\}|\{item\}[\s\S]*four/i);
  });

  await test.step('the next run obeys', async () => {
    await page.keyboard.press('Control+Enter');
    await studio.runIsDone();
    await expect(studio.response(1).getByRole('listitem')).toHaveCount(4);
  });

  await test.step('it is undone and redone', async () => {
    await page.keyboard.press('Control+z');
    await expect(studio.prompt).toHaveValue(/^Give three/);
    await page.keyboard.press('Control+Shift+z');
    await expect(studio.prompt).toHaveValue(/four/i);
  });
});

test('menus and dialogs open, close and give the focus back', async ({ studio, page }) => {
  await studio.open();
  const project = page.getByRole('button', { name: 'Project', exact: true });
  await project.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'New project' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Open project…' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Open sample' })).toBeFocused();
  await page.keyboard.press('Enter');
  const samples = page.getByRole('dialog', { name: 'Open sample' });
  await expect(samples).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(samples).toBeHidden();
  await expect(project).toBeFocused();

  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(sheet).toContainText('Run the prompt');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(project).toBeFocused();

  const log = page.getByRole('button', { name: 'Call log' });
  await log.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Call log' });
  await expect(dialog).toBeVisible();
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    expect(await focusIsInside(dialog), 'the focus stays in the dialog').toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(log).toBeFocused();
});

test('a question mark that is typed is text', async ({ studio, page }) => {
  await studio.open();
  await studio.newPrinciple.focus();
  await page.keyboard.type('Ask why?');
  await expect(studio.newPrinciple).toHaveValue('Ask why?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

function focusIsInside(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.contains(document.activeElement));
}
