import { type ModelHost, startModelHost } from '../model-host/model-host.mjs';
import type { Plan } from '../stand-in-engine/plan.mjs';
import { LocalModelsPage } from './local-models-page';
import { standInForWebLlm } from './stand-in';
import { test as base } from './test';

interface Fixtures {
  /** A host of small models on this machine, of this test alone. */
  readonly host: ModelHost;
  readonly localModels: LocalModelsPage;
  /** Opens the studio with a small model of the host as the prompt model, on Settings; the stand-in engine computes by the plan. */
  readonly openOnLocal: (given?: { readonly plan?: Plan; readonly id?: string }) => Promise<void>;
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
  openOnLocal: async ({ context, studio, host, localModels }, provide) =>
    provide(async ({ plan, id = 'tiny-chat' } = {}) => {
      await standInForWebLlm(context, plan);
      await studio.open();
      await studio.goTo('Settings');
      await localModels.fetch(host.model(id));
      await localModels.button(id, 'Use as prompt model').click();
    }),
});
