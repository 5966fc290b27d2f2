import { expect, type Locator, type Page } from 'playwright/test';

type Answering = 'Prompt model' | 'Alignment model';

/** The Settings page; each choice holds at once. */
export class SettingsPage {
  readonly page: Page;
  readonly key: Locator;
  readonly endpoint: Locator;
  readonly model: Locator;
  readonly remember: Locator;

  constructor(page: Page) {
    this.page = page;
    this.key = page.getByRole('textbox', { name: 'Gemini API key' });
    this.endpoint = page.getByRole('textbox', { name: 'Gemini endpoint' });
    // A text field with a list of suggestions has the role combobox.
    this.model = page.getByLabel('Gemini model', { exact: true });
    this.remember = page.getByRole('checkbox', { name: 'Remember key on this device' });
  }

  async connectGemini(endpoint: string, key: string): Promise<void> {
    await this.endpoint.fill(endpoint);
    await this.key.fill(key);
    await this.choose('Prompt model', 'Gemini: gemini-flash-latest');
  }

  async choose(which: Answering, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: which }).selectOption({ label: option });
  }

  async setNumber(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('spinbutton', { name });
    await field.fill(String(value));
    await field.blur();
  }

  async testConnection(): Promise<void> {
    await this.page.getByRole('button', { name: 'Test connection' }).click();
  }

  async holdFeedbackForReview(): Promise<void> {
    const option = this.page.getByRole('radio', { name: 'Hold for review' });
    await option.check();
    await expect(option).toBeChecked();
  }
}
