import { expect, type Locator, type Page } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { LabelPage } from './pages/label-page';
import { expectFocusSeen, tabTo } from './pages/tab-to';
import { test } from './pages/test';
import { ticketCsv, tickets } from './pages/ticket-rows';

const looks = [
  { theme: 'light', size: { width: 1440, height: 900 } },
  { theme: 'dark', size: { width: 390, height: 844 } },
] as const;

for (const { theme, size } of looks) {
  test.describe(`axe finds nothing on Label at ${size.width}×${size.height}, ${theme}`, () => {
    test.use({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' });

    test('from an empty page to a finished run', async ({ page }) => {
      const label = new LabelPage(page);
      await page.goto('/#/label');
      await expect(page.getByText('Start with labeled rows')).toBeVisible();
      await expectNothingFound(page, { state: 'the empty page' });

      await label.choose(label.trainingFile.first(), { name: 'book.csv', text: 'PK\u0003\u0004' });
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNothingFound(page, { state: 'a file that cannot be read' });

      await label.choose(label.trainingFile.first(), { name: 'tickets.csv', text: `${ticketCsv(tickets(150))}odd\n` });
      await label.setNumber('Training steps', 3);
      await label.setNumber('Validation examples', 30);
      await label.isReady();
      await page.getByRole('region', { name: 'Set-up' }).evaluate((pane) => {
        for (const details of pane.querySelectorAll('details')) details.open = true;
      });
      await expectNothingFound(page, { state: 'the set-up, all of it open' });

      await label.labelColumn.selectOption('text');
      await expect(page.getByRole('alert')).toContainText('This cannot be trained on');
      await expectNothingFound(page, { state: 'a set-up that is refused' });
      await label.labelColumn.selectOption('team');
      await label.isReady();

      await label.train.click();
      await label.pause.click();
      await showPane(page, 'Results');
      await label.stands('Paused');
      await expectNothingFound(page, { state: 'a paused run' });
      await label.resume.click();
      await label.trained();
      await expect(label.scores).toBeVisible();
      await expectNothingFound(page, { state: 'results' });

      const reason = label.mistakes.getByRole('button', { name: /^Say why row/ }).first();
      await reason.click();
      await expect(label.mistakes.getByRole('textbox').last()).toBeVisible();
      await expectNothingFound(page, { state: 'a reason that is being written' });

      await label.choose(label.rowsFile, { name: 'new.csv', text: ticketCsv(tickets(60, 3)) });
      await label.newRows.getByRole('button', { name: 'Label rows' }).click();
      await expect(label.newRows.getByRole('region', { name: 'Labels of new.csv' })).toContainText('Finished');
      await label.newRows.getByRole('textbox', { name: 'text' }).fill('My password was refused.');
      await label.classify.click();
      await expect(label.prediction).toContainText(/Access|Billing|Bug/);
      await expectNothingFound(page, { state: 'new rows' });

      await showPane(page, 'Rules');
      await expect(label.rulesFor('Access').first()).toBeVisible();
      await expectNothingFound(page, { state: 'rules' });
      await label.rulesFor('Access').first().getByRole('button', { name: 'Edit' }).click();
      await expectNothingFound(page, { state: 'a rule in edit' });
      await page.keyboard.press('Escape');
      await label.rules.getByRole('button', { name: 'Measure rules' }).click();
      await expect(label.rules.getByRole('button', { name: 'Measure rules' })).toBeVisible({ timeout: 30_000 });
      await expectNothingFound(page, { state: 'measured rules' });
      await label.rules.getByRole('button', { name: 'Lineage' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNothingFound(page, { state: 'the lineage' });
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Labeler menu' }).click();
      await page.getByRole('menuitem', { name: 'Export labeler…' }).click();
      await expect(page.getByRole('dialog', { name: 'Export labeler' })).toBeVisible();
      await expectNothingFound(page, { state: 'Export labeler' });
    });
  });
}

test('a labeler is made with the keyboard alone', async ({ studio, page }) => {
  const label = new LabelPage(page);
  // The browser hands file choosers over from a moment after somebody listens: on a busy machine that is after the key press.
  page.on('filechooser', () => undefined);
  await studio.open();

  await test.step('the way to the page', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Label', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Start with labeled rows')).toBeVisible();
  });

  await test.step('a file is chosen', async () => {
    await tabTo(page, label.trainingFile.first());
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    const chooser = await choosing;
    const buffer = Buffer.from(ticketCsv(tickets(120)));
    await chooser.setFiles({ name: 'tickets.csv', mimeType: 'text/csv', buffer });
    await expect(label.labelColumn).toHaveValue('team');
  });

  await test.step('knobs are set', async () => {
    const steps = label.hyperparameters.getByRole('spinbutton', { name: 'Training steps' });
    await tabTo(page, steps);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await tabTo(page, label.hyperparameters.getByRole('spinbutton', { name: 'Validation examples' }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('30');
    await label.isReady();
  });

  await test.step('training is started', async () => {
    await tabTo(page, label.train, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(label.training.locator('.state')).toHaveText(/Training|Finished/);
    expect(await focusIsInside(label.training), 'the focus stays in the run bar').toBe(true);
    await label.trained();
  });

  await test.step('a rule is edited', async () => {
    const edit = label.rulesFor('Access').first().getByRole('button', { name: 'Edit' });
    await tabTo(page, edit);
    await page.keyboard.press('Enter');
    const editor = label.rules.getByRole('textbox', { name: /rule/i });
    await expect(editor).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('The message speaks of a password or a login.');
    await page.keyboard.press('Enter');
    await expect(label.rulesFor('Access').first()).toContainText('by hand');
    await expect(label.rulesFor('Access').first().getByRole('button', { name: 'Edit' })).toBeFocused();
    await page.keyboard.press('F2');
    await expect(editor).toBeFocused();
    await expect(editor).toHaveValue('The message speaks of a password or a login.');
    await page.keyboard.press('Escape');
    await tabTo(page, label.rules.getByRole('button', { name: 'Re-score' }));
    await page.keyboard.press('Enter');
    await expect(label.scorecard).not.toContainText('The rules were changed since');
  });

  await test.step('what scrolls is reached, and scrolls', async () => {
    const mistakes = label.mistakes.getByRole('group', { name: /^Mistakes, scrollable$/ });
    await tabTo(page, mistakes, 'Shift+Tab');
    await page.keyboard.press('End');
    await expect.poll(() => mistakes.evaluate((frame) => frame.scrollTop)).toBeGreaterThan(0);
  });

  await test.step('a row is labeled by typing', async () => {
    const text = label.newRows.getByRole('textbox', { name: 'text' });
    await tabTo(page, text);
    await page.keyboard.type('My login was refused.');
    await page.keyboard.press('Enter');
    await expect(label.prediction).toContainText(/Access|Billing|Bug/);
    await expect(text, 'the focus stays where it is').toBeFocused();
    await expectFocusSeen(page);
  });
});

/** A narrow window shows one pane at a time, a middling one two; a wide one has no such choice. */
async function showPane(page: Page, name: 'Set-up' | 'Results' | 'Rules'): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: 'Pane' }).getByRole('radio', { name });
  if ((await choice.count()) > 0 && (await choice.isVisible())) await choice.check({ force: true });
}

function focusIsInside(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.contains(document.activeElement));
}
