import { loadOnce } from '../core/load-once';
import { type EmbeddingModel, embeddingModelFor } from '../core/model/embedding-model';
import type { LanguageModel } from '../core/model/language-model';
import { lazyEmbeddingModel, lazyModel } from '../core/model/lazy-model';
import { ModelError } from '../core/model/model-error';
import { type ModelRef, modelKey, modelName, staysOnDevice } from '../core/model/model-ref';
import type { ListedModel, ModelsConfig } from '../core/model/models-port';
import { type ServiceId, serviceIds } from '../core/model/provider-table';
import type { Spending } from '../core/model/spending';
import type { AnyAdapter } from './adapter';
import type { Adapters } from './adapters';
import type { PolicedEmbeddingModel } from './wrappers/embedding-call';
import { createModelStack, type ModelStack, type StackDeps } from './wrappers/model-stack';
import { redactSecrets } from './wrappers/redact-secrets';
import { withoutSecrets } from './wrappers/with-redaction';

/** The models of every provider under the policy of the session, as configured last. What comes before throws a ModelError. */
export interface ModelService {
  /** `spent` counts the first time only. */
  configure(config: ModelsConfig, spent: Spending): void;
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): PolicedEmbeddingModel;
  list(service: ServiceId, signal: AbortSignal): Promise<readonly ListedModel[]>;
  /** Ends every pause; see `ModelStack`. */
  tryNow(): void;
}

interface Session {
  readonly config: ModelsConfig;
  readonly stack: ModelStack;
  /** By their keys: a run of a thousand calls puts the policy together once. */
  readonly ofServices: Map<string, LanguageModel>;
}

export function createModelService({
  adapters,
  ...deps
}: Omit<StackDeps, 'spent' | 'config'> & { readonly adapters: Adapters }): ModelService {
  let session: Session | undefined;

  function configured(): Session {
    if (session !== undefined) return session;
    throw new ModelError({
      kind: 'internal',
      code: 'NOT_CONFIGURED',
      message: 'A call came before the settings of the models. Reload the page; if it happens again, report it.',
    });
  }

  return {
    configure(config, spent) {
      const stack = session?.stack ?? createModelStack({ ...deps, spent, config });
      stack.configure(config);
      session = { config, stack, ofServices: new Map() };
    },
    model(ref) {
      const { config, stack, ofServices } = configured();
      const adapter: AnyAdapter = adapters[ref.provider];
      const load = () => adapter.model(ref, config);
      // Whether it is there is asked at each call.
      if (staysOnDevice(ref)) return stack.free(lazyModel(ref, load));
      const key = modelKey(ref);
      const model = ofServices.get(key) ?? stack.paid(lazyModel(ref, loadOnce(load)));
      ofServices.set(key, model);
      return model;
    },
    embeddingModel(ref) {
      const { config, stack } = configured();
      const model = lazyEmbeddingModel(ref, () => embedderOf(adapters, ref, config));
      return staysOnDevice(ref) ? stack.freeEmbeddings(model) : stack.paidEmbeddings(model);
    },
    async list(service, signal) {
      const { config } = configured();
      const keys = serviceIds.map((one) => config.services[one].key);
      try {
        return redactSecrets(await adapters[service].list(config, signal), keys);
      } catch (error) {
        throw withoutSecrets(error, keys);
      }
    },
    tryNow: () => session?.stack.tryNow(),
  };
}

/** A provider that embeds nothing has another one that does. */
function embedderOf(adapters: Adapters, ref: ModelRef, config: ModelsConfig): Promise<EmbeddingModel> {
  const own: AnyAdapter = adapters[ref.provider];
  if (own.embeddingModel !== undefined) return own.embeddingModel(ref, config);
  const other = embeddingModelFor(ref);
  const instead: AnyAdapter = adapters[other.provider];
  return instead.embeddingModel?.(other, config) ?? Promise.reject(embedsNothing(ref));
}

function embedsNothing(ref: ModelRef): ModelError {
  const message = `${modelName(ref)} turns no texts into vectors. Choose another model.`;
  return new ModelError({ kind: 'no-model', code: 'NO_EMBEDDINGS', message });
}
