import { ModelError } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { ListedModel, LocalConfig, ModelsConfig } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import { keepKeyHome } from '../providers/gemini/keep-key-home';
import { createKnownRefusals } from '../providers/gemini/refused-settings';
import type { PermissionQuery, ServerSurroundings } from '../providers/server/connection';
import { createKnownHabits } from '../providers/server/habits';
import type { LocalEngine } from '../providers/webllm/local-engine';
import { createModelStack, type ModelStack } from '../providers/wrappers/model-stack';
import { redactSecrets } from '../providers/wrappers/redact-secrets';
import { withoutSecrets } from '../providers/wrappers/with-redaction';
import { lazyEmbeddingModel, lazyModel } from './lazy-model';
import { modelErrors } from './model-errors';
import type { ModelsPageMethods } from './models-protocol';
import { createModelsServer, type ModelsService, type ServiceEvents } from './models-server';
import { newId } from './new-id';
import { guardDoors } from './private-fetch';
import { createRemote } from './rpc/remote';
import { realSleep, setRealTimer } from './set-timer';

/**
 * The composition root of the models worker: it alone builds providers and holds the keys. Providers are imported at their
 * first call, so that the worker answers before an SDK is loaded.
 */
function createService({ onCall, onSpending, onEngine }: ServiceEvents): ModelsService {
  let session: { readonly config: ModelsConfig; readonly stack: ModelStack } | undefined;
  let local: Promise<LocalEngine> | undefined;
  const habits = createKnownHabits();
  const refusals = createKnownRefusals();

  function configured(): { readonly config: ModelsConfig; readonly stack: ModelStack } {
    if (session !== undefined) return session;
    throw new ModelError({
      kind: 'internal',
      code: 'NOT_CONFIGURED',
      message: 'A call came before the settings of the models. Reload the page; if it happens again, report it.',
    });
  }

  return {
    configure(config, spent) {
      doors.close(config.privateMode);
      const stack = session?.stack ?? createModelStack({ ...effects, onCall, onSpending, spent, config });
      stack.configure(config);
      session = { config, stack };
    },
    model(ref) {
      const { config, stack } = configured();
      switch (ref.provider) {
        case 'practice':
          return stack.free(lazyModel(ref, loadPractice));
        case 'webllm':
          return stack.free(lazyModel(ref, async () => (await localEngine(config)).model(ref)));
        case 'browser':
          return stack.free(lazyModel(ref, loadBrowserModel));
        case 'gemini':
          return stack.paid(lazyModel(ref, () => loadGemini(ref, config)));
        case 'server':
          return stack.paid(lazyModel(ref, () => loadServer(ref, config)));
      }
    },
    embeddingModel(ref) {
      const { config, stack } = configured();
      switch (ref.provider) {
        case 'practice':
        case 'browser':
          return stack.freeEmbeddings(lazyEmbeddingModel(ref, loadPracticeEmbeddings));
        case 'webllm':
          return stack.freeEmbeddings(
            lazyEmbeddingModel(ref, async () => (await localEngine(config)).embeddingModel(ref)),
          );
        case 'gemini':
          return stack.paidEmbeddings(lazyEmbeddingModel(ref, () => loadGeminiEmbeddings(ref, config)));
        case 'server':
          return stack.paidEmbeddings(lazyEmbeddingModel(ref, () => loadServerEmbeddings(ref, config)));
      }
    },
    async listModels(service, signal) {
      const { config } = configured();
      const keys = [config.gemini.key, config.server.key];
      try {
        return redactSecrets(await listOf(service, { config, signal }), keys);
      } catch (error) {
        throw withoutSecrets(error, keys);
      }
    },
    unloadLocal() {
      void local?.then((engine) => engine.unload());
    },
    tryNow() {
      session?.stack.tryNow();
    },
  };

  function localEngine({ local: { selfTest } }: ModelsConfig): Promise<LocalEngine> {
    local ??= loadLocalEngine(selfTest).then(
      (engine) => {
        engine.onState(onEngine);
        return engine;
      },
      (cause: unknown) => {
        // The next call tries again.
        local = undefined;
        throw cause;
      },
    );
    return local;
  }

  async function listOf(
    service: ServiceId,
    { config, signal }: { readonly config: ModelsConfig; readonly signal: AbortSignal },
  ): Promise<readonly ListedModel[]> {
    switch (service) {
      case 'gemini': {
        const { listGeminiModels } = await import('../providers/gemini/list-gemini-models');
        return listGeminiModels({ config: config.gemini, fetch: self.fetch.bind(self), signal, now: Date.now });
      }
      case 'server': {
        const { listServerModels } = await import('../providers/server/list-server-models');
        return listServerModels({ ...surroundings(config), habits, signal });
      }
    }
  }

  async function loadServer(ref: Ref<'server'>, config: ModelsConfig) {
    const { serverLanguageModel } = await import('../providers/server/server-language-model');
    return serverLanguageModel({ ref, habits, ...surroundings(config) });
  }

  async function loadGemini(ref: Ref<'gemini'>, config: ModelsConfig) {
    const { geminiLanguageModel } = await import('../providers/gemini/gemini-language-model');
    return geminiLanguageModel({ ref, config: config.gemini, fetch: self.fetch.bind(self), now: Date.now, refusals });
  }
}

