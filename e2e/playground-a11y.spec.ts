import { expect } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { PlaygroundPage } from './pages/playground-page';
import { tabTo } from './pages/tab-to';
import { test } from './pages/test';

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`Complete and Evaluate, ${colorScheme}`, () => {
    test.use({
      colorScheme,
      viewport: colorScheme === 'light' ? { width: 1440, height: 900 } : { width: 390, height: 844 },
    });

    test('are worked by keys alone, and accessible', async ({ studio, page }) => {
      const playground = new PlaygroundPage(page);
      await page.goto('/');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await studio.goTo('Playground');
      await playground.prompt.waitFor();

      await test.step('a prompt is typed and run', async () => {
        await tabTo(page, playground.prompt);
        await page.keyboard.type('The cat sat on the');
        await tabTo(page, playground.sampling.getByRole('spinbutton', { name: 'Maximum tokens' }));
        await page.keyboard.press('Control+A');
        await page.keyboard.type('12');
        await tabTo(page, playground.sampling.getByRole('spinbutton', { name: 'Log-probabilities' }));
        await page.keyboard.type('4');
        await expectNothingFound(page, { state: 'the set-up of Complete' });
        await page.keyboard.press('Control+Enter');
        await playground.isDone();
        await expect(playground.tokens(1).first()).toBeVisible();
      });

      await test.step('the tokens are one tab stop, opened by Enter and walked by arrows', async () => {
        await tabTo(page, playground.tokens(1).first());
        await page.keyboard.press('Enter');
        await expect(playground.alternatives).toBeVisible();
        await page.keyboard.press('End');
        await page.keyboard.press('Home');
        await expect(playground.tokens(1).first()).toBeFocused();
        await expectNothingFound(page, { state: 'the alternatives of a token' });
        await tabTo(page, playground.alternatives.getByRole('button', { name: 'Branch from here' }).first());
        await page.keyboard.press('Enter');
        await playground.isDone();
        await expect(playground.completion(2)).toBeVisible();
        await expectNothingFound(page, { state: 'a branch' });
      });

      await test.step('an expected completion is scored', async () => {
        if (colorScheme === 'dark') await page.getByRole('radio', { name: 'Prompt', exact: true }).check();
        await playground.choose('Evaluate');
        await tabTo(page, playground.expected);
        await page.keyboard.type(' mat.');
        await expectNothingFound(page, { state: 'the set-up of Evaluate' });
        await page.keyboard.press('Control+Enter');
        await playground.isDone();
        await expect(playground.result).toContainText('Bits per byte');
        await expectNothingFound(page, { state: 'figures and token bars' });
      });
    });
  });
