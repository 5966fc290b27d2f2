import type { ModelsConfig } from '../../core/model/models-port';
import type { Adapter, AdapterEffects } from '../adapter';
import type { LocalEngine } from './local-engine';

/** The engine's own code comes later still, with the first model that is loaded. */
export function webllmAdapter(effects: AdapterEffects): Adapter<'webllm'> & { readonly unload: () => void } {
  let engine: Promise<LocalEngine> | undefined;

  function present(config: ModelsConfig): Promise<LocalEngine> {
    engine ??= load(effects, config).catch((cause: unknown) => {
      // The next call tries again.
      engine = undefined;
      throw cause;
    });
    return engine;
  }

  return {
    model: async (ref, config) => (await present(config)).model(ref),
    embeddingModel: async (ref, config) => (await present(config)).embeddingModel(ref),
    scoringModel: async (ref, config) => (await present(config)).scoringModel(ref),
    tokenizer: async (ref, config) => (await present(config)).tokenizer(ref),
    vectorModel: async (ref, config) => (await present(config)).vectorModel(ref),
    unload() {
      // Who asked for one that did not load is told so.
      void engine?.then(
        (loaded) => loaded.unload(),
        () => {},
      );
    },
  };
}

async function load(
  { scope, openModelFiles, setTimer, now, random, onEngine }: AdapterEffects,
  { local: { selfTest } }: ModelsConfig,
): Promise<LocalEngine> {
  const [{ createLocalEngine }, { installStoredCaches }, { loadRealEngine }, files] = await Promise.all([
    import('./local-engine'),
    import('./stored-caches'),
    import('./real-engine'),
    openModelFiles(),
  ]);
  // With the real caches in hand, in whose place the stand-in comes.
  installStoredCaches(scope, files);
  const engine = createLocalEngine({ files, loadEngine: loadRealEngine, setTimer, now, random, selfTest });
  engine.onState(onEngine);
  return engine;
}
