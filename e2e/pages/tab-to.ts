import { expect, type Locator, type Page } from 'playwright/test';

/** Presses the key until the focus is there; every stop on the way can be seen. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const stops: string[] = [];
  for (let press = 0; press < mostStops; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expectFocusSeen(page);
      return;
    }
    await page.keyboard.press(key);
    stops.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? 'nothing'));
  }
  throw new Error(`${mostStops} presses of ${key} did not lead to ${target}. They led to:\n${stops.join('\n')}`);
}

const mostStops = 160;

/** An outline shows where the focus is. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'nothing has the focus';
    // Some controls show it on what is around them: a checkbox on its label, the editor on its frame.
    const around = [element, element.parentElement, element.parentElement?.parentElement].filter((one) => one != null);
    const marked = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    });
    return marked ? '' : `no mark on ${element.outerHTML.slice(0, 120)}`;
  });
  expect(seen).toBe('');
}
