import type { Locator, Page } from 'playwright/test';

/** The group "OpenAI-compatible server" of Settings. */
export class ServerGroup {
  readonly group: Locator;
  readonly url: Locator;
  readonly key: Locator;
  readonly model: Locator;
  readonly embeddingModel: Locator;
  readonly list: Locator;
  readonly test: Locator;
  /** What the test said when it went well. */
  readonly tested: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.group = page.getByRole('group', { name: 'OpenAI-compatible server' });
    this.url = this.group.getByRole('textbox', { name: 'Server URL' });
    this.key = this.group.getByRole('textbox', { name: 'Server key' });
    // A text field with a list of suggestions has the role combobox.
    this.model = this.group.getByLabel('Server model', { exact: true });
    this.embeddingModel = this.group.getByLabel('Server embedding model');
    this.list = this.group.getByRole('button', { name: 'Refresh models of the server' });
    this.test = this.group.getByRole('button', { name: 'Test server connection' });
    this.tested = this.group.getByRole('status', { name: 'Server test' });
    this.alert = this.group.getByRole('alert');
  }

  async connect(url: string, model: string): Promise<void> {
    await this.url.fill(url);
    await this.model.fill(model);
  }
}
