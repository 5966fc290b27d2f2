// @ts-check
import { inColdProfile } from './browser.mjs';
import { loadSource } from './build.mjs';
import { median, percentile, plain } from './figures.mjs';

/** Milliseconds between keys, in turn: a fast typist, unevenly. */
const gaps = [70, 110, 90, 150, 60, 120];

/**
 * From a key's own time stamp until the frame after it is painted, while "Prompt" is typed in. The project comes in through the
 * app's import. A frame lasts 16.7 ms, so that is the least there is to see.
 * @type {import('./run.mjs').Benchmark}
 */
export async function typing({ site, once }) {
  const { bigProjectFile, size } = await loadSource('bench/big-project.ts');
  const keystrokes = once ? 10 : 100;
  const file = Buffer.from(bigProjectFile());
  const waits = await inColdProfile(async (page) => {
    await page.goto(`${site.url}#/align`);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
    await page
      .getByLabel('Import file')
      .setInputFiles({ name: 'big.json', mimeType: 'application/json', buffer: file });
    const list = page.getByRole('list', { name: 'Principles' });
    await list
      .getByRole('listitem')
      .nth(size.principles - 1)
      .waitFor({ state: 'attached', timeout: 60_000 });
    await page.evaluate(() => {
      /** @type {number[]} */
      const measured = [];
      Object.assign(window, { keyWaits: measured });
      document.addEventListener(
        'keydown',
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => measured.push(performance.now() - timeStamp);
            // Is heard after the frame has been painted.
            port2.postMessage(null);
          }),
        { capture: true },
      );
    });
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).focus();
    await page.keyboard.press('End');
    for (let key = 0; key < keystrokes; key++) {
      await page.keyboard.press(key % 6 === 5 ? 'Space' : 'abcdefghij'.charAt(key % 10));
      await page.waitForTimeout(gaps[key % gaps.length] ?? 0);
    }
    return /** @type {number[]} */ (await page.evaluate('window.keyWaits'));
  });
  // The first was End, which writes nothing.
  const written = waits.slice(1);
  return [
    {
      name: 'Key to paint, 95th percentile',
      value: percentile(written, 95),
      unit: 'ms',
      budget: 50,
      note: `${written.length} keys, ${size.principles} principles, ${size.runs * size.candidatesPerRun} responses: median ${plain(median(written))}, longest ${plain(Math.max(...written))}`,
    },
  ];
}
