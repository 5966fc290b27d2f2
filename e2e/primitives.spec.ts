import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import { buildPage, servePage } from './primitives/build-page';

const views = resolve(import.meta.dirname, '../src/views');
let files: Awaited<ReturnType<typeof buildPage>>;

test.beforeAll(async () => {
  files = await buildPage();
});
test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await servePage(page, files);
});

test('a screen of workbench and primitives needs no style sheet of its own', { tag: '@story' }, async ({ page }) => {
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();

  const without = await page.evaluate(() => {
    const rules = [...document.styleSheets]
      .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
      .join();
    const used = new Set([...document.querySelectorAll('[class]')].flatMap(({ classList }) => [...classList]));
    return [...used].filter((name) => !rules.includes(`.${CSS.escape(name)}`));
  });

  // The primitives have names by which the style sheets of older rooms place them. They carry no look.
  const hooks = namesInRooms();
  expect(without.filter((name) => !hooks.has(name))).toEqual([]);
});

test('light and dark follow the system, unless the page says which', async ({ page }) => {
  const pane = page.getByRole('region', { name: 'Result' });
  await expect(pane).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(pane).toHaveCSS('background-color', 'rgb(25, 27, 32)');
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
  await expect(pane).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test('a dialog holds the focus and gives it back', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Details' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Details' });
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  for (const name of ['Comment', 'Done', 'Close']) {
    await page.keyboard.press('Tab');
    await expect(dialog.getByLabel(name, { exact: true }).or(dialog.getByRole('button', { name }))).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('a menu that the keyboard opens starts on its first entry', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'More' });
  await opener.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Copy' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
});

test('the workbench shows as many panes as there is room for, and keeps what is typed', async ({ page }) => {
  const pane = (name: string) => page.getByRole('region', { name, exact: true });
  const shown = async (...names: readonly string[]) => {
    for (const name of ['Request', 'Result', 'Notes', 'Past']) {
      await expect(pane(name)).toBeVisible({ visible: names.includes(name) });
    }
  };
  await shown('Request', 'Result', 'Notes', 'Past');
  await pane('Request').getByLabel('Name').fill('typed');

  await page.setViewportSize({ width: 1024, height: 768 });
  await shown('Request', 'Result', 'Past');
  await page.getByRole('radio', { name: 'Notes' }).check({ force: true });
  await shown('Result', 'Notes', 'Past');

  await page.setViewportSize({ width: 390, height: 844 });
  await shown('Notes');
  for (const name of ['Past', 'Result', 'Request']) {
    await page.getByRole('radio', { name }).check({ force: true });
    await shown(name);
  }
  await expect(pane('Request').getByLabel('Name')).toHaveValue('typed');
});

test('a side pane is resized, hidden and brought back by the keyboard', async ({ page }) => {
  const request = page.getByRole('region', { name: 'Request' });
  const border = page.getByRole('separator', { name: 'Width of the request pane' });
  const width = async () => (await request.boundingBox())?.width;
  expect(await width()).toBe(300);
  await border.focus();
  await page.keyboard.press('ArrowRight');
  expect(await width()).toBe(316);
  await page.keyboard.press('Enter');
  await expect(request).toBeHidden();
  await page.getByRole('button', { name: 'Show the request pane' }).click();
  expect(await width()).toBe(316);
  await page.getByRole('button', { name: 'Hide the request pane' }).click();
  await expect(request).toBeHidden();
});

test('a table of many rows has those in sight in the page, and the keyboard reaches all', async ({ page }) => {
  const table = page.getByRole('table', { name: 'Rows' });
  await expect(table).toHaveAttribute('aria-rowcount', '100001');
  await expect(table.getByRole('row').filter({ hasText: 'Row 1' }).first()).toBeVisible();
  expect(await table.locator('tr').count()).toBeLessThan(60);
  const frame = page.getByRole('group', { name: 'Rows, scrollable' });
  await frame.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('cell', { name: 'Row 100000' })).toBeVisible();
  expect(await table.locator('tr').count()).toBeLessThan(60);
});

function namesInRooms(): ReadonlySet<string> {
  const sheets = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'));
  const css = sheets.map((path) => readFileSync(join(views, path), 'utf8')).join();
  return new Set([...css.matchAll(/\.([a-z][a-z-]*)/g)].map(([, name = '']) => name));
}
