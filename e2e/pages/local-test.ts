import { type ModelHost, startModelHost } from '../model-host/model-host.mjs';
import { LocalModelsPage } from './local-models-page';
import { test as base } from './test';

interface Fixtures {
  /** A host of small models on this machine, of this test alone. */
  readonly host: ModelHost;
  readonly localModels: LocalModelsPage;
}

/** For tests of models on this device. */
export const test = base.extend<Fixtures>({
  host: async ({ troubles }, provide) => {
    const host = await startModelHost();
    troubles.expect(host.url);
    await provide(host);
    await host.close();
  },
  localModels: async ({ page }, provide) => provide(new LocalModelsPage(page)),
});
