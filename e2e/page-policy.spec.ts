import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { dist } from './pages/built-folder';
import { elsewhere } from './pages/elsewhere';
import { test } from './pages/test';
import { serveFolder } from './static-server.mjs';

test('the page itself calls nobody but where it comes from', { tag: '@story' }, async ({ page, troubles }) => {
  const { url, requests, close } = await elsewhere();
  troubles.expect('Content Security Policy');
  troubles.expect(url);
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  const refused = await page.evaluate(
    (address) =>
      fetch(`${address}/?what=was+written`, { mode: 'no-cors' }).then(
        () => 'was sent',
        () => 'was refused',
      ),
    url,
  );
  expect(refused).toBe('was refused');
  await page.evaluate((address) => navigator.sendBeacon(`${address}/beacon`, 'text'), url);
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual([]);
  await close();
});

test('no text becomes HTML or a script, and no worker comes from elsewhere', async ({ page, troubles }) => {
  troubles.expect('TrustedScriptURL');
  troubles.expect('TrustedHTML');
  troubles.expect('TrustedScript');
  troubles.expect('Content Security Policy');
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  const tried = await page.evaluate(() => {
    const nameOf = (work: () => unknown): string => {
      try {
        work();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    return [
      nameOf(() => {
        document.createElement('div').innerHTML = '<b>text</b>';
      }),
      nameOf(() => document.createRange().createContextualFragment('<b>text</b>')),
      nameOf(() => {
        document.createElement('script').src = 'https://elsewhere.example/script.js';
      }),
      nameOf(() => new Worker('https://elsewhere.example/worker.js')),
      nameOf(() => new Worker('data:text/javascript,postMessage(1)')),
    ];
  });
  expect(tried).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError']);
});

test('who is linked to is not told where the link was', async ({ page, context, troubles }) => {
  const { url, referrers, close } = await elsewhere();
  troubles.expect(url);
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  const opened = context.waitForEvent('page');
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = `${address}/linked`;
    link.target = '_blank';
    document.body.append(link);
    link.click();
  }, url);
  await (await opened).waitForLoadState();
  expect(referrers.length).toBeGreaterThan(0);
  // The linked page asks for its own icon, and says so to itself.
  expect(referrers.filter((referrer) => referrer !== '' && !referrer.startsWith(url))).toEqual([]);
  await close();
});

test('no copy of the page holds a key', async ({ page, studio }) => {
  await studio.open();
  await studio.goTo('Settings');
  const key = 'AIzaSyTheKeyOfNobody-1234567890';
  await studio.settings.key.fill(key);
  await expect(studio.settings.key).toHaveValue(key);
  await page.getByRole('button', { name: 'Show key' }).first().click();
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(key);
  await studio.goTo('Align');
  await studio.goTo('Settings');
  await expect(studio.settings.key, 'it is still there').toHaveValue(key);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(key);
});

test('a key goes to another address once its author agrees, and not before', { tag: '@story' }, async ({
  studio,
  gemini,
  page,
}) => {
  const { url, requests, close } = await elsewhere();
  await studio.openOnGemini(gemini);
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(url);
  await studio.settings.endpoint.blur();
  const question = studio.alert(/Send your key to/);
  await expect(question).toContainText('calls still go there');
  await studio.goTo('Align');
  await studio.chooseCandidates(1);
  await studio.run();
  expect(gemini.requests.length).toBeGreaterThan(0);
  expect(requests).toEqual([]);
  await studio.goTo('Settings');
  await page.getByRole('button', { name: 'Send the key there' }).click();
  await expect(question).toBeHidden();
  await expect(studio.settings.endpoint).toHaveValue(url);
  await close();
});

test('an older tab that holds the database is named, and the page goes on once it is closed', async ({
  page,
  context,
  troubles,
}) => {
  // The picture stands alone, and a browser asks for an icon of it.
  troubles.expect('favicon.ico');
  const older = await context.newPage();
  await older.goto('/icon.svg');
  await older.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('constitution-studio', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('projects', { keyPath: 'id' });
        opening.onsuccess = () => resolve(Object.assign(window, { held: opening.result }) && null);
        opening.onerror = () => reject(opening.error);
      }),
  );
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('Another tab has an older version of the studio open');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await older.evaluate(() => (Reflect.get(window, 'held') as IDBDatabase).close());
  await expect(page.getByRole('main')).toBeVisible();
});

test('a database that is deleted elsewhere is not called saved, and is made anew when that is chosen', async ({
  studio,
  page,
  context,
  troubles,
}) => {
  troubles.expect('favicon.ico');
  await studio.open();
  await studio.prompt.fill('Mine: {item}');
  await studio.saved();
  const other = await context.newPage();
  await other.goto('/icon.svg');
  await other.evaluate(() => void indexedDB.deleteDatabase('constitution-studio'));
  const alert = studio.alert('This project was deleted');
  await expect(alert).toContainText('stored nowhere else');
  await expect(studio.saveState).toHaveText('Not saved');
  await alert.getByRole('button', { name: 'Save it again' }).click();
  await expect(studio.saveState).toHaveText('Saved');
  await expect(alert).toBeHidden();
  await page.reload();
  await expect(studio.prompt).toHaveValue('Mine: {item}');
});

test('a host’s headers, as docs/hosting.md has them, are in the way of no call', async ({ studio, gemini, page }) => {
  const documented = await readFile(new URL('../docs/hosting.md', import.meta.url), 'utf8');
  const [ofPage = '', ofScripts = ''] = [...documented.matchAll(/^Content-Security-Policy: (.*)$/gm)].map(
    ([, policy]) => policy,
  );
  expect(ofScripts).toContain('connect-src');
  const host = await serveFolder(dist, {
    headersOf: (path) => ({ 'content-security-policy': path.endsWith('.js') ? ofScripts : ofPage }),
  });
  try {
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await studio.goTo('Settings');
    await studio.settings.connectGemini(gemini.url, 'test-key-1234567890');
    await studio.goTo('Align');
    await studio.chooseCandidates(1);
    await studio.run();
    await studio.runIsDone();
    expect(gemini.asked.length).toBeGreaterThan(0);
  } finally {
    await host.close();
  }
});
