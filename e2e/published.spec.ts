import { expect, test } from 'playwright/test';
import { dist } from './pages/built-folder';
import { serveFolder } from './static-server.mjs';

test.describe('the built folder', () => {
  test('works from a sub-path of a plain file server', { tag: '@story' }, async ({ page }) => {
    const host = await serveFolder(dist, { prefix: '/some/deep/folder/' });
    try {
      const missing: string[] = [];
      page.on('response', (response) => {
        if (response.status() >= 400) missing.push(response.url());
      });
      await page.goto(host.url);
      await expect(page).toHaveTitle(/Constitution Studio/);
      await expect(page.locator('.boot-bar'), 'the app has replaced its placeholder').toHaveCount(0);
      expect(missing).toEqual([]);
    } finally {
      await host.close();
    }
  });

  test('costs a first visit at most 150 kB of JavaScript', { tag: '@story' }, async ({ page }) => {
    const host = await serveFolder(dist, { packed: true });
    try {
      await page.goto(host.url);
      await expect(page.locator('.boot-bar'), 'the app has replaced its placeholder').toHaveCount(0);
      await expect(page.getByRole('dialog', { name: 'Tour, step 1 of 3' }), 'all that comes by itself').toBeVisible();
      const scripts = host.served().filter(({ type }) => type === 'text/javascript');
      const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
      expect(bytes, 'the app itself was served').toBeGreaterThan(100_000);
      expect(bytes, scripts.map((script) => `${script.bytes} ${script.path}`).join('\n')).toBeLessThanOrEqual(150_000);
    } finally {
      await host.close();
    }
  });

  test('names itself before any script has loaded', async ({ page }) => {
    await page.route('**/*.js', (route) => route.abort());
    await page.goto('/');
    await expect(page.getByText('Constitution Studio', { exact: true })).toBeVisible();
  });

  for (const theme of ['light', 'dark'] as const) {
    const other = theme === 'light' ? 'dark' : 'light';
    test(`paints the chosen ${theme} theme first, on a ${other} system too`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: other });
      await page.route('**/*.js', (route) => route.abort());
      await page.addInitScript((chosen) => localStorage.setItem('constitution-studio:theme', chosen), theme);
      await page.goto('/');
      await expect(page.locator('.boot-bar')).toHaveCSS(
        'background-color',
        theme === 'light' ? 'rgb(247, 248, 249)' : 'rgb(20, 21, 25)',
      );
    });
  }
});
