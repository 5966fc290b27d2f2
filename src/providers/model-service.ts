import { loadOnce } from '../core/load-once';
import type { ServerProgram } from '../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../core/model/completion-capabilities-of';
import { type EmbeddingModel, embeddingModelFor } from '../core/model/embedding-model';
import type { LanguageModel } from '../core/model/language-model';
import { lazyEmbeddingModel, lazyModel } from '../core/model/lazy-model';
import { ModelError } from '../core/model/model-error';
import { type ModelRef, modelKey, modelName, staysOnDevice } from '../core/model/model-ref';
import type { ListedModel, ModelsConfig } from '../core/model/models-port';
import { type ServiceId, serviceIds } from '../core/model/provider-table';
import type { ScoredText, ScoreRequest } from '../core/model/scoring-model';
import type { Spending } from '../core/model/spending';
import type { Tokenized, TokenizerInput } from '../core/model/tokenizer';
import type { VectorRequest, Vectors } from '../core/model/vector-model';
import type { AnyAdapter } from './adapter';
import type { Adapters, AskableServer } from './adapters';
import type { EachRequest } from './each-request';
import type { PolicedEmbeddingModel } from './wrappers/embedding-call';
import { createModelStack, type ModelStack, type StackDeps } from './wrappers/model-stack';
import { redactSecrets } from './wrappers/redact-secrets';
import type { Asking } from './wrappers/whole-call';
import type { CountTokens } from './wrappers/with-context';
import { refuseWhilePrivate } from './wrappers/with-privacy';
import { withoutSecrets } from './wrappers/with-redaction';

/** The models of every provider under the policy of the session, as configured last. What comes before throws a ModelError. */
export interface ModelService {
  /** `spent` counts the first time only. */
  configure(config: ModelsConfig, spent: Spending): void;
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): PolicedEmbeddingModel;
  scoringModel(ref: ModelRef): PolicedScoringModel;
  tokenizer(ref: ModelRef): PolicedTokenizer;
  vectorModel(ref: ModelRef): PolicedVectorModel;
  serverProgram(signal: AbortSignal): Promise<ServerProgram>;
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
  server,
  ...deps
}: Omit<StackDeps, 'spent' | 'config' | 'serverProgram'> & {
  readonly adapters: Adapters;
  /** Absent: what a server is stays unknown. */
  readonly server?: AskableServer;
}): ModelService {
  let session: Session | undefined;

  function configured(): Session {
    if (session !== undefined) return session;
    throw new ModelError({
      kind: 'internal',
      code: 'NOT_CONFIGURED',
      message: 'A call came before the settings of the models. Reload the page; if it happens again, report it.',
    });
  }

  function adapterOf({ provider }: ModelRef): AnyAdapter {
    return adapters[provider];
  }

  function policedTokens(ref: ModelRef): PolicedTokenizer {
    const { config, stack } = configured();
    const model = () => adapterOf(ref).tokenizer?.(ref, config) ?? cannot('tokenizer', ref);
    return {
      ref,
      tokens: ({ input, ...asking }) => stack.playground(ref).tokens(input, model, asking),
      text: ({ ids, ...asking }) => stack.playground(ref).textOf(ids, model, asking),
    };
  }

  return {
    configure(config, spent) {
      const serverProgram = async (signal: AbortSignal) =>
        (await server?.program(configured().config, signal)) ?? 'unknown';
      const stack = session?.stack ?? createModelStack({ ...deps, spent, config, serverProgram });
      stack.configure(config);
      session = { config, stack, ofServices: new Map() };
    },
    model(ref) {
      const { config, stack, ofServices } = configured();
      const adapter = adapterOf(ref);
      const load = () => adapter.model(ref, config);
      // Whether it is there is asked at each call.
      if (staysOnDevice(ref)) return stack.free(lazyModel(ref, load));
      const key = modelKey(ref);
      const count: CountTokens = (input, signal) => policedTokens(ref).tokens({ input, signal, onEvent: () => {} });
      const model = ofServices.get(key) ?? stack.paid(lazyModel(ref, loadOnce(load)), count);
      ofServices.set(key, model);
      return model;
    },
    embeddingModel(ref) {
      const { config, stack } = configured();
      const model = lazyEmbeddingModel(ref, () => embedderOf(adapters, ref, config));
      return staysOnDevice(ref) ? stack.freeEmbeddings(model) : stack.paidEmbeddings(model);
    },
    scoringModel(ref) {
      const { config, stack } = configured();
      const model = (each: EachRequest) =>
        adapterOf(ref).scoringModel?.(ref, config, each) ?? cannot('scoringModel', ref);
      return { ref, score: ({ request, ...asking }) => stack.playground(ref).score(request, model, asking) };
    },
    tokenizer: policedTokens,
    vectorModel(asked) {
      const { config, stack } = configured();
      // Who embeds for it, if it does not itself.
      const { ref } = completionCapabilitiesOf(asked).vectors;
      const model = () => adapterOf(ref).vectorModel?.(ref, config) ?? cannot('vectorModel', ref);
      return { ref, vectors: ({ request, ...asking }) => stack.playground(ref).vectors(request, model, asking) };
    },
    async serverProgram(signal) {
      const { config } = configured();
      refuseWhilePrivate({ provider: 'server', id: '' }, config.privateMode);
      return (await server?.program(config, signal)) ?? 'unknown';
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

/** The ports of the Playground as a session offers them: they tell while they wait. */
interface PolicedScoringModel {
  readonly ref: ModelRef;
  score(call: Asking & { readonly request: ScoreRequest }): Promise<ScoredText>;
}

interface PolicedTokenizer {
  readonly ref: ModelRef;
  tokens(call: Asking & { readonly input: TokenizerInput }): Promise<Tokenized>;
  text(call: Asking & { readonly ids: readonly number[] }): Promise<string>;
}

interface PolicedVectorModel {
  readonly ref: ModelRef;
  vectors(call: Asking & { readonly request: VectorRequest }): Promise<Vectors>;
}

const inability = {
  scoringModel: 'gives no probabilities of given texts',
  tokenizer: 'does not say how it cuts a text into tokens',
  vectorModel: 'turns no texts into vectors',
};

/** What the table allows and no adapter has: a refusal nevertheless, and no crash. */
function cannot(kind: keyof typeof inability, ref: ModelRef): Promise<never> {
  const message = `${modelName(ref)} ${inability[kind]}. Choose another model.`;
  return Promise.reject(new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message }));
}

function embedsNothing(ref: ModelRef): ModelError {
  const message = `${modelName(ref)} turns no texts into vectors. Choose another model.`;
  return new ModelError({ kind: 'no-model', code: 'NO_EMBEDDINGS', message });
}
