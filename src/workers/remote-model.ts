import type { EmbeddingModel } from '../core/model/embedding-model';
import { capabilitiesOf } from '../core/model/known-capabilities';
import type { LanguageModel } from '../core/model/language-model';
import { ModelError } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { Models } from '../core/model/models-port';
import type { ScoringModel } from '../core/model/scoring-model';
import type { Tokenizer } from '../core/model/tokenizer';
import type { VectorModel } from '../core/model/vector-model';
import { modelErrors } from './model-errors';
import type { ModelsMethods } from './models-protocol';
import type { Endpoint } from './rpc/protocol';
import { createRemote, type Remote } from './rpc/remote';

/** The models of another worker, over a port that the page has connected. Their answers come whole. */
export interface ConnectedModels {
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): EmbeddingModel;
  scoringModel(ref: ModelRef): ScoringModel;
  vectorModel(ref: ModelRef): VectorModel;
  /**
   * For when the page says that the models worker was restarted (its status is `restarted`), since a port does not tell. What is under
   * way is made again over the next port, or fails as `interrupted` when it has been made often enough.
   */
  disconnect(reason: string): void;
}

export function connectModels({
  connect,
  tries = 1,
}: {
  /** Asked for a port at the first call, and after each `disconnect`. */
  readonly connect: () => Promise<Endpoint>;
  /** How often a call may bring down the models worker. */
  readonly tries?: number;
}): ConnectedModels {
  const worker = createRemote<ModelsMethods>({ source: { connect }, errors: modelErrors, died: interrupted, tries });
  return {
    model: (ref) => wholeModel(ref, worker),
    embeddingModel: (ref) => remoteEmbeddingModel(ref, worker),
    scoringModel: (ref) => remoteScoringModel(ref, worker),
    vectorModel: (ref) => remoteVectorModel(ref, worker),
    disconnect: worker.lose,
  };
}

function wholeModel(ref: ModelRef, worker: Remote<ModelsMethods>): LanguageModel {
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    async *stream(request, signal) {
      signal.throwIfAborted();
      yield await worker.call('answer', { ref, request }, { signal });
    },
  };
}

/** Everything that a model can be asked, of the worker that has them. */
export function remoteModels(
  worker: Remote<ModelsMethods>,
): Pick<Models, 'model' | 'embeddingModel' | 'scoringModel' | 'tokenizer' | 'vectorModel'> {
  return {
    model: (ref) => remoteModel(ref, worker),
    embeddingModel: (ref) => remoteEmbeddingModel(ref, worker),
    scoringModel: (ref) => remoteScoringModel(ref, worker),
    tokenizer: (ref) => remoteTokenizer(ref, worker),
    vectorModel: (ref) => remoteVectorModel(ref, worker),
  };
}

function remoteModel(ref: ModelRef, worker: Remote<ModelsMethods>): LanguageModel {
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    async *stream(request, signal) {
      let text = '';
      try {
        for await (const event of worker.stream('stream', { ref, request }, { signal })) {
          if (event.type === 'text') text += event.text;
          if (event.type === 'restart') text = '';
          yield event;
        }
      } catch (error) {
        if (!(error instanceof ModelError) || error.data.code !== diedCode) throw error;
        throw new ModelError({ ...error.data, partialText: text });
      }
    },
  };
}

function remoteEmbeddingModel(ref: ModelRef, worker: Remote<ModelsMethods>): EmbeddingModel {
  return { ref, embed: (texts, signal) => worker.call('embed', { ref, texts }, { signal }) };
}

function remoteScoringModel(ref: ModelRef, worker: Remote<ModelsMethods>): ScoringModel {
  return { ref, score: (request, signal) => worker.call('score', { ref, request }, { signal }) };
}

function remoteTokenizer(ref: ModelRef, worker: Remote<ModelsMethods>): Tokenizer {
  return {
    ref,
    tokens: (input, signal) => worker.call('tokens', { ref, input }, { signal }),
    text: (ids, signal) => worker.call('text-of-tokens', { ref, ids }, { signal }),
  };
}

function remoteVectorModel(ref: ModelRef, worker: Remote<ModelsMethods>): VectorModel {
  return { ref, vectors: (request, signal) => worker.call('vectors', { ref, request }, { signal }) };
}

const diedCode = 'WORKER_DIED';

export function interrupted(reason: string): ModelError {
  return new ModelError({
    kind: 'interrupted',
    code: diedCode,
    message: `The background worker that runs the models stopped during this call (${reason}). Nothing else was lost. Run it again.`,
  });
}
