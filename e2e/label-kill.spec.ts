import { expect } from 'playwright/test';
import { chances } from './loopback/gemini/label-brain.mjs';
import { type GeminiServer, startGeminiServer } from './loopback/gemini/server.mjs';
import { contentOf, generated } from './pages/gemini-calls';
import { LabelPage, rulesIn } from './pages/label-page';
import { type Death, lastingBrowser } from './pages/lasting-browser';
import { StudioPage } from './pages/studio-page';
import { test } from './pages/test';
import { ticketCsv, tickets } from './pages/ticket-rows';

const kills = 5;
const parallel = 4;
const seed = 20260;

test('a run whose page is killed five times pays for nothing twice, and ends in the same rules', async ({
  page,
  launchOptions,
  baseURL,
}, testInfo) => {
  // Eleven lives of a browser, one after the other.
  test.setTimeout(600_000);
  const undisturbed = await startGeminiServer({ latencyMs: 30 });
  const killed = await startGeminiServer({ latencyMs: 30 });
  const errors: string[] = [];
  const browser = lastingBrowser({
    profile: testInfo.outputPath('profile'),
    launch: launchOptions,
    baseURL: baseURL ?? '',
    onError: (message) => errors.push(message),
  });
  try {
    const expected = await test.step('undisturbed', async () => {
      const label = await setUp(page, undisturbed);
      await label.train.click();
      await label.trained();
      return rulesIn(await label.exportLabeler());
    });
    const calls = generated(undisturbed).length;

    const chance = chances(seed);
    const points = Array.from({ length: kills }, () => 2 + Math.floor(chance() * (calls * 0.95))).sort((a, b) => a - b);
    const deaths: readonly Death[] = ['tab closed', 'browser closed', 'browser killed'];
    for (const point of points) {
      const death = deaths[Math.floor(chance() * deaths.length)] ?? 'browser killed';
      await test.step(`${death} at call ${point} of ${calls}`, async () => {
        const label = await goOn(await browser.open(), killed);
        await killed.received(Math.max(point, killed.requests.length + 1));
        await expect(label.training, 'it is killed in the middle').not.toContainText('Finished');
        await browser.die(death);
      });
    }

    const rules = await test.step('the last life', async () => {
      const label = await goOn(await browser.open(), killed);
      await label.trained();
      return rulesIn(await label.exportLabeler());
    });
    expect(rules).toEqual(expected);

    const contents = generated(killed).map(contentOf);
    const extra = contents.length - calls;
    testInfo.annotations.push({
      type: 'calls',
      description: `${calls} undisturbed, ${contents.length} over ${kills + 1} lives`,
    });
    expect(extra, 'no more than were in flight').toBeLessThanOrEqual(kills * parallel);
    expect(contents.length - new Set(contents).size).toBeLessThanOrEqual(kills * parallel);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    await undisturbed.close();
    await killed.close();
  }
});

/** The first life sets it up and presses Train; a later one finds the run, or what was set up, and presses Resume or Train. */
async function goOn(page: StudioPage['page'], gemini: GeminiServer): Promise<LabelPage> {
  if (gemini.requests.length === 0) {
    const label = await setUp(page, gemini);
    await label.train.click();
    return label;
  }
  const label = new LabelPage(page);
  await page.goto('/#/label');
  const standing = label.training.getByText(/^(Interrupted|No run yet)$/);
  await expect(standing).toBeVisible();
  const begun = (await standing.textContent()) === 'Interrupted';
  await (begun ? label.resume : label.train).click();
  return label;
}

async function setUp(page: StudioPage['page'], gemini: GeminiServer): Promise<LabelPage> {
  const studio = new StudioPage(page);
  const label = new LabelPage(page);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill('test-key-1234567890');
  await studio.settings.remember.check();
  await studio.settings.setNumber('Requests per minute', 10_000);
  await studio.settings.setNumber('Parallel requests', parallel);
  await studio.goTo('Label');
  await label.choose(label.trainingFile.first(), { name: 'tickets.csv', text: ticketCsv(tickets(160)) });
  await label.chooseModels('Gemini: gemini-flash-latest');
  await label.setNumber('Training steps', 3);
  await label.setNumber('Validation examples', 40);
  await label.setNumber('Test examples', 40);
  await label.isReady();
  await studio.saved();
  return label;
}
