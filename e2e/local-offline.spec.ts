import { expect } from 'playwright/test';
import { LabelPage } from './pages/label-page';
import { browserOfAuthor, type LastingBrowser } from './pages/lasting-browser';
import { LocalModelsPage } from './pages/local-models-page';
import { test as base } from './pages/local-test';
import { firstVisit, offlineState, readyOffline } from './pages/offline-page';
import { softwareGpu } from './pages/software-gpu';
import { engineOf } from './pages/stand-in';
import { writeStandInBuild } from './pages/stand-in-build';
import { StudioPage } from './pages/studio-page';
import { twoLabelRows } from './pages/two-label-rows';
import { type StaticServer, serveFolder } from './static-server.mjs';

interface Fixtures {
  /** Serves the built app, with the stand-in engine, to this test alone. */
  readonly built: StaticServer;
  /** A browser whose storage outlives it. */
  readonly browserOfAuthor: LastingBrowser;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: a fixture's first argument must be a pattern.
  built: async ({}, provide, testInfo) => {
    await writeStandInBuild(testInfo.outputPath('built'));
    const built = await serveFolder(testInfo.outputPath('built'), { prefix: '/some/folder/' });
    await provide(built);
    await built.close();
  },
  browserOfAuthor,
});
test.use({ launchOptions: softwareGpu, serviceWorkers: 'allow' });

test('a local model is fetched once; from then on a browser that is started anew needs no network to align and label', {
  tag: '@story',
}, async ({ built, host, browserOfAuthor }) => {
  const first = await browserOfAuthor.open();
  const before = await firstVisit(first, built.url);
  await before.goTo('Settings');
  const localModels = new LocalModelsPage(first);
  await localModels.fetch(host.model('tiny-chat'));
  await readyOffline(first);
  expect((await offlineState(first)).engine, 'nobody has chosen a local model yet').toBe(false);
  await localModels.button('tiny-chat', 'Use as prompt model').click();
  await expect.poll(async () => (await offlineState(first)).engine).toBe(true);
  await browserOfAuthor.die('browser closed');
  await built.close();
  await host.close();

  const page = await browserOfAuthor.open();
  await page.goto(built.url);
  const studio = new StudioPage(page);
  await expect(studio.modelStatus).toContainText('Local: tiny-chat');
  await studio.prompt.fill('Write about {topic} in one line.');
  await studio.variable('topic').fill('rain');

  await test.step('it answers and aligns', async () => {
    await studio.run();
    await expect(studio.response(1)).toContainText('Here is an answer to: Write about rain');
    await studio.give({ kind: 'Critique', response: 1, text: 'Mention the sea.' });
    await expect(studio.principle(1)).toContainText('Mention the sea');
    await studio.run();
    await expect(studio.response(1)).toContainText('Heed this in every answer: Mention the sea');
    expect((await engineOf(page))?.loads).toEqual(['tiny-chat']);
  });

  await test.step('it trains a labeler', async () => {
    const label = new LabelPage(page);
    await studio.goTo('Label');
    await label.trainOn(twoLabelRows());
    await expect(label.scores.getByRole('row')).toHaveCount(3);
  });

  await test.step('its files are verified, and a download says that there is no network', async () => {
    await studio.goTo('Settings');
    const there = new LocalModelsPage(page);
    await there.verify('tiny-chat', 'Verified: every file is whole and right');
    await there.delete('tiny-chat');
    await there.button('tiny-chat', 'Download').click();
    await expect(there.row('tiny-chat').getByRole('alert')).toContainText(/could not be (reached|fetched)/);
    await expect(studio.modelStatus).toContainText(/not downloaded/);
  });
});
