import { expect, type Locator, type Page } from 'playwright/test';
import { ChatPage } from './pages/chat-page';
import { PlaygroundPage } from './pages/playground-page';
import { test } from './pages/test';
import { TunePage } from './pages/tune-page';

type Role = Parameters<Page['getByRole']>[0];
type Control = readonly [role: Role, name: string];

/** As a person would look for it: the name in any case and as a part of a longer one. One control answers, no more. */
async function expectOneEach(scope: Page | Locator, controls: readonly Control[]): Promise<void> {
  for (const [role, name] of controls) {
    await expect.soft(scope.getByRole(role, { name }), `${role} "${name}"`).toHaveCount(1);
  }
}

const frame: readonly Control[] = [
  ['button', 'Project'],
  ['button', 'Export'],
  ['button', 'Import'],
  ['button', 'Redo'],
  ['button', 'Call log'],
  ['status', 'Save state'],
  ['status', 'Model status'],
];

const workbench: readonly Control[] = [
  ['textbox', 'Prompt'],
  ['group', 'Variables'],
  ['combobox', 'Candidates'],
  ['button', 'Run'],
  ['button', 'Stop'],
  ['region', 'Responses'],
  ['region', 'Principles'],
  ['textbox', 'New principle'],
  ['button', 'Add principle'],
  ['button', 'Fold principles into prompt'],
  ['region', 'History'],
];

const tuneSetup: readonly Control[] = [
  ['region', 'Generation'],
  ['button', 'Generate'],
  ['button', 'Pause'],
  ['button', 'Resume'],
  ['button', 'Stop'],
  ['combobox', 'Prompt column'],
  ['combobox', 'Id column'],
  ['button', 'Remove duplicates'],
  ['spinbutton', 'Sample'],
  ['spinbutton', 'Random seed'],
  ['radiogroup', 'Data to make'],
  ['radio', 'Answer improvement (SFT)'],
  ['radio', 'Comparison (DPO)'],
  ['radio', 'Revision over answer (DPO)'],
  ['spinbutton', 'Rounds'],
  ['combobox', 'Principles'],
  ['combobox', 'Judge'],
  ['spinbutton', 'Judges per pair'],
  ['checkbox', 'Soften scores to 40–60%'],
  ['region', 'Estimate'],
  ['region', 'Stages'],
  ['button', 'Try one'],
  ['region', 'Constitution'],
  ['button', 'From principles'],
  ['radiogroup', 'First row is'],
];

const tuneResults: readonly Control[] = [
  ['progressbar', 'Generation progress'],
  ['table', 'Generated examples'],
  ['button', 'Flag'],
  ['button', 'Swap chosen and rejected'],
  ['button', 'Use as example'],
  ['region', 'Statistics'],
  ['combobox', 'Format'],
  ['spinbutton', 'Validation share'],
  ['checkbox', 'System message in examples'],
  ['button', 'Download CSV'],
  ['button', 'Download JSONL'],
];

const playgroundFrame: readonly Control[] = [
  ['radiogroup', 'Task'],
  ['region', 'Result'],
  ['button', 'Run'],
  ['button', 'Stop'],
  ['combobox', 'Model'],
];

const completeControls: readonly Control[] = [
  ['textbox', 'Prompt'],
  ['textbox', 'System'],
  ['checkbox', 'Raw prompt'],
  ['checkbox', 'Send original'],
  ['group', 'Sampling'],
  ['spinbutton', 'Maximum tokens'],
  ['spinbutton', 'Temperature'],
  ['spinbutton', 'Top K'],
  ['spinbutton', 'Top P'],
  ['spinbutton', 'Presence penalty'],
  ['spinbutton', 'Frequency penalty'],
  ['checkbox', 'Multiplicative presence penalty'],
  ['checkbox', 'Penalties cover the prompt'],
  ['spinbutton', 'Completions'],
  ['spinbutton', 'Best of'],
  ['textbox', 'Stop sequences'],
  ['table', 'Logit bias'],
  ['spinbutton', 'Seed'],
  ['spinbutton', 'Minimum tokens'],
  ['spinbutton', 'Log-probabilities'],
  ['checkbox', 'As sampled'],
  ['checkbox', 'Echo prompt'],
];

