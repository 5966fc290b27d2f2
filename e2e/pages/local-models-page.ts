import { expect, type Locator, type Page } from 'playwright/test';
import type { HostedModel } from '../model-host/model-host.mjs';

/** The regions of Settings about models on this device. */
export class LocalModelsPage {
  readonly page: Page;
  readonly region: Locator;
  readonly search: Locator;
  readonly custom: Locator;
  readonly folder: Locator;
  readonly backend: Locator;
  readonly privateMode: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Local models' });
    this.search = this.region.getByRole('searchbox', { name: 'Search local models' });
    this.custom = page.getByRole('group', { name: 'Custom model' });
    this.folder = this.custom.getByLabel('Model folder');
    this.backend = this.region.getByRole('combobox', { name: 'Keep models in' });
    this.privateMode = page.getByRole('checkbox', { name: 'Data never leaves this device' });
  }

  row(id: string): Locator {
    return this.region.getByRole('listitem', { name: new RegExp(`${id.replaceAll('.', '\\.')}$`) });
  }

  /** Of a row's buttons, by its whole name. */
  button(id: string, name: 'Download' | 'Cancel download' | 'Delete' | 'Verify' | 'Unload' | 'Use as prompt model') {
    return this.row(id).getByRole('button', { name, exact: true });
  }

  progress(id: string): Locator {
    return this.row(id).getByRole('progressbar', { name: 'Download progress' });
  }

  async addCustom({ id, weightsUrl, libraryUrl }: Pick<HostedModel, 'id' | 'weightsUrl' | 'libraryUrl'>) {
    await this.custom.getByRole('textbox', { name: 'Model id' }).fill(id);
    await this.custom.getByRole('textbox', { name: 'Model URL' }).fill(weightsUrl);
    await this.custom.getByRole('textbox', { name: 'Model library URL' }).fill(libraryUrl);
    await this.custom.getByRole('button', { name: 'Add custom model' }).click();
    await expect(this.row(id)).toBeVisible();
  }

  /** Adds a model of the host and fetches all of it. */
  async fetch(model: Pick<HostedModel, 'id' | 'weightsUrl' | 'libraryUrl'>): Promise<void> {
    await this.addCustom(model);
    await this.button(model.id, 'Download').click();
    await this.isReady(model.id);
  }

  async isReady(id: string): Promise<void> {
    await expect(this.row(id)).toContainText('On this device');
  }

  /** Every file is read again; the words say what came of it. */
  async verify(id: string, words: string | RegExp): Promise<void> {
    await this.button(id, 'Verify').click();
    await expect(this.row(id)).toContainText(words);
  }

  async delete(id: string): Promise<void> {
    await this.button(id, 'Delete').click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(this.button(id, 'Download')).toBeVisible();
  }
}
