import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { test } from './pages/test';

test('work that cannot be saved is called so, can be exported, and is saved when there is room again', {
  tag: '@story',
}, async ({ studio, page }) => {
  await studio.open();
  await studio.saved();
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
  });
  await studio.prompt.fill('Mine: {item}');
  await expect(studio.saveState).toHaveText('Not saved');
  const alert = studio.alert('Not saved since');
  await expect(alert).toContainText('The browser has no room left for this app.');

  await alert.getByRole('button', { name: 'Export Project JSON' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog', { name: 'Export', exact: true })
      .getByRole('button', { name: 'Project JSON', exact: true })
      .click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('Mine: {item}');
  await page.keyboard.press('Escape');

  await page.evaluate('makeRoom()');
  await expect(studio.saveState, 'it was tried again by itself').toHaveText('Saved');
  await expect(alert).toBeHidden();
  await page.reload();
  await expect(studio.prompt).toHaveValue('Mine: {item}');
});

test('that nothing is saved is said, and the page lives, where the code that says more cannot be fetched', async ({
  studio,
  page,
  troubles,
}) => {
  troubles.expect('save-problem');
  await page.route('**/assets/save-problem-*.js', (route) => route.abort());
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is off.', 'SecurityError');
    };
  });
  await studio.open();
  const alert = studio.alert('This project is not saved');
  await expect(alert).toContainText('could not be fetched');
  await studio.prompt.fill('Mine: {item}');
  await alert.getByRole('button', { name: 'Export Project JSON' }).click();
  await expect(page.getByRole('dialog', { name: 'Export', exact: true })).toBeVisible();
});

test('a browser that keeps nothing is told about from the start', async ({ studio, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is off.', 'SecurityError');
    };
  });
  await studio.open();
  await expect(studio.saveState).toHaveText('Not saved');
  await studio.chooseCandidates(1);
  await studio.run();
  await expect(studio.response(1)).toContainText('jar');
  expect((await studio.export('Project JSON')).text).toContain('jar');
});

test('the browser is asked to keep the projects at the first real edit, not before', async ({ studio, page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { asked: 0 });
    StorageManager.prototype.persist = () => {
      Object.assign(window, { asked: Reflect.get(window, 'asked') + 1 });
      return Promise.resolve(true);
    };
  });
  await studio.open();
  expect(await page.evaluate('asked')).toBe(0);
  await studio.addPrinciple('Be brief.');
  await studio.addPrinciple('Be kind.');
  expect(await page.evaluate('asked')).toBe(1);
});

test('projects are made, renamed, duplicated, opened and deleted', { tag: '@story' }, async ({ studio, page }) => {
  await studio.open();
  await studio.openSample('Product description');
  await expect(studio.prompt).toHaveValue(/online shop/);
  await studio.chooseInProjectMenu('Rename');
  await page.getByRole('textbox', { name: 'Project name' }).fill('Shop texts');
  await page.getByRole('button', { name: 'Rename' }).last().click();
  await expect(page).toHaveTitle(/Shop texts/);
  await studio.chooseInProjectMenu('Duplicate');
  await expect(page).toHaveTitle(/Shop texts \(copy\)/);
  await studio.addPrinciple('Be brief.');
  await studio.saved();
  await studio.chooseInProjectMenu('Open project…');
  await page
    .getByRole('list', { name: 'Projects' })
    .getByRole('button', { name: /^Shop texts(?! \()/ })
    .click();
  await expect(studio.principles, 'the original is as it was').toHaveCount(1);
  await studio.chooseInProjectMenu('Delete');
  await page.getByRole('button', { name: 'Delete project' }).click();
  await expect(studio.principles).toHaveCount(2);
  await page.reload();
  await expect(studio.principles).toHaveCount(2);
  await studio.chooseInProjectMenu('Open project…');
  await expect(page.getByRole('list', { name: 'Projects' }).getByRole('listitem')).toHaveCount(2);
});
