import { type BrowserContext, expect } from 'playwright/test';
import { test } from './pages/test';

type Answer = 'available' | 'downloadable' | 'hangs' | 'throws';

test('a browser with a model of its own answers on the first visit, also when nothing may leave the device', {
  tag: '@story',
}, async ({ context, page, studio }) => {
  await bringModel(context, 'available');
  await page.goto('/');
  await expect(studio.modelStatus).toContainText('Browser: built-in model');
  const tour = page.getByRole('dialog', { name: /^Tour/ });
  await expect(tour).toContainText('Run the prompt');
  await tour.getByRole('button', { name: 'Skip' }).click();
  await studio.run();
  await expect(studio.response(1)).toContainText('The browser says: Give three creative uses');

  await studio.goTo('Settings');
  await page.getByRole('checkbox', { name: 'Data never leaves this device' }).check();
  await studio.goTo('Align');
  await studio.run();
  await expect(studio.response(1)).toContainText('The browser says:');
});

test('a model that the browser has yet to download is prepared by a press, and chosen by nobody but the author', async ({
  context,
  page,
  studio,
}) => {
  await bringModel(context, 'downloadable');
  await studio.open();
  await expect(studio.modelStatus).toContainText('Practice model');
  await studio.goTo('Settings');
  const options = page.getByRole('combobox', { name: 'Prompt model' }).getByRole('option', { name: /^Browser/ });
  await expect(options).toBeDisabled();
  await page.getByRole('button', { name: /^Prepare the browser/ }).click();
  await expect(options).toBeEnabled();
  await expect(studio.modelStatus).toContainText('Practice model');
  await studio.settings.choose('Prompt model', 'Browser: built-in model');
  await studio.goTo('Align');
  await studio.run();
  await expect(studio.response(1)).toContainText('The browser says:');
});

for (const answer of ['hangs', 'throws'] as const) {
  test(`a browser whose model service ${answer} is no hindrance to the first visit`, async ({ context, studio }) => {
    await bringModel(context, answer);
    await studio.open();
    await expect(studio.modelStatus).toContainText('Practice model');
    await studio.run();
    await expect(studio.response(1)).toContainText('Here are three uses');
  });
}

test('a browser’s model that is chosen and gone is named, and the connection is not blamed', async ({
  context,
  page,
  studio,
}) => {
  await bringModel(context, 'available');
  await studio.open();
  await expect(studio.modelStatus).toContainText('Browser: built-in model');
  await studio.saved();
  await page.addInitScript(() => Reflect.deleteProperty(window, 'LanguageModel'));
  await page.reload();
  await expect(studio.modelStatus).toContainText('not in this browser');
  await studio.run();
  // One cause is one alert over all candidates.
  await expect(page.getByRole('region', { name: 'Responses' }).getByRole('alert')).toContainText(
    'This browser brings no model of its own',
  );
});

/** Chrome's `LanguageModel`, as much of it as the studio asks for. */
async function bringModel(context: BrowserContext, answer: Answer): Promise<void> {
  await context.addInitScript((first) => {
    let state: string = first;
    Object.defineProperty(window, 'LanguageModel', {
      configurable: true,
      value: {
        availability() {
          if (state === 'throws') throw new Error('No model service.');
          return state === 'hangs' ? new Promise(() => {}) : Promise.resolve(state);
        },
        async create() {
          state = 'available';
          return {
            contextWindow: 6_000,
            contextUsage: 0,
            measureContextUsage: async () => 10,
            promptStreaming: (input: readonly { readonly content: string }[]) =>
              new ReadableStream({
                start(stream) {
                  stream.enqueue('The browser says: ');
                  stream.enqueue(input.at(-1)?.content ?? '');
                  stream.close();
                },
              }),
            destroy() {},
          };
        },
      },
    });
  }, answer);
}
