import { expect, type Locator } from 'playwright/test';
import { expectNothingFound } from './pages/axe';
import { ableGpu, type DescribedDevice, describeDevice } from './pages/described-device';
import { test } from './pages/local-test';
import { watchRequests } from './pages/requests-abroad';
import { softwareGpu } from './pages/software-gpu';

test.use({ launchOptions: softwareGpu });

interface Refusal {
  readonly of: string;
  readonly device: DescribedDevice;
  readonly model: string;
  readonly why: string | RegExp;
  readonly way: string | RegExp;
  /** The reason is one for all models, and is said above the list. */
  readonly isOfDevice?: boolean;
  /** Of those that look alike one is enough. */
  readonly withAxe?: boolean;
}

const wholeDisk = { usage: 0, quota: 10 * 1024 ** 3 };
const gemma = 'gemma-4-E2B-it-q4f16_1-MLC';

const refusals: readonly Refusal[] = [
  {
    of: 'a browser without WebGPU',
    device: { gpu: 'none' },
    model: gemma,
    why: 'Local models need WebGPU, and this browser does not offer it',
    way: 'chrome://flags/#enable-unsafe-webgpu',
    isOfDevice: true,
    withAxe: true,
  },
  {
    of: 'a browser that finds no GPU',
    device: { gpu: 'no-adapter' },
    model: gemma,
    why: 'it finds no GPU',
    way: 'chrome://settings/system',
    isOfDevice: true,
  },
  {
    of: 'a GPU whose buffers are too small',
    device: { gpu: { ...ableGpu, bufferBytes: 64 * 1024 ** 2 }, storage: wholeDisk },
    model: gemma,
    why: /It needs 2\d\d MB of GPU memory in one piece, and this GPU gives the engine 67 MB/,
    way: 'Use the practice model',
  },
  {
    of: 'a device with too little memory',
    device: { gpu: ableGpu, storage: wholeDisk, memory: 1 },
    model: gemma,
    why: /It needs 3\.\d GB of memory, and this device has about 1\.1 GB/,
    way: /Show Gemma/,
  },
  {
    of: 'a disk that is nearly full',
    device: { gpu: ableGpu, storage: { usage: 0, quota: 700_000_000 }, memory: 8 },
    model: gemma,
    why: /At least 9\d\d MB must be downloaded, and this browser has room for 700 MB/,
    way: 'Delete a local model that you no longer use',
    withAxe: true,
  },
];

for (const { of, device, model, why, way, isOfDevice, withAxe } of refusals) {
  test(`${of} is told why a model cannot run and what to do, before a byte of it is asked for`, async ({
    page,
    studio,
    host,
    localModels,
    baseURL,
  }) => {
    const abroad = watchRequests(page.context(), baseURL ?? '');
    await describeDevice(page, device);
    await studio.open();
    await studio.goTo('Settings');
    const tiny = host.model('tiny-chat');
    await localModels.addCustom(tiny);
    await localModels.search.fill(model);
    const row = localModels.row(model);
    await expect(row).toContainText(`Can’t run here: `);
    await expect(isOfDevice ? localModels.region : row).toContainText(why);
    await expect(isOfDevice ? localModels.region : row).toContainText(way);
    await isRefused(localModels.button(model, 'Download'), why);

    await localModels.search.fill('');
    if (isOfDevice) await isRefused(localModels.button(tiny.id, 'Download'), why);
    if (withAxe) await expectNothingFound(page, { state: of, within: 'section[aria-label="Local models"]' });
    expect(host.asked()).toEqual([]);
    expect(abroad.seen()).toEqual([]);
  });
}

test('without shader-f16 the model is refused, and its q4f32 twin is offered and can be had', async ({
  page,
  studio,
  localModels,
  baseURL,
}) => {
  const abroad = watchRequests(page.context(), baseURL ?? '');
  await studio.open();
  await studio.goTo('Settings');
  const [model, twin] = ['gemma-2-2b-it-q4f16_1-MLC', 'gemma-2-2b-it-q4f32_1-MLC'];
  await localModels.search.fill(model);
  await expect(localModels.row(model)).toContainText('It needs the GPU feature shader-f16');
  await isRefused(localModels.button(model, 'Download'), 'shader-f16');
  await localModels
    .row(model)
    .getByRole('button', { name: /^Show Gemma 2 2B.*32-bit/ })
    .click();
  await expect(localModels.row(twin)).toBeFocused();
  await expect(localModels.button(twin, 'Download')).not.toHaveAttribute('aria-disabled', 'true');

  // Its record does not say so; its name does.
  await localModels.search.fill('gemma3-1b-it-q4f16_1');
  await isRefused(localModels.button('gemma3-1b-it-q4f16_1-MLC', 'Download'), 'shader-f16');
  expect(abroad.seen()).toEqual([]);
});

test('an adapter on the processor is no refusal and a caution', async ({ studio, localModels, host }) => {
  await studio.open();
  await studio.goTo('Settings');
  await localModels.addCustom(host.model('tiny-chat'));
  await expect(localModels.region.getByText('computes on the processor instead of a GPU')).toHaveCount(1);
  await localModels.button('tiny-chat', 'Download').click();
  await localModels.isReady('tiny-chat');
});

test('an able GPU is recommended the best Gemma, and nothing is asked for before Download', { tag: '@story' }, async ({
  page,
  studio,
  localModels,
  baseURL,
}) => {
  const abroad = watchRequests(page.context(), baseURL ?? '');
  await describeDevice(page, { gpu: ableGpu, storage: wholeDisk, memory: 8 });
  await studio.open();
  await studio.goTo('Settings');
  await expect(localModels.row(gemma)).toContainText('Recommended');
  await expect(localModels.row(gemma)).not.toContainText('Can’t run here');
  await expect(localModels.button(gemma, 'Download')).not.toHaveAttribute('aria-disabled', 'true');
  await expect(localModels.region).toContainText('Radiant 9000');
  expect(abroad.seen()).toEqual([]);
});

/** It says why, can be reached by keyboard, and does nothing. */
async function isRefused(button: Locator, why: string | RegExp): Promise<void> {
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAttribute('title', typeof why === 'string' ? new RegExp(escaped(why)) : why);
  await button.focus();
  await button.press('Enter');
  await button.click({ force: true });
  await expect(button).toHaveAccessibleName('Download');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
