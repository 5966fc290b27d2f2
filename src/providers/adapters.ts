import type { ProviderId } from '../core/model/provider-table';
import type { Adapter, AdapterEffects } from './adapter';
import { browserAdapter } from './browser/adapter';
import { geminiAdapter } from './gemini/adapter';
import { practiceAdapter } from './practice/adapter';
import { serverAdapter } from './server/adapter';
import { webllmAdapter } from './webllm/adapter';

/** One for each row of the table. */
export type Adapters = { readonly [P in ProviderId]: Adapter<P> };

export interface AllProviders {
  readonly adapters: Adapters;
  /** Gives the GPU memory back. */
  unloadLocal(): void;
}

export function allProviders(effects: AdapterEffects): AllProviders {
  const webllm = webllmAdapter(effects);
  return {
    adapters: {
      practice: practiceAdapter(effects),
      gemini: geminiAdapter(effects),
      webllm,
      server: serverAdapter(effects),
      browser: browserAdapter(effects),
    },
    unloadLocal: webllm.unload,
  };
}
