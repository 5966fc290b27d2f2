import { type BrowserContext, expect } from 'playwright/test';
import { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

/** Two tabs of one browser with the same project open. */
test.describe('two tabs on one project', () => {
  test('see each other’s changes', { tag: '@story' }, async ({ studio, context }) => {
    await studio.open();
    await studio.saved();
    const other = await secondTab(context);
    await studio.addPrinciple('Answer in one sentence.');
    await expect(other.principle(1)).toContainText('Answer in one sentence.');
    await other.prompt.fill('Give two uses for {item}.');
    await expect(studio.prompt).toHaveValue('Give two uses for {item}.');
    await expect(studio.principles).toHaveCount(1);
  });

  test('learn of a project that was deleted in the other one', { tag: '@story' }, async ({ studio, context }) => {
    await studio.open();
    await studio.saved();
    const other = await secondTab(context);
    await studio.chooseInProjectMenu('Delete');
    await studio.page.getByRole('button', { name: 'Delete project' }).click();
    await expect(other.alert('This project was deleted in another tab')).toBeVisible();
    await expect(other.prompt, 'nothing is taken away').toHaveValue(/creative uses/);
  });
});

test.describe('two tabs that change one project at the same time', () => {
  test('keep both versions when a copy is chosen', async ({ studio, context }) => {
    const { saved, told } = await inConflict(studio, context);
    await told.studio.alert('changed in another tab').getByRole('button', { name: 'Keep mine as a copy' }).click();
    await expect(told.studio.saveState).toHaveText('Saved');
    await expect(told.studio.prompt).toHaveValue(told.text);
    await expect(saved.studio.prompt).toHaveValue(saved.text);
    await told.studio.chooseInProjectMenu('Open project…');
    await expect(told.studio.page.getByRole('list', { name: 'Projects' }).getByRole('listitem')).toHaveCount(2);
  });

  test('show the other’s version when that is chosen', async ({ studio, context }) => {
    const { saved, told } = await inConflict(studio, context);
    await told.studio
      .alert('changed in another tab')
      .getByRole('button', { name: /Show the other tab/ })
      .click();
    await expect(told.studio.prompt).toHaveValue(saved.text);
    await expect(told.studio.saveState).toHaveText('Saved');
    await expect(told.studio.alert('changed in another tab')).toBeHidden();
  });

  test('overwrite only when that is chosen', async ({ studio, context }) => {
    const { saved, told } = await inConflict(studio, context);
    await expect(saved.studio.prompt).toHaveValue(saved.text);
    await told.studio.alert('changed in another tab').getByRole('button', { name: 'Overwrite with mine' }).click();
    await expect(told.studio.saveState).toHaveText('Saved');
    await expect(told.studio.prompt).toHaveValue(told.text);
    await expect(saved.studio.prompt, 'the first tab follows').toHaveValue(told.text);
  });
});

test.describe('a conflict that nobody decides', () => {
  for (const how of ['closed', 'reloaded', 'left for another project and closed'] as const) {
    test(`is kept as a copy when the tab is ${how}`, async ({ studio, context }) => {
      const { saved, told } = await inConflict(studio, context);
      await told.studio.prompt.pressSequentially(' and more');
      const words = await told.studio.prompt.inputValue();
      if (how === 'reloaded') await told.studio.page.reload();
      else {
        if (how !== 'closed') await told.studio.chooseInProjectMenu('New project');
        await told.studio.page.close({ runBeforeUnload: true });
        await saved.studio.page.reload();
      }
      const after = how === 'reloaded' ? told.studio : saved.studio;
      await expect(after.alert('Changes were kept as a copy')).toBeVisible();
      await openProject(after, /^Creative uses \(copy\)/);
      await expect(after.prompt).toHaveValue(words);
      await openProject(after, /^Creative uses(?! \()/);
      await expect(after.prompt).toHaveValue(saved.text);
    });
  }
});

interface Tab {
  readonly studio: StudioPage;
  /** What was written in it. */
  readonly text: string;
}

async function openProject(studio: StudioPage, name: RegExp): Promise<void> {
  await studio.chooseInProjectMenu('Open project…');
  await studio.page.getByRole('list', { name: 'Projects' }).getByRole('button', { name }).click();
  await expect(studio.page.getByRole('dialog')).toHaveCount(0);
}

async function secondTab(context: BrowserContext): Promise<StudioPage> {
  const other = new StudioPage(await context.newPage());
  await other.page.goto('/');
  await expect(other.prompt).toHaveValue(/./);
  return other;
}

/**
 * Both tabs change before either has saved: the first to save is `saved`, the other is `told`. On a busy machine one may have saved, and the
 * other followed, before both are written in; then they are written in again.
 */
async function inConflict(
  studio: StudioPage,
  context: BrowserContext,
): Promise<{ readonly saved: Tab; readonly told: Tab }> {
  await studio.open();
  await studio.saved();
  const other = await secondTab(context);
  const stateOf = (tab: Tab) => tab.studio.saveState.textContent();
  for (let attempt = 1; ; attempt += 1) {
    const one: Tab = { studio, text: `One ${attempt}: {item}` };
    const two: Tab = { studio: other, text: `Two ${attempt}: {item}` };
    await Promise.all([one, two].map((tab) => tab.studio.prompt.fill(tab.text)));
    let states: readonly (string | null)[] = [];
    await expect
      .poll(async () => {
        states = await Promise.all([one, two].map(stateOf));
        return states.every((state) => state === 'Saved' || state === 'Not saved');
      })
      .toBe(true);
    if (states[0] === 'Not saved') return { saved: two, told: one };
    if (states[1] === 'Not saved') return { saved: one, told: two };
    expect(attempt, 'the tabs were never written in at once').toBeLessThan(10);
  }
}
