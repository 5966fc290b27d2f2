import type { ChatCompletionRequestStreaming, LogitProcessor, MLCEngine, MLCEngineConfig } from '@mlc-ai/web-llm';
import type { ChatRequest, EngineFactory, EnginePort, EngineRecord } from './engine-port';

/** What we need of the module; another installed version of it fits as well. */
export interface WebLlmModule {
  readonly MLCEngine: new (config?: MLCEngineConfig) => MLCEngine;
}

/** Some 7 MB: fetched when a local model is used, and not before. `importModule` is given by tests of other versions. */
export async function loadRealEngine(
  importModule: () => Promise<WebLlmModule> = () => import('@mlc-ai/web-llm'),
): Promise<EngineFactory> {
  const { MLCEngine } = await importModule();
  return ({ record, onProgress }) =>
    portOf(
      new MLCEngine({
        // `cache`: the Cache API, in whose place `storedCaches` stands.
        appConfig: { model_list: [toModelRecord(record)], cacheBackend: 'cache' },
        initProgressCallback: onProgress,
        logLevel: 'WARN',
      }),
    );
}

/** `ModelType` of WebLLM, an enum that a type-only import cannot read. */
const modelTypes = { chat: 0, embedding: 1 } as const;

function toModelRecord({ model_type, required_features, overrides, ...record }: EngineRecord) {
  return {
    ...record,
    model_type: modelTypes[model_type],
    required_features: [...required_features],
    ...(overrides === undefined ? {} : { overrides }),
  };
}

function portOf(engine: MLCEngine): EnginePort {
  return {
    reload: (modelId) => engine.reload(modelId),
    // `create` of the engine is overloaded; a request with `stream: true` gives chunks.
    chat: { completions: { create: (request) => engine.chat.completions.create(toStreaming(request)) } },
    embeddings: {
      create: ({ model, input }) => engine.embeddings.create({ model, input: input.map((tokens) => [...tokens]) }),
    },
    interruptGenerate: () => {
      void engine.interruptGenerate();
    },
    unload: () => engine.unload(),
    tokens: (modelId, text) => Array.from(pipelineOf(engine, modelId).tokenizer.encode(text)),
    tokenText: (modelId, token) => pipelineOf(engine, modelId).tokenizer.decode(new Int32Array([token])),
    text: (modelId, tokens) => pipelineOf(engine, modelId).tokenizer.decode(Int32Array.from(tokens)),
    vocabularySize: (modelId) => pipelineOf(engine, modelId).tokenizer.getVocabSize(),
    resetChat: (modelId) => engine.resetChat(false, modelId),
    forward: async (modelId, tokens, isPrefill) => {
      // It also samples a token, which nobody asks for.
      await engine.forwardTokensAndSample([...tokens], isPrefill, modelId);
    },
    readsImages: (modelId) => pipelineOf(engine, modelId).getSupportedInputKinds?.()?.has('image') === true,
    steer: (modelId, choose) => {
      const pipeline = pipelineOf(engine, modelId);
      if (choose === null) delete pipeline.logitProcessor;
      else pipeline.logitProcessor = onlyChoosing(choose);
    },
    watchLogits: (modelId, read) => {
      const pipeline = pipelineOf(engine, modelId);
      if (read === null) delete pipeline.logitProcessor;
      else pipeline.logitProcessor = onlyReading(read);
    },
  };
}

/** The same request; the engine's type wants arrays that may be written to. */
function toStreaming({ messages, ...request }: ChatRequest): ChatCompletionRequestStreaming {
  return {
    ...request,
    messages: messages.map((message) =>
      typeof message.content === 'string'
        ? { role: message.role, content: message.content }
        : { role: 'user', content: message.content.map((part) => structuredClone(part)) },
    ) as ChatCompletionRequestStreaming['messages'], // each role with the content that goes with it
  };
}

function onlyReading(read: (logits: Float32Array) => void): LogitProcessor {
  return {
    processLogits: (logits) => {
      read(logits);
      return logits;
    },
    processSampledToken: () => {},
    resetState: () => {},
  };
}

function onlyChoosing(choose: (logits: Float32Array) => number): LogitProcessor {
  return {
    processLogits: (logits) => {
      const chosen = choose(logits);
      // No infinity: the engine multiplies.
      const forced = new Float32Array(logits.length).fill(-1e9);
      forced[chosen] = 0;
      return forced;
    },
    processSampledToken: () => {},
    resetState: () => {},
  };
}

/** Of `LLMChatPipeline` and `EmbeddingPipeline`, in every version that we know (0.2.60 to 0.2.86). */
interface Pipeline {
  readonly tokenizer: { encode(text: string): Int32Array; decode(tokens: Int32Array): string; getVocabSize(): number };
  logitProcessor?: LogitProcessor;
  /** Of versions that read images and sounds. */
  getSupportedInputKinds?(): ReadonlySet<string> | undefined;
}

/**
 * The engine offers no tokenizer, and takes a logit processor only before loading, where it would slow down every token of every call.
 * Both lie in the pipeline of the loaded model, which its types call private: hence the cast.
 */
function pipelineOf(engine: MLCEngine, modelId: string): Pipeline {
  const { loadedModelIdToPipeline } = engine as unknown as {
    readonly loadedModelIdToPipeline?: ReadonlyMap<string, Pipeline>;
  };
  const pipeline = loadedModelIdToPipeline?.get(modelId);
  if (pipeline === undefined) throw new PipelineMissingError(modelId);
  return pipeline;
}

/** The engine unloads by itself when its device is lost: same name as its own error for that. */
class PipelineMissingError extends Error {
  override readonly name = 'ModelNotLoadedError';

  constructor(modelId: string) {
    super(`${modelId} is no longer loaded.`);
  }
}
