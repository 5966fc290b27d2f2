import { expect } from 'playwright/test';
import { faultKinds, faultPlan } from './loopback/gemini/faults.mjs';
import type { GeminiServer } from './loopback/gemini/server.mjs';
import { contentOf, generated } from './pages/gemini-calls';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';
import { type MakeName, TunePage } from './pages/tune-page';

const parallel = 8;
/** Not those that say "too many": after them the app sends a few calls a minute, as it should, and has tests of its own for it. */
const kindsOfFaults = faultKinds.filter((kind) => kind !== 'rate-limit');
const faults = { share: 0.2, seed: 5, kinds: kindsOfFaults };
const kinds: readonly { readonly make: MakeName; readonly format: string }[] = [
  { make: 'Answer improvement (SFT)', format: 'OpenAI, Together, Fireworks: SFT' },
  { make: 'Comparison (DPO)', format: 'TRL DPO, ORPO, CPO: messages' },
  { make: 'Revision over answer (DPO)', format: 'OpenAI, Together, Fireworks: DPO' },
];

for (const { make, format } of kinds) {
  test(`${make} on Gemini ends although a fifth of the calls fail, over a reload, and pays for nothing twice`, async ({
    studio,
    gemini,
    page,
  }) => {
    const tune = await readyOnGemini(studio, gemini);
    await tune.make(make);
    gemini.failSome(faults);
    const before = gemini.requests.length;
    gemini.answerAfter(100);
    await tune.generate.click();
    await gemini.received(before + 40);
    // The rest is under way until the page is gone.
    gemini.answerAfter(30_000);
    await expect(studio.saveState).toContainText('Saved');
    await page.reload();
    await tune.stands('Interrupted');
    gemini.answerAfter(0);
    await tune.resume.click();
    await tune.stands('Finished', 180_000);
    expect(await tune.done()).toBe(50);

    await test.step('rows keep their order, and say what failed', async () => {
      await expect(tune.table).toHaveAttribute('aria-rowcount', '51');
      await tune.filterByOutcome(/^Failed/);
      await expect(tune.table).toContainText(/failed: (SAFETY|STOP|PROHIBITED|BLOCK|[A-Z_]+)/);
      await tune.filterByOutcome(/^All outcomes/);
    });

    await test.step('no answer is asked for twice but those in flight at the reload', () => {
      const fails = faultPlan(faults);
      const answered = generated(gemini).filter(({ promptText }) => fails(promptText) === undefined);
      const contents = answered.map(contentOf);
      const repeated = contents.filter((content, at) => contents.indexOf(content) < at);
      expect(repeated.length).toBeLessThanOrEqual(parallel);
    });

    await test.step('Retry failed repeats what failed alone', async () => {
      gemini.failSome({ share: 0 });
      const before = generated(gemini).length;
      await page.getByRole('button', { name: 'Retry failed' }).click();
      await expect(page.getByRole('button', { name: 'Retry failed' })).toHaveCount(0, { timeout: 60_000 });
      expect(generated(gemini).length - before).toBeLessThan(50 * 3);
    });

    await test.step('the file is whole', async () => {
      await tune.format.selectOption({ label: format });
      await tune.setNumber('Validation share', 0);
      const { name, bytes } = await tune.take('JSONL');
      expect(name).toMatch(/\.jsonl$/);
      const lines = bytes
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.length).toBeGreaterThan(20);
      expect(new Set(lines.map((line) => Object.keys(line).toSorted().join()))).toHaveProperty('size', 1);
    });
  });
}

/** 50 prompts, and a constitution whose answers differ by seed. */
async function readyOnGemini(studio: StudioPage, gemini: GeminiServer): Promise<TunePage> {
  const tune = new TunePage(studio.page);
  await studio.open();
  await studio.goTo('Settings');
  await studio.settings.endpoint.fill(gemini.url);
  await studio.settings.key.fill('test-key-1234567890');
  await studio.settings.remember.check();
  await studio.settings.setNumber('Requests per minute', 10_000);
  await studio.settings.setNumber('Parallel requests', parallel);
  await studio.settings.choose('Prompt model', 'Gemini: gemini-flash-latest');
  await studio.goTo('Tune');
  const csv = ['prompt', ...Array.from({ length: 50 }, (_, at) => `Why does thing ${at + 1} fall?`)].join('\n');
  await tune.promptsFile.setInputFiles({ name: 'things.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const constitution = {
    system_message_user_prompt: 'Answer in one of several ways.',
    critique_revision_principles: [
      { critique: 'Does it ask anything?', revision: 'End with a question.' },
      { critique: 'Is it long?', revision: 'Make it shorter.' },
    ],
    comparison_principles: ['Which answer looks more closely?'],
  };
  const buffer = Buffer.from(JSON.stringify(constitution));
  await tune.constitutionFile.setInputFiles({ name: 'things.json', mimeType: 'application/json', buffer });
  await expect(tune.pairs.getByRole('listitem')).toHaveCount(2);
  await tune.isReady();
  return tune;
}
