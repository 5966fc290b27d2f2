import type { Adapter, AdapterEffects } from '../adapter';

/** No worker has the browser's model: the page answers for it. */
export function browserAdapter({ askBrowserModel }: AdapterEffects): Adapter<'browser'> {
  return {
    async model() {
      const { browserLanguageModel } = await import('./browser-language-model');
      return browserLanguageModel(askBrowserModel);
    },
  };
}
