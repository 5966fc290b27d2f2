import { expect, type Page } from 'playwright/test';
import { StudioPage } from './studio-page';

interface OfflineState {
  readonly version: string;
  readonly complete: boolean;
  readonly engine: boolean;
}

/** Opens the app for the first time and leaves the tour. */
export async function firstVisit(page: Page, url: string): Promise<StudioPage> {
  await page.goto(url);
  await page.getByRole('dialog', { name: /^Tour/ }).getByRole('button', { name: 'Skip' }).click();
  const studio = new StudioPage(page);
  await expect(studio.prompt).toBeVisible();
  return studio;
}

/** Waits until the page's service worker runs, and returns what it has. */
export async function offlineState(page: Page, ask: 'state' | 'keep-engine' = 'state'): Promise<OfflineState> {
  return page.evaluate(
    (type) =>
      new Promise<OfflineState>((resolve, reject) => {
        navigator.serviceWorker.addEventListener('message', ({ data }) => {
          if (data.type === 'failed') reject(new Error(data.why));
          if (data.type !== 'state' || (type === 'keep-engine' && !data.engine)) return;
          if (data.why === null) resolve(data);
          else reject(new Error(data.why));
        });
        navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ type }), reject);
      }),
    ask,
  );
}

export async function readyOffline(page: Page): Promise<void> {
  await expect.poll(async () => (await offlineState(page)).complete).toBe(true);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** The version that the page itself is of. */
export function versionOf(page: Page): Promise<string | null> {
  return page.locator('meta[name="build"]').getAttribute('content');
}

/** What all caches of the page's origin hold, by path from the page's folder. */
export async function cachedPaths(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => url.slice(new URL('.', document.baseURI).href.length));
  });
}

/** Asks the browser to look for a newer version, as it does by itself at the next start. */
export async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
}
