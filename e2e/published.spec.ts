import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { expect, test } from 'playwright/test';

const dist = resolve(import.meta.dirname, '..', process.env.E2E_DIST ?? 'dist');
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

test.describe('the built folder', () => {
  test('works from a sub-path of a plain file server', { tag: '@story' }, async ({ page }) => {
    const host = await serveUnder('/some/deep/folder/');
    try {
      const missing: string[] = [];
      page.on('response', (response) => {
        if (response.status() >= 400) missing.push(response.url());
      });
      await page.goto(host.url);
      await expect(page).toHaveTitle(/Constitution Studio/);
      await expect(page.locator('#root .boot-bar'), 'the app has replaced its placeholder').toHaveCount(0);
      expect(missing).toEqual([]);
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

/** Serves the built folder under a prefix and nothing elsewhere, as a project site of a static host does. */
async function serveUnder(prefix: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const file = resolve(dist, path.slice(prefix.length));
    const isOurs = path.startsWith(prefix) && file.startsWith(dist + sep);
    if (!isOurs || !(await stat(file).catch(() => null))?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('Expected a TCP port to serve the built folder.');
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
