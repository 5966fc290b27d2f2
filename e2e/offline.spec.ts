import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { dist, enginesOf, filesOf, writeNextBuild } from './pages/built-folder';
import { browserOfAuthor, type LastingBrowser } from './pages/lasting-browser';
import { cachedPaths, firstVisit, lookForUpdate, offlineState, readyOffline, versionOf } from './pages/offline-page';
import { StudioPage } from './pages/studio-page';
import { test as base } from './pages/test';
import { type StaticServer, serveFolder } from './static-server.mjs';

interface Fixtures {
  /** Serves the built app from a sub-path, to this test alone. */
  readonly host: StaticServer;
  /** A browser whose storage outlives it. */
  readonly browserOfAuthor: LastingBrowser;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: a fixture's first argument must be a pattern.
  host: async ({}, provide) => {
    const host = await serveFolder(dist, { prefix: '/some/folder/' });
    await provide(host);
    await host.close();
  },
  browserOfAuthor,
});
test.use({ serviceWorkers: 'allow' });

test.describe('without network, after one visit', () => {
  test('a browser that is started anew opens the app, runs the practice model and every page', {
    tag: '@story',
  }, async ({ host, browserOfAuthor }) => {
    const first = await browserOfAuthor.open();
    const before = await firstVisit(first, host.url);
    await before.prompt.fill('Write about {topic} in one line.');
    await before.saved();
    await readyOffline(first);
    await browserOfAuthor.die('browser closed');
    await host.close();

    const page = await browserOfAuthor.open();
    await page.goto(host.url);
    const studio = new StudioPage(page);
    await expect(studio.prompt).toHaveValue('Write about {topic} in one line.');
    await studio.variable('topic').fill('rain');
    await studio.run();
    await expect(studio.response(1)).toContainText(/\w/);
    await studio.give({ kind: 'Critique', response: 1, text: 'It should mention the sea.' });
    await expect(studio.principle(1)).toBeVisible();

    await studio.goTo('Label');
    await expect(page.getByLabel('Training CSV')).toBeAttached();
    for (const route of ['Tune', 'Playground', 'Settings'] as const) {
      await studio.goTo(route);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    }
    await expect(page.getByText('This page failed')).toHaveCount(0);

    const engines = await enginesOf(dist);
    const others = (await filesOf(dist)).filter((path) => path !== 'sw.js' && !engines.includes(path));
    expect(await unanswered(page, others), 'files of the build that do not answer').toEqual([]);
  });

  test('a labeler is trained, in its own worker', async ({ host, browserOfAuthor }) => {
    const page = await browserOfAuthor.open();
    const studio = await firstVisit(page, host.url);
    await readyOffline(page);
    await host.close();
    await page.reload();
    await studio.goTo('Label');
    const rows = Array.from({ length: 40 }, (_, n) =>
      n % 2 === 0 ? `I want my money back ${n},refund` : `The page does not load ${n},bug`,
    );
    await page.getByLabel('Training CSV').setInputFiles({
      name: 'rows.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['text,label', ...rows].join('\n')),
    });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Scorecard' })).toBeVisible({ timeout: 60_000 });
  });
});

test.describe('the engine of local models', () => {
  test('is neither fetched nor kept on a first visit', async ({ host, context }) => {
    const engines = await enginesOf(dist);
    expect(engines, 'the scripts of the build that hold WebLLM').not.toEqual([]);
    const page = await context.newPage();
    await firstVisit(page, host.url);
    await readyOffline(page);
    expect((await offlineState(page)).engine).toBe(false);
    expect(host.asked().filter((path) => engines.includes(path))).toEqual([]);
    expect((await cachedPaths(page)).filter((path) => engines.includes(path))).toEqual([]);
  });

  test('is fetched once, whoever asks for it and however often', async ({ host, context }) => {
    const engines = await enginesOf(dist);
    const page = await context.newPage();
    const studio = await firstVisit(page, host.url);
    // The worker that will load it has started before there was a service worker.
    await studio.run();
    await readyOffline(page);
    const models = page.workers().find((worker) => worker.url().includes('models.worker'));
    if (models === undefined) throw new Error('Expected the models worker, found none.');

    const loads = engines.map((path) => models.evaluate((url) => import(url).then(() => null), host.url + path));
    await Promise.all([...loads, offlineState(page, 'keep-engine')]);
    await offlineState(page, 'keep-engine');
    expect(hitsOf(host, engines)).toEqual(engines.map(() => 1));

    await host.close();
    const later = await context.newPage();
    await later.goto(host.url);
    await expect(new StudioPage(later).prompt).toBeVisible();
    expect((await offlineState(later)).engine).toBe(true);
    expect(await unanswered(later, engines)).toEqual([]);
  });

  test('goes on to the next version without being fetched again', async ({ host, context }, testInfo) => {
    const engines = await enginesOf(dist);
    const page = await context.newPage();
    await firstVisit(page, host.url);
    await readyOffline(page);
    await offlineState(page, 'keep-engine');
    const next = await writeNextBuild(testInfo.outputPath('next'));
    host.publish(testInfo.outputPath('next'));
    await lookForUpdate(page);
    await offer(page).getByRole('button', { name: 'Update' }).click();
    await expect.poll(() => versionOf(page).catch(() => null)).toBe(next.version);
    await expect.poll(async () => (await offlineState(page)).engine).toBe(true);
    expect(hitsOf(host, engines)).toEqual(engines.map(() => 1));
  });
});

