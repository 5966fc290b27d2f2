import { expect } from 'playwright/test';
import { readyOffline } from './pages/offline-page';
import { test } from './pages/test';

test.use({ serviceWorkers: 'allow' });

/** The server of these tests is the one that `npm start` starts. */
test('what npm start serves is the published app: built files, a content policy, and there again without the network', {
  tag: '@story',
}, async ({ studio, page, context }) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url());
  });
  await studio.open();
  expect(
    scripts.filter((url) => !url.includes('/assets/')),
    'scripts of a development server',
  ).toEqual([]);
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toBeAttached();
  await readyOffline(page);

  await context.setOffline(true);
  await page.reload();
  await studio.prompt.fill('Name a bird.');
  await studio.run();
  await expect(studio.response(1)).toContainText(/\w/);
});
