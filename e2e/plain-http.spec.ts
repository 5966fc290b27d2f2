import { expect, type LaunchOptions } from 'playwright/test';
import { dist } from './pages/built-folder';
import { LabelPage } from './pages/label-page';
import { test } from './pages/local-test';
import { firstVisit } from './pages/offline-page';
import { softwareGpu } from './pages/software-gpu';
import { twoLabelRows } from './pages/two-label-rows';
import { serveFolder } from './static-server.mjs';

const networkName = 'studio.example';

test.use({
  // A name that is not one of this device: to a browser, a page from there over plain http is none to be trusted.
  launchOptions: async (
    { launchOptions }: { readonly launchOptions: LaunchOptions },
    provide: (options: LaunchOptions) => Promise<void>,
  ) => {
    const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${networkName} 127.0.0.1`];
    await softwareGpu({ launchOptions: { ...launchOptions, args } }, provide);
  },
});

test('a page over plain http works, and is told that local models need a secure one', async ({
  page,
  host,
  localModels,
}) => {
  const built = await serveFolder(dist, { prefix: '/some/folder/' });
  try {
    const url = new URL(built.url);
    url.hostname = networkName;
    const studio = await firstVisit(page, url.href);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);

    await test.step('the practice model answers, aligns and labels', async () => {
      await studio.run();
      await studio.give({ kind: 'Critique', response: 1, text: 'It should mention the sea.' });
      await expect(studio.principle(1)).toBeVisible();
      await studio.saved();
      const label = new LabelPage(page);
      await studio.goTo('Label');
      await label.trainOn(twoLabelRows());
    });

    await studio.goTo('Settings');
    await localModels.addCustom(host.model('tiny-chat'));
    await expect(localModels.region).toContainText('Local models need a secure page');
    await expect(localModels.region).toContainText('Open the studio over https, or from localhost');
    const download = localModels.button('tiny-chat', 'Download');
    await expect(download).toHaveAttribute('aria-disabled', 'true');
    await download.click({ force: true });
    expect(host.asked()).toEqual([]);
  } finally {
    await built.close();
  }
});
