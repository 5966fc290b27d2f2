import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from 'playwright/test';

export type SetUpFile = { readonly name: string; readonly text: string | Uint8Array };

/** The Label page, as its users name it. */
export class LabelPage {
  readonly page: Page;
  readonly trainingFile: Locator;
  readonly testFile: Locator;
  /** The name of the training file, and what it holds. */
  readonly trainingBox: Locator;
  /** Under it: problems, first rows, how it was read. */
  readonly dataDetails: Locator;
  readonly firstRows: Locator;
  readonly labelColumn: Locator;
  readonly inputColumns: Locator;
  readonly task: Locator;
  readonly hyperparameters: Locator;
  readonly estimate: Locator;
  readonly train: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly stop: Locator;
  readonly progress: Locator;
  readonly training: Locator;
  readonly scorecard: Locator;
  readonly scores: Locator;
  readonly accuracy: Locator;
  readonly confusion: Locator;
  readonly curve: Locator;
  readonly rules: Locator;
  readonly mistakes: Locator;
  readonly newRows: Locator;
  readonly classify: Locator;
  readonly prediction: Locator;
  readonly rowsFile: Locator;

  constructor(page: Page) {
    this.page = page;
    this.trainingFile = page.getByLabel('Training CSV');
    this.testFile = page.getByLabel('Test CSV');
    this.trainingBox = page.locator('.filebox').filter({ has: this.trainingFile });
    this.dataDetails = page.locator('.filebox:has(input[aria-label="Training CSV"]) + .table-details');
    this.firstRows = this.dataDetails
      .locator('details')
      .filter({ hasText: /^First rows/ })
      .getByRole('table');
    this.labelColumn = page.getByRole('combobox', { name: 'Label column' });
    this.inputColumns = page.getByRole('group', { name: 'Input columns' });
    this.task = page.getByRole('textbox', { name: 'Task description' });
    this.hyperparameters = page.getByRole('group', { name: 'Hyperparameters' });
    this.estimate = page.getByRole('region', { name: 'Estimate' });
    this.training = page.getByRole('region', { name: 'Training', exact: true });
    this.train = this.training.getByRole('button', { name: 'Train', exact: true });
    this.pause = this.training.getByRole('button', { name: 'Pause' });
    this.resume = this.training.getByRole('button', { name: 'Resume' });
    this.stop = this.training.getByRole('button', { name: 'Stop' });
    this.progress = page.getByRole('progressbar', { name: 'Training progress' });
    this.scorecard = page.getByRole('region', { name: 'Scorecard', exact: true });
    this.scores = page.getByRole('table', { name: 'Scorecard' });
    this.accuracy = this.scorecard.getByLabel('Accuracy', { exact: true });
    this.confusion = page.getByRole('table', { name: 'Confusion matrix' });
    this.curve = page.getByRole('figure', { name: 'Learning curve' });
    this.rules = page.getByRole('region', { name: 'Rules', exact: true });
    this.mistakes = page.getByRole('region', { name: 'Mistakes', exact: true });
    this.newRows = page.getByRole('region', { name: 'Label new rows' });
    this.classify = this.newRows.getByRole('button', { name: 'Classify' });
    this.prediction = this.newRows.getByRole('status', { name: 'Prediction' });
    this.rowsFile = this.newRows.getByLabel('Rows to label');
  }

  async choose(input: Locator, { name, text }: SetUpFile): Promise<void> {
    const buffer = typeof text === 'string' ? Buffer.from(text) : Buffer.from(text);
    await input.setInputFiles({ name, mimeType: 'text/csv', buffer });
  }

  /** A small labeler, from a file to its end. */
  async trainOn(file: SetUpFile): Promise<void> {
    await this.choose(this.trainingFile, file);
    await this.setNumber('Training steps', 1);
    await this.isReady();
    await this.train.click();
    await this.trained();
  }

  async setNumber(name: string, value: number): Promise<void> {
    const field = this.hyperparameters.getByRole('spinbutton', { name, exact: true });
    await field.fill(String(value));
    await field.blur();
  }

  /** Both of labeling; Settings stay as they are. */
  async chooseModels(option: string): Promise<void> {
    await this.openDetails(this.hyperparameters, 'More');
    for (const name of ['Train model', 'Eval model']) {
      await this.hyperparameters.getByRole('combobox', { name }).selectOption({ label: option });
    }
  }

  async openDetails(within: Page | Locator, summary: string | RegExp): Promise<void> {
    const details = within.locator('details').filter({ has: this.page.locator('> summary', { hasText: summary }) });
    if ((await details.getAttribute('open')) === null) await details.locator('> summary').click();
    await expect(details).toHaveAttribute('open');
  }

  rulesFor(label: string): Locator {
    return this.rules.getByRole('list', { name: `Rules for ${label}`, exact: true }).getByRole('listitem');
  }

  /** The estimate is there: the set-up has been checked. */
  async isReady(): Promise<void> {
    await expect(this.train).not.toHaveAttribute('aria-disabled', 'true');
    await expect(this.estimate).toContainText(/\d calls?/);
  }

  async trained(timeout = 60_000): Promise<void> {
    await expect(this.training).toContainText('Finished', { timeout });
  }

  async accuracyValue(): Promise<number> {
    return Number.parseFloat((await this.accuracy.textContent()) ?? '');
  }

  /** How the run stands: "Training", "Paused", "Finished" … */
  async stands(word: string | RegExp, timeout = 30_000): Promise<void> {
    await expect(this.training.locator('.state')).toHaveText(word, { timeout });
  }

  /** "Labeler JSON" of the run on the screen. */
  async exportLabeler(): Promise<string> {
    await this.page.getByRole('button', { name: 'Labeler menu' }).click();
    await this.page.getByRole('menuitem', { name: 'Export labeler…' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Export labeler' });
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Labeler JSON', exact: true }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return text;
  }
}

/** Rules by label, as the words of a labeler's file have them. */
export function rulesIn(labelerJson: string): Readonly<Record<string, readonly string[]>> {
  const { rulebook } = JSON.parse(labelerJson) as {
    rulebook: { labels: readonly { label: string; rules: readonly { text: string }[] }[] };
  };
  return Object.fromEntries(rulebook.labels.map(({ label, rules }) => [label, rules.map(({ text }) => text)]));
}