type Ref<Provider extends ModelRef['provider']> = Extract<ModelRef, { provider: Provider }>;

const effects = {
  clock: { now: Date.now, sleep: realSleep },
  random: Math.random,
  newId,
};

function surroundings({ server }: ModelsConfig): ServerSurroundings {
  return {
    config: server,
    fetch: self.fetch.bind(self),
    now: Date.now,
    // Cast: a name that TypeScript does not know yet is asked for.
    page: { origin: self.location.origin, permissions: self.navigator.permissions as PermissionQuery },
  };
}

/** The engine's own code comes later still, with the first model that is loaded. */
async function loadLocalEngine(selfTest: LocalConfig['selfTest']): Promise<LocalEngine> {
  const [{ createLocalEngine }, { installStoredCaches }, { loadRealEngine }, { createModelFiles }] = await Promise.all([
    import('../providers/webllm/local-engine'),
    import('../providers/webllm/stored-caches'),
    import('../providers/webllm/real-engine'),
    import('../persistence/models/create-model-files'),
  ]);
  // With the real caches in hand, in whose place the stand-in comes.
  const files = createModelFiles();
  installStoredCaches(self, files);
  return createLocalEngine({ files, loadEngine: loadRealEngine, setTimer: setRealTimer, now: Date.now, selfTest });
}

async function loadPractice() {
  const { practiceLanguageModel } = await import('../providers/practice/practice-model');
  return practiceLanguageModel({ sleep: realSleep });
}

async function loadPracticeEmbeddings() {
  const { practiceEmbeddingModel } = await import('../providers/practice/embedding-model');
  return practiceEmbeddingModel();
}

async function loadGeminiEmbeddings(ref: Ref<'gemini'>, config: ModelsConfig) {
  const { geminiEmbeddingModel } = await import('../providers/gemini/gemini-embedding-model');
  return geminiEmbeddingModel({ ref, config: config.gemini, fetch: self.fetch.bind(self), now: Date.now });
}

async function loadServerEmbeddings(ref: Ref<'server'>, config: ModelsConfig) {
  const { serverEmbeddingModel } = await import('../providers/server/server-embedding-model');
  return serverEmbeddingModel({ ref, ...surroundings(config) });
}

async function loadBrowserModel() {
  const { browserLanguageModel } = await import('../providers/browser/browser-language-model');
  return browserLanguageModel((question, signal) => page.stream('ask-browser-model', question, { signal }));
}

// Before any SDK is loaded; the guard is the outer one.
self.fetch = keepKeyHome(self.fetch.bind(self));
const doors = guardDoors(self);
const page = createRemote<ModelsPageMethods>({
  source: { connect: async () => self },
  errors: modelErrors,
  died: (reason) => new Error(reason),
});
createModelsServer({ createService, now: Date.now, setTimer: setRealTimer }).serve(self);