const evaluateControls: readonly Control[] = [
  ['textbox', 'Prompt'],
  ['textbox', 'Expected completion'],
  ['radiogroup', 'Evaluate as'],
  ['button', 'Rank'],
  ['button', 'What mattered'],
];

test.describe('the names that others rely on', () => {
  test('hold on every page', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    const main = page.getByRole('navigation', { name: 'Main' });
    await expect(main.getByRole('link', { name: 'Align' }), 'no route is Align').toHaveAttribute(
      'aria-current',
      'page',
    );
    for (const route of ['Label', 'Tune', 'Playground', 'Settings', 'Align'] as const) {
      await main.getByRole('link', { name: route }).click();
      await expect(page).toHaveURL(new RegExp(`#/${route.toLowerCase()}$`));
      await expectOneEach(page, [...frame, ['button', 'Undo']]);
      await expect.soft(page.getByLabel('Import file')).toHaveAttribute('type', 'file');
      await expect.soft(studio.saveState).toHaveText(/^(Saved|Saving|Not saved)$/);
    }
    await page.goto('/#/');
    await expect(studio.prompt).toBeVisible();
  });

  test('hold in the menu and in Export', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await page.getByRole('button', { name: 'Project' }).click();
    await expectOneEach(
      page,
      ['New project', 'Open project…', 'Rename', 'Duplicate', 'Delete', 'Open sample'].map((name) => [
        'menuitem',
        name,
      ]),
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    const formats = page.getByRole('dialog', { name: 'Export' }).getByRole('listitem').getByRole('button');
    await expect(formats.first()).toHaveAccessibleName('Project JSON');
  });

  test('hold while a prompt is run and spoken of', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await expectOneEach(page, workbench);
    await expect(page.getByRole('group', { name: 'Variables' }).getByRole('textbox', { name: 'item' })).toHaveCount(1);
    await expect(studio.candidates.getByRole('option')).toHaveCount(3);
    for (const count of ['1', '2', '3']) await studio.candidates.selectOption(count);
    await studio.runButton.click();
    await expect(page.getByRole('article', { name: 'Response 1' })).toHaveAttribute('aria-busy', /true|false/);
    await studio.runIsDone();
    for (const n of [1, 2, 3]) {
      const article = page.getByRole('article', { name: `Response ${n}` });
      await expect.soft(article).toHaveAttribute('aria-busy', 'false');
      await expectOneEach(article, [
        ['button', 'Kudos'],
        ['button', 'Critique'],
        ['button', 'Rewrite'],
        ['button', 'Select'],
      ]);
    }
    await page.getByRole('article', { name: 'Response 1' }).getByRole('button', { name: 'Critique' }).click();
    await expect(studio.rationales).toHaveCount(3);
    await expectOneEach(page, [
      ...workbench,
      ['region', 'Feedback'],
      ['list', 'Rationales'],
      ['textbox', 'Feedback'],
      ['button', 'Submit feedback'],
      ['radiogroup', 'Apply feedback as'],
      ['radio', 'Create principle'],
      ['radio', 'Update prompt directly'],
    ]);
    await page.getByRole('article', { name: 'Response 2' }).getByRole('button', { name: 'Rewrite' }).click();
    await expect(page.getByRole('textbox', { name: 'Feedback' })).toHaveValue(/\S/);
  });

  test('hold on a principle, in the review and in the history', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await studio.addPrinciple('Start with a question.');
    const item = page.getByRole('region', { name: 'Principles' }).getByRole('list', { name: 'Principles' });
    await expect(item.getByRole('listitem')).toHaveCount(1);
    await expectOneEach(item, [
      ['checkbox', 'Enabled'],
      ['button', 'Edit'],
      ['button', 'Delete'],
      ['button', 'Move up'],
      ['button', 'Move down'],
      ['button', 'Why this principle?'],
    ]);
    await item.getByRole('button', { name: 'Edit' }).click();
    await expectOneEach(page, [...workbench, ['textbox', 'Edit principle']]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Fold principles into prompt' }).click();
    const review = page.getByRole('dialog', { name: 'Review prompt change' });
    await expect(review.getByRole('insertion').or(review.locator('ins')).first()).toBeVisible();
    await expectOneEach(page, [
      ['button', 'Accept'],
      ['button', 'Discard'],
    ]);
    await page.getByRole('button', { name: 'Accept' }).click();
    const revisions = page.getByRole('region', { name: 'History' }).getByRole('listitem');
    await expect(revisions).toHaveCount(3);
    await expect(revisions.getByRole('button', { name: 'Restore' }), 'all but the present one').toHaveCount(2);
  });

  test('hold in a conversation', { tag: '@story' }, async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    await studio.open();
    const mode = page.getByRole('radiogroup', { name: 'Mode' });
    await expectOneEach(mode, [
      ['radio', 'Single prompt'],
      ['radio', 'Chat'],
    ]);
    await chat.describe();
    await chat.begin();
    await studio.runIsDone();
    await chat.say('May I bring my dog?');
    await chat.say('And my bicycle?');
    await expectOneEach(page, [
      ['textbox', 'Bot name'],
      ['textbox', 'Bot description'],
      ['radiogroup', 'Opening'],
      ['log', 'Conversation'],
      ['combobox', 'Conversation'],
      ['textbox', 'Message'],
      ['button', 'Send'],
      ['button', 'Restart conversation'],
      ['button', 'Stop'],
      ['combobox', 'Candidates'],
      ['region', 'Branches'],
      ['button', 'Compare branches'],
    ]);
    await expectOneEach(chat.branches, [['list', 'Branches']]);
    await expectOneEach(chat.branchItems, [
      ['button', 'Rename'],
      ['button', 'Delete branch'],
    ]);
    const turns = chat.log.getByRole('group');
    await expect(turns).toHaveCount(4);
    await expect(turns.getByRole('button', { name: 'Rewind to here' })).toHaveCount(4);
    await expect(turns.getByRole('button', { name: 'Edit message' })).toHaveCount(2);
    await turns.first().getByRole('button', { name: 'Rewind to here' }).click();
    await chat.say('When do you sail?');
    await expectOneEach(chat.log, [
      ['button', 'Previous branch'],
      ['button', 'Next branch'],
    ]);
    await expect(chat.branchItems.getByRole('button', { name: 'Open' })).toHaveCount(1);
    await page.getByRole('radio', { name: 'Fixed text' }).check();
    await expectOneEach(page, [
      ['radio', 'Written by the bot'],
      ['textbox', 'Opening message'],
    ]);
  });

  test('hold in Tune', async ({ studio, page }) => {
    const tune = new TunePage(page);
    await studio.open();
    await studio.goTo('Tune');
    await page.getByRole('button', { name: /^Open the sample/ }).click();
    await tune.isReady();
    await expectOneEach(page, [...frame, ...tuneSetup]);
    await expect(tune.promptsFile).toHaveAttribute('type', 'file');
    await expect(tune.constitution.getByLabel('Constitution file')).toHaveAttribute('type', 'file');
    await page.getByRole('spinbutton', { name: 'Row to try' }).fill('1');
    await tune.tryOne.click();
    await expect(tune.stages).toContainText(/\d calls?/);
    await tune.make('Revision over answer (DPO)');
    await tune.generate.click();
    await tune.stands('Finished');
    await tune.open(1);
    await expectOneEach(page, [...frame, ...tuneSetup, ...tuneResults]);
    // Its word is a part of another name.
    await expect(page.getByRole('button', { name: 'Reject', exact: true })).toHaveCount(1);
    await tune.format.selectOption({ label: 'TRL SFT: text' });
    await expectOneEach(page, [
      ['combobox', 'Chat template'],
      ['checkbox', 'Remove line breaks'],
    ]);
  });

  test('hold in the Playground', async ({ studio, page }) => {
    const playground = new PlaygroundPage(page);
    await studio.open();
    await studio.goTo('Playground');
    await playground.prompt.fill('The cat sat on the');
    await playground.set('Log-probabilities', 2);
    await playground.set('Maximum tokens', 8);
    await expectOneEach(page, [...frame, ...playgroundFrame, ...completeControls]);
    await expect(page.getByLabel('Attach image')).toHaveAttribute('type', 'file');
    await playground.run.click();
    await playground.isDone();
    await playground.tokens(1).first().click();
    await expect(page.getByRole('button', { name: 'Branch from here' }).first()).toBeVisible();
    await expectOneEach(page, [...frame, ...playgroundFrame, ...completeControls]);

    await playground.choose('Evaluate');
    await playground.expected.fill(' mat.');
    await playground.rankText.fill(' mat.\n dog.');
    await playground.run.click();
    await playground.isDone();
    await playground.rank.click();
    await playground.isDone();
    await expectOneEach(page, [...frame, ...playgroundFrame, ...evaluateControls, ['table', 'Scores']]);
  });

  test('hold in the checks, cases, scripts and coverage of a conversation', async ({ studio, page }) => {
    const chat = new ChatPage(studio);
    await studio.open();
    await studio.openSample('Museum guide');

    const cases = page.getByRole('region', { name: 'Regression' });
    await expectOneEach(cases, [
      ['list', 'Pinned cases'],
      ['button', 'Run pinned cases'],
      ['spinbutton', 'Samples per case'],
      ['checkbox', 'Run after every change'],
      ['button', 'Which principle does it?'],
    ]);
    await cases.getByRole('button', { name: 'Which principle does it?' }).click();
    await cases.getByRole('button', { name: 'Find out' }).click();
    await expectOneEach(cases, [['table', 'Effect of principles']]);
    await cases.getByRole('list', { name: 'Pinned cases' }).getByRole('button').first().click();
    await expectOneEach(cases, [['button', 'Overrule']]);

    await page.getByRole('button', { name: 'Constitution menu' }).click();
    await page.getByRole('menuitem', { name: 'Coverage' }).click();
    await expectOneEach(page, [['table', 'Coverage']]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Openings and users' }).click();
    await expectOneEach(page.getByRole('dialog'), [
      ['list', 'Saved openings'],
      ['list', 'User scripts'],
      ['button', 'Replay'],
      ['button', 'Two bots'],
    ]);
    await page.keyboard.press('Escape');

    await expectOneEach(page, [['checkbox', 'Check every reply']]);

    await page.getByRole('region', { name: 'Proposed change' }).getByRole('button', { name: 'Accept' }).click();
    const again = page.getByRole('button', { name: 'Rewind and try again' });
    await expect(again).not.toHaveCount(0);
    await again.last().click();
    const comparison = page.getByRole('region', { name: 'Old and new response' });
    await expectOneEach(comparison, [
      ['button', 'Keep the new one'],
      ['button', 'Keep the old one'],
    ]);
    await comparison.getByRole('button', { name: 'Keep the old one' }).click();

    await chat.say('Which clock is the oldest?');
    await studio.openFeedback('Kudos', 1);
    await expectOneEach(page, [['radiogroup', 'Speaking as']]);
    await expectOneEach(page.getByRole('radiogroup', { name: 'Speaking as' }), [
      ['radio', 'Designer'],
      ['radio', 'End user'],
    ]);
    await studio.feedbackText.fill('It is short.');
    await studio.submitFeedback.click();
    await expectOneEach(studio.response(1), [
      ['button', 'Pin as case'],
      ['button', 'Check response'],
    ]);
    await studio.addPrinciple('Start with "Tick".');
    await studio.response(1).getByRole('button', { name: 'Check response' }).click();
    await expect(studio.response(1).getByText('not followed', { exact: true }).first()).toBeVisible();
    await studio
      .response(1)
      .getByRole('button', { name: /^Principle \d+: not followed$/ })
      .first()
      .click();
    await expectOneEach(studio.response(1), [
      ['button', 'Rewrite until followed'],
      ['button', 'Overrule'],
    ]);
    for (const words of ['Followed', 'Does not apply', 'Unsure']) {
      await studio.response(1).getByRole('button', { name: 'Overrule' }).click();
      await page.getByRole('menuitem', { name: words, exact: true }).click();
      await expect(studio.response(1).getByText(words.toLowerCase(), { exact: true }).first()).toBeVisible();
    }
    await studio.principle(1).getByRole('button', { name: 'Checks' }).click();
    await expectOneEach(studio.principle(1), [['list', 'Checks']]);
  });

  test('hold in Settings', { tag: '@story' }, async ({ studio, page }) => {
    await studio.open();
    await studio.goTo('Settings');
    await expectOneEach(page, [
      ['combobox', 'Prompt model'],
      ['combobox', 'Alignment model'],
      ['textbox', 'Gemini API key'],
      ['textbox', 'Gemini endpoint'],
      ['checkbox', 'Remember key on this device'],
      ['button', 'Test connection'],
      ['spinbutton', 'Requests per minute'],
      ['spinbutton', 'Parallel requests'],
    ]);
    await expect(page.getByLabel('Gemini model')).toHaveValue('gemini-flash-latest');
    await expect(page.getByLabel('Gemini API key')).toHaveAttribute('type', 'password');
    await expect(page.getByLabel('Gemini endpoint')).toHaveValue('https://generativelanguage.googleapis.com');
    for (const which of ['Prompt model', 'Alignment model']) {
      const options = page.getByRole('combobox', { name: which }).getByRole('option');
      await expect(options.filter({ hasText: /^Practice model \(built in\)$/ })).toHaveCount(1);
      await expect(options.filter({ hasText: /^Gemini: gemini-flash-latest$/ })).toHaveCount(1);
    }
  });
});

