import { ModelError } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelsConfig } from '../core/model/models-port';
import { keepKeyHome } from '../providers/gemini/keep-key-home';
import { createModelStack, type ModelStack } from '../providers/wrappers/model-stack';
import { lazyEmbeddingModel, lazyModel } from './lazy-model';
import { createModelsServer, type ModelsService, type ServiceEvents } from './models-server';
import { realSleep, setRealTimer } from './set-timer';

/**
 * The composition root of the models worker: it alone builds providers and holds the keys. Providers are imported at their
 * first call, so that the worker answers before an SDK is loaded.
 */
function createService({ onCall, onSpending }: ServiceEvents): ModelsService {
  let session: { readonly config: ModelsConfig; readonly stack: ModelStack } | undefined;

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
      const stack = session?.stack ?? createModelStack({ ...effects, onCall, onSpending, spent, config });
      stack.configure(config);
      session = { config, stack };
    },
    model(ref) {
      const { config, stack } = configured();
      switch (ref.provider) {
        case 'practice':
          return stack.free(lazyModel(ref, loadPractice));
        case 'gemini':
          return stack.paid(lazyModel(ref, () => loadGemini(ref, config)));
      }
    },
    embeddingModel(ref) {
      const { config, stack } = configured();
      switch (ref.provider) {
        case 'practice':
          return stack.freeEmbeddings(lazyEmbeddingModel(ref, loadPracticeEmbeddings));
        case 'gemini':
          return stack.paidEmbeddings(lazyEmbeddingModel(ref, () => loadGeminiEmbeddings(ref, config)));
      }
    },
    async listGeminiModels(signal) {
      const { config } = configured();
      const { listGeminiModels } = await import('../providers/gemini/list-gemini-models');
      return listGeminiModels({ config: config.gemini, fetch: self.fetch.bind(self), signal, now: Date.now });
    },
  };
}

const effects = {
  clock: { now: Date.now, sleep: realSleep },
  random: Math.random,
  newId: () => crypto.randomUUID(),
};

async function loadPractice() {
  const { practiceLanguageModel } = await import('../providers/practice/practice-model');
  return practiceLanguageModel({ sleep: realSleep });
}

async function loadGemini(ref: Extract<ModelRef, { provider: 'gemini' }>, config: ModelsConfig) {
  const { geminiLanguageModel } = await import('../providers/gemini/gemini-language-model');
  return geminiLanguageModel({ ref, config: config.gemini, now: Date.now });
}

async function loadPracticeEmbeddings() {
  const { practiceEmbeddingModel } = await import('../providers/practice/embedding-model');
  return practiceEmbeddingModel();
}

async function loadGeminiEmbeddings(ref: Extract<ModelRef, { provider: 'gemini' }>, config: ModelsConfig) {
  const { geminiEmbeddingModel } = await import('../providers/gemini/gemini-embedding-model');
  return geminiEmbeddingModel({ ref, config: config.gemini, fetch: self.fetch.bind(self), now: Date.now });
}

// Before any SDK is loaded.
self.fetch = keepKeyHome(self.fetch.bind(self));
createModelsServer({ createService, now: Date.now, setTimer: setRealTimer }).serve(self);