test.describe('a new version', () => {
  test(
    'is offered, begins when it is asked to, and loses nothing that was typed',
    { tag: '@story' },
    async ({ host, context }, testInfo) => {
      const page = await context.newPage();
      const studio = await firstVisit(page, host.url);
      await readyOffline(page);
      const old = await versionOf(page);
      const next = await writeNextBuild(testInfo.outputPath('next'));
      host.publish(testInfo.outputPath('next'));

      await page.reload();
      await expect(offer(page)).toContainText('A new version');
      expect(await versionOf(page), 'after a reload it is still the old one').toBe(old);
      await expectNothingFound(page, { state: 'the offer', within: '[aria-label="New version"]' });
      await offer(page).getByRole('button', { name: 'Later' }).click();
      await expect(offer(page)).toBeEmpty();

      await page.reload();
      expect(await versionOf(page)).toBe(old);
      await studio.prompt.fill('Typed just now about {topic}.');
      await offer(page).getByRole('button', { name: 'Update' }).click();
      await expect.poll(() => versionOf(page).catch(() => null)).toBe(next.version);
      await expect(studio.prompt).toHaveValue('Typed just now about {topic}.');
      await expect(offer(page)).toBeEmpty();
      await studio.goTo('Settings');
      await expect(page.getByRole('heading', { name: 'Settings' }).first()).toBeVisible();
      expect(await unanswered(page, [next.part.after])).toEqual([]);
    },
  );

  test('fetches only what has changed', async ({ host, context }, testInfo) => {
    const page = await context.newPage();
    await firstVisit(page, host.url);
    await readyOffline(page);
    const next = await writeNextBuild(testInfo.outputPath('next'));
    host.publish(testInfo.outputPath('next'));
    host.forget();
    await lookForUpdate(page);
    await expect(offer(page)).toContainText('A new version');
    const fetched = [...new Set(host.asked().filter((path) => path !== 'sw.js'))];
    expect(fetched.sort()).toEqual([...next.changed].sort());
  });

  test('leaves another tab on its own version, with every part that it may still open, and tells it', async ({
    host,
    context,
  }, testInfo) => {
    const page = await context.newPage();
    await firstVisit(page, host.url);
    await readyOffline(page);
    const other = await context.newPage();
    await other.goto(host.url);
    const studio = new StudioPage(other);
    await expect(studio.prompt).toBeVisible();
    await offlineState(other);
    const old = await versionOf(other);
    const next = await writeNextBuild(testInfo.outputPath('next'));
    host.publish(testInfo.outputPath('next'));
    await lookForUpdate(page);
    await page.bringToFront();
    await offer(page).getByRole('button', { name: 'Update' }).click();
    await expect.poll(() => versionOf(page).catch(() => null)).toBe(next.version);
    await readyOffline(page);

    await expect(offer(other)).toContainText('A new version runs in another tab');
    expect(await versionOf(other)).toBe(old);
    await studio.goTo('Settings');
    await expect(other.getByRole('combobox', { name: 'Prompt model' })).toBeVisible();
    expect(await unanswered(other, [next.part.before])).toEqual([]);

    await other.bringToFront();
    await offer(other).getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => versionOf(other).catch(() => null)).toBe(next.version);
    await expect.poll(async () => (await offlineState(other)).version).toBe(next.version);
    await expect
      .poll(async () => (await cachedPaths(other)).includes(next.part.before), 'the old version is gone')
      .toBe(false);
  });
});

test('files of the host that are not ours, and parts of files, are left alone', async ({ host, context, troubles }) => {
  troubles.expect('something-else.txt');
  const page = await context.newPage();
  await firstVisit(page, host.url);
  await readyOffline(page);
  host.forget();
  const statuses = await page.evaluate(async () => [
    (await fetch('./something-else.txt')).status,
    (await fetch('./icon.svg', { headers: { range: 'bytes=0-9' } })).status,
    (await fetch('./icon.svg')).status,
  ]);
  expect(statuses).toEqual([404, 200, 200]);
  expect(host.asked()).toEqual(['something-else.txt', 'icon.svg']);
});

test('a page that is opened as a file says so, and how to serve it', async ({ page, troubles }) => {
  troubles.expect('file:');
  await page.goto(pathToFileURL(join(dist, 'index.html')).href);
  await expect(page.getByRole('alert')).toContainText('was opened as a file');
  await expect(page.getByRole('alert')).toContainText('npx serve');
});

test('a page over http is told nothing of files', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('.boot-bar')).toHaveCount(0);
  await expect(page.getByText('was opened as a file')).toBeHidden();
});

test('the manifest names icons that are there, of the size that it says', async ({ page, baseURL }) => {
  await page.goto('/');
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = await (await page.request.get(new URL(href ?? '', baseURL).href)).json();
  expect(manifest).toMatchObject({ display: 'standalone', start_url: './', scope: './' });
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== 'any') expect(size).toBe(sizes);
  }
  expect(manifest.icons.map(({ purpose }: { readonly purpose: string }) => purpose)).toContain('maskable');
});

function offer(page: Page) {
  return page.getByRole('status', { name: 'New version' });
}

function hitsOf(host: StaticServer, paths: readonly string[]): readonly number[] {
  return paths.map((path) => host.asked().filter((asked) => asked === path).length);
}

/** Paths that the page cannot fetch. */
function unanswered(page: Page, paths: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (paths) => {
    const answers = await Promise.all(
      paths.map(async (path) => ((await fetch(`./${path}`).catch(() => null))?.ok === true ? null : path)),
    );
    return answers.filter((path) => path !== null);
  }, paths);
}