test('the second click of a double click on "Add principle" does not take it back', async ({ studio, page }) => {
  await studio.open();
  await studio.newPrinciple.fill('Mention the price.');
  await page.getByRole('button', { name: 'Add principle' }).dblclick();
  await expect(studio.principles).toHaveCount(1);
  await expect(studio.principle(1)).toContainText('Mention the price.');
});

test('the focus goes on to what is left when a control goes away', async ({ studio, page }) => {
  await studio.open();
  await studio.addPrinciple('Start with a question.');
  await studio.principle(1).getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: principle 1 deleted' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(studio.principles, 'and the undo keys bring it back from there').toHaveCount(1);
  await studio.fold();
  await studio.review.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('button', { name: 'Restore original prompt' }).press('Enter');
  await expect(studio.prompt).toBeFocused();
});

test('three feedback buttons fit under each of three responses in a window of 1280', async ({ studio, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await studio.open();
  await studio.run();
  for (const n of [1, 2, 3]) {
    const column = await studio.response(n).boundingBox();
    const rewrite = await studio.response(n).getByRole('button', { name: 'Rewrite' }).boundingBox();
    expect((rewrite?.x ?? 0) + (rewrite?.width ?? 0)).toBeLessThanOrEqual((column?.x ?? 0) + (column?.width ?? 0));
  }
});

test('a very long project name leaves the rest of the header where it is', async ({ studio, page }) => {
  await studio.open();
  await studio.chooseInProjectMenu('Rename');
  await page.getByRole('textbox', { name: 'Project name' }).fill('A very long project name '.repeat(8));
  await page.keyboard.press('Enter');
  const menu = page.getByRole('button', { name: 'Project' });
  await expect(page).toHaveTitle(/A very long/);
  for (const width of [1440, 1280, 1024, 800]) {
    await page.setViewportSize({ width, height: 720 });
    const button = await menu.boundingBox();
    const link = await page.getByRole('link', { name: 'Align' }).boundingBox();
    expect((button?.x ?? 0) + (button?.width ?? 0), `at ${width}`).toBeLessThanOrEqual(link?.x ?? 0);
  }
});
