import type { SetTimer } from '../../core/effects';
import { loadOnce } from '../../core/load-once';
import type { StoredModel } from '../../core/local/local-model';
import type { ModelFiles } from '../../core/local/model-files';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { type EngineState, emptyEngine, type LoadState } from '../../core/model/engine-state';
import type { LanguageModel } from '../../core/model/language-model';
import type { ModelRef } from '../../core/model/model-ref';
import type { ScoringModel } from '../../core/model/scoring-model';
import type { Tokenizer } from '../../core/model/tokenizer';
import type { VectorModel } from '../../core/model/vector-model';
import { type OwnSampling, type PreparedChat, readChatTemplate } from './chat-template';
import { embeddingTokens, type PreparedEmbedding, webllmEmbeddingModel, webllmVectorModel } from './embedding-model';
import { nonsense } from './engine-errors';
import type { EngineFactory, EngineOverrides, EngineRecord } from './engine-port';
import { createEngineSlot, UnfitModelError } from './engine-slot';
import { webllmScoringModel } from './scoring-model';
import { chatSelfTest, embeddingTestTexts, judgeEmbeddings, type SelfTest } from './self-test';
import { defaultSilencePolicy, type SilencePolicy } from './silence';
import { webllmTokenizer } from './tokenizer';
import { libraryAddress, weightsAddress } from './virtual-address';
import { webllmLanguageModel } from './webllm-language-model';

type WebllmRef = Extract<ModelRef, { provider: 'webllm' }>;

export interface LocalEngineDeps {
  readonly files: ModelFiles;
  /** `loadRealEngine`; called when the first model is loaded, and again after a failure. */
  readonly loadEngine: () => Promise<EngineFactory>;
  readonly setTimer: SetTimer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to, never reaching, 1. */
  readonly random: () => number;
  /** Absent: `defaultSilencePolicy`. */
  readonly silence?: SilencePolicy;
  /** Absent: `known-answer`. */
  readonly selfTest?: SelfTest;
}

/** The GPU of this device: one chat model, and one embedding model beside it, each loaded by the first call that needs it. */
export interface LocalEngine {
  model(ref: WebllmRef): LanguageModel;
  embeddingModel(ref: WebllmRef): EmbeddingModel;
  scoringModel(ref: WebllmRef): ScoringModel;
  tokenizer(ref: WebllmRef): Tokenizer;
  vectorModel(ref: WebllmRef): VectorModel;
  /** Told the present state at once, then every change; returns the way to stop listening. */
  onState(listener: (state: EngineState) => void): () => void;
  /** Gives the GPU memory back, after the calls that are under way; the next call loads again. */
  unload(): Promise<void>;
}

export function createLocalEngine(deps: LocalEngineDeps): LocalEngine {
  const { files, setTimer, now, random, silence = defaultSilencePolicy, selfTest = 'known-answer' } = deps;
  const listeners = new Set<(state: EngineState) => void>();
  let state: EngineState = emptyEngine;

  const report = (part: keyof EngineState) => (next: LoadState) => {
    state = { ...state, [part]: next };
    for (const listener of listeners) listener(state);
  };

  // A failure is not kept, since the network may be back.
  const loadEngine = loadOnce(deps.loadEngine);
  const shared = { files, loadEngine, setTimer, now, silence };
  // Two engines: each model of WebLLM has a device and a runtime of its own anyway, and one engine cannot load a second model
  // without loading the first one again.
  const chat = createEngineSlot<PreparedChat>({
    ...shared,
    kind: 'chat',
    onState: report('chat'),
    async inspect(stored) {
      const { id, contextTokens } = stored.model;
      const template = await readChatTemplate(files, stored);
      const overrides = {
        context_window_size: contextTokens,
        // One or the other: the engine refuses both.
        ...(template.slidingWindow ? { sliding_window_size: -1 as const } : {}),
        ...missingSampling(template.sampling),
      };
      return {
        record: { ...recordOf(stored), overrides },
        async prepare(engine, heard) {
          const result = await chatSelfTest(engine, { id, kind: selfTest, heard });
          if (!result.ok) throw new UnfitModelError(nonsense(id), { cause: result.got });
          return { template };
        },
      };
    },
  });
  const embedding = createEngineSlot<PreparedEmbedding>({
    ...shared,
    kind: 'embedding',
    onState: report('embedding'),
    async inspect(stored) {
      const { id, contextTokens } = stored.model;
      return {
        // Its context is compiled in: the engine refuses another one.
        record: recordOf(stored),
        async prepare(engine) {
          const input = embeddingTestTexts.map((text) => embeddingTokens(engine, { id, text, contextTokens }));
          const { data } = await engine.embeddings.create({ model: id, input });
          const result = judgeEmbeddings(
            data.map((item) => item.embedding),
            selfTest,
          );
          if (!result.ok) throw new UnfitModelError(nonsense(id), { cause: result.got });
          return { dimensions: result.dimensions };
        },
      };
    },
  });

  return {
    model: (ref) => webllmLanguageModel({ ref, slot: chat, silence, setTimer, random }),
    embeddingModel: (ref) => webllmEmbeddingModel({ ref, slot: embedding, silence, setTimer }),
    scoringModel: (ref) => webllmScoringModel({ ref, slot: chat, silence, setTimer }),
    tokenizer: (ref) => webllmTokenizer({ ref, slot: chat, silence, setTimer }),
    vectorModel: (ref) => webllmVectorModel({ ref, slot: embedding, silence, setTimer }),
    onState(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    async unload() {
      await Promise.all([chat.unload(), embedding.unload()]);
    },
  };
}

/** Without one of them the engine throws a RangeError on every token that it is fed directly; each is what changes nothing. */
function missingSampling(own: OwnSampling): Partial<EngineOverrides> {
  return {
    ...(own.temperature === null ? { temperature: 1 } : {}),
    ...(own.topP === null ? { top_p: 1 } : {}),
    ...(own.repetitionPenalty === null ? { repetition_penalty: 1 } : {}),
    ...(own.presencePenalty === null ? { presence_penalty: 0 } : {}),
    ...(own.frequencyPenalty === null ? { frequency_penalty: 0 } : {}),
  };
}

function recordOf({ model: { id, kind, requiredFeatures, packageManifest } }: StoredModel): EngineRecord {
  return {
    model: weightsAddress(id),
    model_id: id,
    model_lib: libraryAddress(id),
    model_type: kind,
    required_features: requiredFeatures,
    ...(packageManifest === null ? {} : { model_manifest: packageManifest }),
  };
}
