import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from 'playwright/test';

export type MakeName = 'Answer improvement (SFT)' | 'Comparison (DPO)' | 'Revision over answer (DPO)';

/** The Tune page, as its users name it. */
export class TunePage {
  readonly page: Page;
  readonly bar: Locator;
  readonly generate: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly stop: Locator;
  readonly progress: Locator;
  readonly setup: Locator;
  readonly promptsFile: Locator;
  readonly promptColumn: Locator;
  readonly estimate: Locator;
  readonly stages: Locator;
  readonly tryOne: Locator;
  readonly table: Locator;
  readonly constitution: Locator;
  readonly constitutionFile: Locator;
  readonly pairs: Locator;
  readonly statistics: Locator;
  readonly download: Locator;
  readonly format: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bar = page.getByRole('region', { name: 'Generation', exact: true });
    this.generate = this.bar.getByRole('button', { name: 'Generate', exact: true });
    this.pause = this.bar.getByRole('button', { name: 'Pause' });
    this.resume = this.bar.getByRole('button', { name: 'Resume' });
    this.stop = this.bar.getByRole('button', { name: 'Stop' });
    this.progress = this.bar.getByRole('progressbar', { name: 'Generation progress' });
    this.setup = page.getByRole('region', { name: 'Set-up' });
    this.promptsFile = page.getByLabel('Prompts CSV');
    this.promptColumn = page.getByRole('combobox', { name: 'Prompt column' });
    this.estimate = page.getByRole('region', { name: 'Estimate' });
    this.stages = page.getByRole('region', { name: 'Stages' });
    this.tryOne = page.getByRole('button', { name: 'Try one' });
    this.table = page.getByRole('table', { name: 'Generated examples' });
    this.constitution = page.getByRole('region', { name: 'Constitution', exact: true });
    this.constitutionFile = page.getByLabel('Constitution file', { exact: true });
    this.pairs = page.getByRole('list', { name: 'Critique and revision pairs' });
    this.statistics = page.getByRole('region', { name: 'Statistics' });
    this.download = page.getByRole('region', { name: 'Download' });
    this.format = this.download.getByRole('combobox', { name: 'Format' });
  }

  async make(name: MakeName): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Data to make' }).getByRole('radio', { name }).check();
    await this.isReady();
  }

  async setNumber(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('spinbutton', { name });
    await field.fill(String(value));
    await field.blur();
  }

  /** The prompts have been looked at, and a run can be started. */
  async isReady(): Promise<void> {
    await expect(this.generate).not.toHaveAttribute('aria-disabled', 'true');
    await expect(this.estimate).toContainText(/\d calls?/);
    await expect(this.estimate).not.toHaveAttribute('aria-busy', 'true');
  }

  /** How the run stands: "Generating", "Paused", "Finished" … */
  async stands(word: string | RegExp, timeout = 60_000): Promise<void> {
    await expect(this.bar.locator('.state')).toHaveText(word, { timeout });
  }

  /** Prompts that are through. */
  async done(): Promise<number> {
    return Number(await this.progress.getAttribute('aria-valuenow'));
  }

  /** The button that opens a row, by the row's id. */
  row(id: number | string): Locator {
    return this.table.getByRole('button', { name: new RegExp(`^Row ${id}( of run \\d+)?:`) });
  }

  async open(id: number | string): Promise<Locator> {
    await this.row(id).click();
    const region = this.page.getByRole('region', { name: `Row ${id}`, exact: true });
    await expect(region.getByRole('button', { name: 'Reject', exact: true })).toBeVisible();
    return region;
  }

  async filterByOutcome(label: RegExp): Promise<void> {
    const outcome = this.page.getByRole('combobox', { name: 'Outcome' });
    const name = await outcome.getByRole('option').filter({ hasText: label }).first().textContent();
    await outcome.selectOption({ label: name ?? '' });
  }

  /** What a press of the button gives. */
  async take(as: 'CSV' | 'JSONL'): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const button = this.download.getByRole('button', { name: `Download ${as}` });
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
