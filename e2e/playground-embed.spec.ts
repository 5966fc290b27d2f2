import { expect } from 'playwright/test';
import { PlaygroundPage } from './pages/playground-page';
import { test } from './pages/test';

const texts = ['Why does ice float on water?', 'Is there gravity on the Moon?', 'Why does the Moon not fall down?'];

/** On the practice model, by keys where there is a choice. */
test('texts become vectors: similarities, neighbours, search, a map and files', { tag: '@story' }, async ({
  studio,
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await studio.open();
  await studio.goTo('Playground');
  await playground.choose('Embed');
  await page.getByRole('textbox', { name: 'Texts' }).fill([...texts, ''].join('\n'));
  await expect(page.getByText('3 texts, one in each line.')).toBeVisible();
  await page.keyboard.press('Control+Enter');

  const table = playground.result.getByRole('table', { name: 'Similarity' });
  await test.step('a cell shows both texts', async () => {
    await table.getByRole('button', { name: /^Texts 1 and 2: / }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(table.getByRole('button', { name: /^Texts 2 and 3: / })).toBeFocused();
    await page.keyboard.press('Enter');
    const pair = playground.result.getByRole('status').filter({ hasText: texts[1] ?? '' });
    await expect(pair).toContainText(texts[2] ?? '');
  });

  await test.step('neighbours and a search are ranked', async () => {
    const neighbours = playground.result.getByRole('table', { name: 'Nearest neighbours' });
    await expect(neighbours.getByRole('row')).toHaveCount(3);
    const search = playground.result.getByRole('textbox', { name: 'Search by text' });
    await search.fill('Does ice float on water?');
    await search.press('Enter');
    const found = playground.result.getByRole('table', { name: /^Nearest to/ });
    await expect(found.getByRole('row').nth(1)).toContainText(texts[0] ?? '');
  });

  await test.step('the map is walked by arrow keys', async () => {
    const map = playground.result.getByRole('figure', { name: 'Map' });
    await expect(map.getByRole('img')).toHaveAccessibleName(/Map of 3 texts by PCA/);
    const points = map.getByRole('listbox');
    await points.focus();
    await page.keyboard.press('End');
    await expect(points.getByRole('option')).toContainText(texts[2] ?? '');
  });

  await test.step('the vectors are taken away', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });
});

test('an image is told by content, turned upright, cropped, and refused when it is cut off', async ({
  studio,
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await studio.open();
  await studio.goTo('Playground');
  const gemini = await playground.model.locator('option', { hasText: 'Gemini' }).first().textContent();
  await playground.model.selectOption({ label: gemini ?? '' });
  const photo = turned(await jpeg(page));
  const attach = page.getByLabel('Attach image');
  await attach.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
  const chip = page.getByTitle('photo.png, 1024 × 1536 pixels');
  await expect(chip).toBeVisible();

  await attach.setInputFiles({ name: 'half.jpg', mimeType: 'image/jpeg', buffer: photo.subarray(0, 2000) });
  await expect(page.getByRole('alert')).toContainText('The JPEG is cut off');

  await page.getByRole('button', { name: 'Crop' }).click();
  const dialog = page.getByRole('dialog', { name: 'Crop image' });
  await dialog.getByRole('spinbutton', { name: 'Size' }).fill('2000');
  await expect(dialog.getByRole('alert')).toContainText('outside the image, which has 1024 × 1536 pixels');
  await dialog.getByRole('spinbutton', { name: 'Size' }).fill('200');
  await dialog.getByRole('button', { name: 'Crop' }).click();
  await expect(page.getByTitle('photo.png, 200 × 200 pixels')).toBeVisible();
  await page.getByRole('button', { name: 'Remove image 1' }).click();
  await expect(page.getByTitle(/pixels$/)).toHaveCount(0);
});

/** 2,400 × 1,600 pixels. */
async function jpeg(page: PlaygroundPage['page']): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2400, 1600);
    canvas.getContext('2d')?.fillRect(0, 0, 600, 400);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return Buffer.from(bytes);
}

/** With EXIF that says: the camera was held on its side. */
function turned(image: Buffer): Buffer {
  const tiff = [...Buffer.from('MM'), 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const exif = Buffer.from([0xff, 0xe1, 0, 34, ...Buffer.from('Exif\0\0'), ...tiff]);
  return Buffer.concat([image.subarray(0, 2), exif, image.subarray(2)]);
}
