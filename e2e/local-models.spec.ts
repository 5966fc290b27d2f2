import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, type TestInfo } from 'playwright/test';
import { modelDirectory } from './model-host/model-directory.mjs';
import type { HostedModel } from './model-host/model-host.mjs';
import { expectNothingFound } from './pages/axe';
import { LocalModelsPage } from './pages/local-models-page';
import { test } from './pages/local-test';
import { bytesInPrivateFiles, damagePrivateFile } from './pages/private-files';
import { softwareGpu } from './pages/software-gpu';

const region = 'section[aria-label="Local models"]';

test.use({ launchOptions: softwareGpu });

test.beforeEach(async ({ studio }) => {
  await studio.open();
  await studio.goTo('Settings');
});

test('a download tells bytes and progress, is cancelled, and after a reload fetches only what is missing', {
  tag: '@story',
}, async ({ page, host, localModels }) => {
  const model = host.model('small-chat');
  const { id } = model;
  host.plan(`${id}/params_shard_2.bin`, { kind: 'hold', after: 100_000 }, { times: 1 });
  await localModels.addCustom(model);
  await localModels.button(id, 'Download').click();
  await host.received(`${id}/params_shard_2.bin`);
  await expect(localModels.progress(id)).toHaveAttribute('aria-valuetext', /\d kB of 2\.0 MB/);
  expect(Number(await localModels.progress(id).getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(20);
  await expectNothingFound(page, { state: 'a download under way', within: region });

  await localModels.button(id, 'Cancel download').click();
  await expect(localModels.row(id)).toContainText(/Stopped at \d+ %\. Download goes on where it stopped/);

  await page.reload();
  await expect(localModels.row(id)).toContainText(/Partial, \d+ %/);
  await localModels.button(id, 'Download').click();
  await localModels.isReady(id);
  for (const path of [...model.files.keys()].filter((path) => path !== 'params_shard_2.bin')) {
    expect(host.counts(`${id}/${path}`), path).toMatchObject({ asked: 1, whole: 1 });
  }
  expect(host.counts(`${id}/params_shard_2.bin`)).toMatchObject({ asked: 2, whole: 1 });
  await localModels.verify(id, 'Verified: every file is whole and right');
});

test('an own model for embeddings is listed with those, and is none to choose as prompt model', async ({
  page,
  host,
  localModels,
}) => {
  const model = host.model('tiny-embed');
  await localModels.custom.getByRole('combobox', { name: 'Kind' }).selectOption('Embedding');
  await expect(localModels.custom.getByRole('spinbutton', { name: 'Context tokens' })).toHaveValue('512');
  await localModels.fetch(model);
  const embeddings = localModels.region.getByRole('list', { name: 'Embedding models' });
  await expect(embeddings.getByRole('listitem', { name: new RegExp(`${model.id}$`) })).toContainText('On this device');
  await expect(localModels.button(model.id, 'Use as prompt model')).toHaveCount(0);
  await expect(option(page, model.id)).toHaveCount(0);

  const choice = localModels.region.getByRole('combobox', { name: 'Embedding model' });
  await expect(choice).toHaveValue(/^snowflake-arctic-embed-s-/);
  await expect(choice.getByRole('option', { name: /snowflake/ }).first()).toHaveText(/\(not downloaded\)$/);
  await expect(choice.getByRole('option', { name: model.id })).not.toHaveText(/not downloaded/);
  await choice.selectOption(model.id);
  await expect(choice).toHaveValue(model.id);
  await page.reload();
  await expect(choice).toHaveValue(model.id);
});

test('a button that goes with its press leaves the focus in its row', async ({ page, host, localModels }) => {
  const { id } = host.model('tiny-chat');
  await localModels.fetch(host.model(id));
  await localModels.button(id, 'Verify').press('Enter');
  await expect(localModels.row(id)).toContainText('Verified: every file is whole and right');
  await expect(localModels.row(id)).toBeFocused();
  await localModels.row(id).getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(localModels.row(id)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(localModels.button(id, 'Delete')).toBeFocused();
});

test.describe('what goes wrong on the way', () => {
  test('a connection that breaks inside a shard is tried again', async ({ host, localModels }) => {
    const { id } = host.model('tiny-chat');
    host.plan(`${id}/params_shard_1.bin`, { kind: 'cut', after: 70_000 }, { times: 1 });
    await localModels.fetch(host.model(id));
    expect(host.counts(`${id}/params_shard_1.bin`)).toMatchObject({ asked: 2, whole: 1 });
    expect(host.counts(`${id}/params_shard_0.bin`)).toMatchObject({ asked: 1 });
  });

  test('a shard that came short or with other bytes is fetched again', async ({ host, localModels }) => {
    const { id } = host.model('tiny-chat');
    host.plan(`${id}/params_shard_0.bin`, { kind: 'wrong-size', bytes: 299_000 }, { times: 1 });
    host.plan(`${id}/params_shard_2.bin`, { kind: 'wrong-bytes' }, { times: 1 });
    await localModels.fetch(host.model(id));
    expect(host.counts(`${id}/params_shard_0.bin`).asked).toBe(2);
    expect(host.counts(`${id}/params_shard_1.bin`).asked).toBe(1);
    expect(host.counts(`${id}/params_shard_2.bin`).asked).toBe(2);
    await localModels.verify(id, 'Verified: every file is whole and right');
  });

  test('a shard of the right size whose bytes are wrong each time is named, and the model is none to choose', async ({
    page,
    host,
    localModels,
  }) => {
    const { id } = host.model('tiny-chat');
    host.plan(`${id}/params_shard_1.bin`, { kind: 'wrong-bytes' });
    await localModels.addCustom(host.model(id));
    await localModels.button(id, 'Download').click();
    const alert = localModels.row(id).getByRole('alert');
    await expect(alert).toContainText('A file came broken');
    await expect(alert).toContainText('params_shard_1.bin');
    await expect(localModels.row(id)).not.toContainText('On this device');
    await expect(option(page, id)).toBeDisabled();
    await expectNothingFound(page, { state: 'a download that failed', within: region });
    host.reset();
    await localModels.button(id, 'Download').click();
    await localModels.isReady(id);
    expect(host.counts(`${id}/params_shard_0.bin`).asked, 'what was right is not fetched again').toBe(0);
    await expect(option(page, id)).toBeEnabled();
  });

  test('a file that the host does not have is named', async ({ host, localModels }) => {
    const { id, weightsUrl } = host.model('tiny-chat');
    host.plan(`${id}/tokenizer.json`, { kind: 'status', code: 404 });
    await localModels.addCustom(host.model(id));
    await localModels.button(id, 'Download').click();
    const alert = localModels.row(id).getByRole('alert');
    await expect(alert).toContainText('A file is missing');
    await expect(alert).toContainText(`The host has no tokenizer.json: ${weightsUrl}/tokenizer.json was not found`);
  });

  test('a host that does not allow the page is said to, with the header that it has to send', async ({
    host,
    localModels,
  }) => {
    const { id } = host.model('tiny-chat');
    host.plan(/./, { kind: 'no-cors' });
    await localModels.addCustom(host.model(id));
    await localModels.button(id, 'Download').click();
    const alert = localModels.row(id).getByRole('alert');
    await expect(alert).toContainText('The host could not be reached');
    await expect(alert).toContainText('Access-Control-Allow-Origin');
  });
});

test.describe('what lies on this device', () => {
  test('is verified; a damaged file is found and it alone is fetched again; Delete frees it', async ({
    page,
    host,
    localModels,
  }) => {
    const { id, bytes } = host.model('tiny-chat');
    await localModels.fetch(host.model(id));
    expect(await bytesInPrivateFiles(page)).toBeGreaterThanOrEqual(bytes);
    await damagePrivateFile(page, 'params_shard_1.bin');
    await localModels.verify(id, /A file is damaged.*params_shard_1\.bin/);
    await expect(option(page, id)).toBeDisabled();
    host.reset();
    await localModels.button(id, 'Download').click();
    await localModels.isReady(id);
    expect(host.asked()).toEqual([`${id}/params_shard_1.bin`]);

    await localModels.delete(id);
    expect(await bytesInPrivateFiles(page)).toBe(0);
    await expect(option(page, id)).toHaveCount(0);
  });

  test('two tabs fetch nothing twice: the second one waits, and then has the files', async ({
    host,
    localModels,
    context,
  }) => {
    const { id } = host.model('tiny-chat');
    host.plan(`${id}/params_shard_1.bin`, { kind: 'slow', bytesPerSecond: 100_000 }, { times: 1 });
    await localModels.addCustom(host.model(id));
    const otherPage = await context.newPage();
    const other = new LocalModelsPage(otherPage);
    await otherPage.goto('/#/settings');
    await expect(other.button(id, 'Download')).toBeVisible();

    await localModels.button(id, 'Download').click();
    await host.received(`${id}/params_shard_1.bin`);
    await other.button(id, 'Download').click();
    await expect(other.row(id)).toContainText('Waits for another download');
    await localModels.isReady(id);
    await other.isReady(id);
    await expect(option(otherPage, id)).toBeEnabled();
    expect([...new Set(host.asked())]).toEqual(host.asked());
  });
});

for (const [backend, name] of [
  ['cache', 'Cache API'],
  ['indexeddb', 'IndexedDB'],
] as const) {
  test(`${name} keeps models as well, over a reload`, async ({ page, host, localModels }) => {
    const { id } = host.model('tiny-chat');
    await localModels.backend.selectOption({ label: name });
    await localModels.fetch(host.model(id));
    expect(await bytesInPrivateFiles(page)).toBe(0);
    expect(await page.evaluate(() => caches.keys()).then((names) => names.length > 0)).toBe(backend === 'cache');
    await page.reload();
    await localModels.isReady(id);
    await localModels.verify(id, 'Verified: every file is whole and right');
    host.reset();
    await localModels.delete(id);
    await page.reload();
    await expect(localModels.button(id, 'Download')).toBeVisible();
    expect(host.asked()).toEqual([]);
  });
}

test.describe('a folder on disk', () => {
  test('is copied without any network', async ({ page, context, localModels }, testInfo) => {
    const folder = await folderOf(testInfo, modelDirectory({ id: 'my-own-model' }));
    const asked: string[] = [];
    // The parts of the app that the page brings in late: the tests of the service worker show that they need no network.
    await expect(localModels.region).toContainText('Stored models');
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    context.on('request', (request) => asked.push(request.url()));
    await localModels.folder.setInputFiles(folder);
    await localModels.isReady('my-own-model');
    await expect(option(page, 'my-own-model')).toBeEnabled();
    const own = new URL(page.url()).origin;
    expect(asked.filter((url) => new URL(url).origin !== own)).toEqual([]);
  });

  test('that lacks a file is refused before anything is copied, and the file is named', async ({
    page,
    localModels,
  }, testInfo) => {
    const files = new Map(modelDirectory({ id: 'my-own-model' }));
    files.delete('library.wasm');
    await localModels.folder.setInputFiles(await folderOf(testInfo, files));
    await expect(localModels.custom.getByRole('alert')).toContainText('has no compiled model library');
    await expect(localModels.row('my-own-model')).toHaveCount(0);
    expect(await bytesInPrivateFiles(page)).toBe(0);
    await expectNothingFound(page, { state: 'a folder that was refused' });
  });

  test('that lacks a shard says which one', async ({ localModels }, testInfo) => {
    const files = new Map(modelDirectory({ id: 'my-own-model' }));
    files.delete('params_shard_1.bin');
    await localModels.folder.setInputFiles(await folderOf(testInfo, files));
    await expect(localModels.region.getByRole('alert')).toContainText('params_shard_1.bin');
    await expect(localModels.row('my-own-model')).not.toContainText('On this device');
  });
});

function option(page: Page, id: string) {
  return page.getByRole('combobox', { name: 'Prompt model' }).getByRole('option', { name: `Local: ${id}` });
}

async function folderOf(testInfo: TestInfo, files: HostedModel['files']): Promise<string> {
  const folder = testInfo.outputPath('my-own-model');
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of files) await writeFile(join(folder, path), bytes);
  return folder;
}
