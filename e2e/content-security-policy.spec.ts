import { expect } from 'playwright/test';
import { elsewhere } from './pages/elsewhere';
import { test } from './pages/test';

const pages = ['#/align', '#/label', '#/tune', '#/playground', '#/settings'];

test.describe('the content security policy', () => {
  test('is in the way of nothing that the app does', { tag: '@story' }, async ({ page }) => {
    // The console would say so, too; this says which directive it was.
    await page.addInitScript(() => {
      const refused: string[] = [];
      Object.assign(window, { refused });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        refused.push(`${violatedDirective} ${blockedURI}`),
      );
    });
    for (const hash of pages) {
      await page.goto(`/${hash}`);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate('refused')).toEqual([]);
    }
  });

  test('lets no script run and no image come that is not the app’s own', async ({ page, troubles }) => {
    const { url, requests, close } = await elsewhere();
    troubles.expect('Content Security Policy');
    troubles.expect('TrustedScript');
    troubles.expect(url);
    await page.goto('/');
    await expect(page.getByRole('main')).toBeVisible();
    await page.evaluate((address) => {
      // Trusted Types refuse the text and the address already; `page-policy.spec.ts` tells how.
      const attempt = (work: () => void) => {
        try {
          work();
        } catch {
          // That is what is tried.
        }
      };
      const script = document.createElement('script');
      attempt(() => {
        script.textContent = 'window.ran = true;';
      });
      script.append('window.ran = true;');
      const remote = document.createElement('script');
      attempt(() => {
        remote.src = `${address}/script.js`;
      });
      const image = document.createElement('img');
      image.src = `${address}/image.png?what=was+written`;
      const base = document.createElement('base');
      base.href = `${address}/`;
      for (const element of [script, remote, image, base]) attempt(() => document.body.append(element));
    }, url);
    await page.waitForLoadState('networkidle');

    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.evaluate('document.baseURI')).toBe(page.url());
    expect(requests).toEqual([]);
    await close();
  });
});
