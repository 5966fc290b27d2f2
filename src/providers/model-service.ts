import { type EmbeddingModel, embeddingModelFor } from '../core/model/embedding-model';
import type { LanguageModel } from '../core/model/language-model';
import { lazyEmbeddingModel, lazyModel } from '../core/model/lazy-model';
import { ModelError } from '../core/model/model-error';
import { type ModelRef, modelName, staysOnDevice } from '../core/model/model-ref';
import type { ListedModel, ModelsConfig } from '../core/model/models-port';
import { type ServiceId, serviceIds } from '../core/model/provider-table';
import type { ScoringModel } from '../core/model/scoring-model';
import type { Spending } from '../core/model/spending';
import type { Tokenizer } from '../core/model/tokenizer';
import type { VectorModel } from '../core/model/vector-model';
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
  scoringModel(ref: ModelRef): ScoringModel;
  tokenizer(ref: ModelRef): Tokenizer;
  vectorModel(ref: ModelRef): VectorModel;
  list(service: ServiceId, signal: AbortSignal): Promise<readonly ListedModel[]>;
  /** Ends every pause; see `ModelStack`. */
  tryNow(): void;
}

export function createModelService({
  adapters,
  ...deps
}: Omit<StackDeps, 'spent' | 'config'> & { readonly adapters: Adapters }): ModelService {
  let session: { readonly config: ModelsConfig; readonly stack: ModelStack } | undefined;

  function configured(): { readonly config: ModelsConfig; readonly stack: ModelStack } {
    if (session !== undefined) return session;
    throw new ModelError({
      kind: 'internal',
      code: 'NOT_CONFIGURED',
      message: 'A call came before the settings of the models. Reload the page; if it happens again, report it.',
    });
  }

  function inspected<Kind extends keyof Inspecting>(kind: Kind, ref: ModelRef): Promise<Inspecting[Kind]> {
    const { config } = configured();
    const adapter: AnyAdapter = adapters[ref.provider];
    const made = adapter[kind]?.(ref, config) as Promise<Inspecting[Kind]> | undefined; // of the same key
    return made ?? Promise.reject(cannot(kind, ref));
  }

  return {
    configure(config, spent) {
      const stack = session?.stack ?? createModelStack({ ...deps, spent, config });
      stack.configure(config);
      session = { config, stack };
    },
    model(ref) {
      const { config, stack } = configured();
      const adapter: AnyAdapter = adapters[ref.provider];
      const model = lazyModel(ref, () => adapter.model(ref, config));
      return staysOnDevice(ref) ? stack.free(model) : stack.paid(model);
    },
    embeddingModel(ref) {
      const { config, stack } = configured();
      const model = lazyEmbeddingModel(ref, () => embedderOf(adapters, ref, config));
      return staysOnDevice(ref) ? stack.freeEmbeddings(model) : stack.paidEmbeddings(model);
    },
    scoringModel: (ref) => ({
      ref,
      score: async (request, signal) => (await inspected('scoringModel', ref)).score(request, signal),
    }),
    tokenizer: (ref) => ({
      ref,
      tokens: async (input, signal) => (await inspected('tokenizer', ref)).tokens(input, signal),
      text: async (ids, signal) => (await inspected('tokenizer', ref)).text(ids, signal),
    }),
    vectorModel: (ref) => ({
      ref,
      vectors: async (request, signal) => (await inspected('vectorModel', ref)).vectors(request, signal),
    }),
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

interface Inspecting {
  readonly scoringModel: ScoringModel;
  readonly tokenizer: Tokenizer;
  readonly vectorModel: VectorModel;
}

const inability: Readonly<Record<keyof Inspecting, string>> = {
  scoringModel: 'gives no probabilities of given texts',
  tokenizer: 'does not say how it cuts a text into tokens',
  vectorModel: 'turns no texts into vectors',
};

function cannot(kind: keyof Inspecting, ref: ModelRef): ModelError {
  const message = `${modelName(ref)} ${inability[kind]}. Choose another model.`;
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}

function embedsNothing(ref: ModelRef): ModelError {
  const message = `${modelName(ref)} turns no texts into vectors. Choose another model.`;
  return new ModelError({ kind: 'no-model', code: 'NO_EMBEDDINGS', message });
}
