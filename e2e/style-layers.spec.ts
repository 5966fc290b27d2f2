import { expect, type Page } from 'playwright/test';
import { test } from './pages/test';

test('style sheets that come with another page change nothing on this one', { tag: '@story' }, async ({
  studio,
  page,
}) => {
  await studio.open();
  await expect(studio.prompt).toBeVisible();
  const sheets = () => page.evaluate(() => document.styleSheets.length);
  const [looked, atFirst] = [await looks(page), await sheets()];

  for (const [route, heading] of [
    ['label', 'Rules'],
    ['settings', 'Settings'],
  ] as const) {
    await goTo(page, route);
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  }
  await goTo(page, 'align');
  await expect(studio.prompt).toBeVisible();

  expect(await sheets()).toBeGreaterThan(atFirst);
  expect(await looks(page)).toEqual(looked);
});

/** Without a pointer, which would leave a link hovered and focused. */
async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/${to}`;
  }, route);
}

/** How everything in the banner and in the pane of the prompt is drawn. */
function looks(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const properties = ['display', 'color', 'font-weight', 'text-decoration-line', 'padding', 'gap', 'border-width'];
    const elements = document.querySelectorAll('header *, [aria-label="Prompt and variables"] *');
    return [...elements].map((element) => {
      const style = getComputedStyle(element);
      const values = properties.map((name) => `${name}: ${style.getPropertyValue(name)}`);
      return `${element.tagName} ${element.className} ${values.join('; ')}`;
    });
  });
}
