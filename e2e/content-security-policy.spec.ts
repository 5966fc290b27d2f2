import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'playwright/test';
import { test } from './pages/test';

const pages = ['#/align', '#/label', '#/tune', '#/playground', '#/settings'];

test.describe('the content security policy', () => {
  test('is in the way of nothing that the app does', async ({ page }) => {
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
    troubles.expect(url);
    await page.goto('/');
    await expect(page.getByRole('main')).toBeVisible();
    await page.evaluate((address) => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true;';
      const remote = document.createElement('script');
      remote.src = `${address}/script.js`;
      const image = document.createElement('img');
      image.src = `${address}/image.png?what=was+written`;
      const base = document.createElement('base');
      base.href = `${address}/`;
      document.body.append(script, remote, image, base);
    }, url);
    await page.waitForLoadState('networkidle');

    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.evaluate('document.baseURI')).toBe(page.url());
    expect(requests).toEqual([]);
    await close();
  });
});

/** Another origin, which writes down who came. */
async function elsewhere() {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(String(request.url));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, requests, close };
}
