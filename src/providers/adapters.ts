import type { ServerProgram } from '../core/model/completion-capabilities';
import type { ModelsConfig } from '../core/model/models-port';
import type { ProviderId } from '../core/model/provider-table';
import type { Adapter, AdapterEffects } from './adapter';
import { browserAdapter } from './browser/adapter';
import { geminiAdapter } from './gemini/adapter';
import { practiceAdapter } from './practice/adapter';
import { serverAdapter } from './server/adapter';
import { webllmAdapter } from './webllm/adapter';

/** One for each row of the table. */
export type Adapters = { readonly [P in ProviderId]: Adapter<P> };

export interface AskableServer {
  /** What it is, by what it answers; asked once for each address. Throws ModelError. */
  program(config: ModelsConfig, signal: AbortSignal): Promise<ServerProgram>;
}

export interface AllProviders {
  readonly adapters: Adapters;
  readonly server: AskableServer;
  /** Gives the GPU memory back. */
  unloadLocal(): void;
}

export function allProviders(effects: AdapterEffects): AllProviders {
  const webllm = webllmAdapter(effects);
  const server = serverAdapter(effects);
  return {
    adapters: {
      practice: practiceAdapter(effects),
      gemini: geminiAdapter(effects),
      webllm,
      server,
      browser: browserAdapter(effects),
    },
    server,
    unloadLocal: webllm.unload,
  };
}
