import { expect, type Locator, type Page } from 'playwright/test';

export type PlaygroundTask = 'Complete' | 'Evaluate' | 'Embed';

/** The Playground, as its users name it. */
export class PlaygroundPage {
  readonly page: Page;
  readonly model: Locator;
  readonly system: Locator;
  readonly prompt: Locator;
  readonly rawPrompt: Locator;
  readonly sampling: Locator;
  readonly bias: Locator;
  readonly expected: Locator;
  readonly evaluateAs: Locator;
  readonly rankText: Locator;
  readonly rank: Locator;
  readonly whatMattered: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly result: Locator;
  readonly alternatives: Locator;
  readonly scores: Locator;

  constructor(page: Page) {
    this.page = page;
    this.model = page.getByRole('combobox', { name: 'Model' });
    this.system = page.getByRole('textbox', { name: 'System' });
    this.prompt = page.getByRole('textbox', { name: 'Prompt' });
    this.rawPrompt = page.getByRole('checkbox', { name: 'Raw prompt' });
    this.sampling = page.getByRole('group', { name: 'Sampling' });
    this.bias = this.sampling.getByRole('table', { name: 'Logit bias' });
    this.expected = page.getByRole('textbox', { name: 'Expected completion' });
    this.evaluateAs = page.getByRole('radiogroup', { name: 'Evaluate as' });
    this.rankText = page.getByRole('textbox', { name: 'Completions to rank' });
    this.rank = page.getByRole('button', { name: 'Rank' });
    this.whatMattered = page.getByRole('button', { name: 'What mattered' });
    this.run = page.getByRole('button', { name: 'Run', exact: true });
    this.stop = page.getByRole('button', { name: 'Stop', exact: true });
    this.result = page.getByRole('region', { name: 'Result', exact: true });
    this.alternatives = this.result.getByRole('region', { name: 'Alternatives' });
    this.scores = this.result.getByRole('table', { name: 'Scores' });
  }

  async choose(task: PlaygroundTask): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Task' }).getByRole('radio', { name: task }).check();
  }

  async set(name: string, value: number): Promise<void> {
    const field = this.sampling.getByRole('spinbutton', { name });
    await field.fill(String(value));
    await field.blur();
  }

  completion(n: number): Locator {
    return this.result.getByRole('article', { name: `Completion ${n}`, exact: true });
  }

  /** Of a completion that is done. */
  tokens(n: number): Locator {
    return this.result.getByRole('group', { name: `Tokens of Completion ${n}`, exact: true }).getByRole('button');
  }

  /** Nothing is under way any more. */
  async isDone(): Promise<void> {
    await expect(this.stop).toHaveAttribute('aria-disabled', 'true');
  }

  figure(name: string): Locator {
    return this.result
      .locator('div')
      .filter({ has: this.page.locator('dt', { hasText: name }) })
      .locator('dd')
      .first();
  }
}
