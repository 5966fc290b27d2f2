import { orAbort } from '../../core/model/abort';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { type ConnectedModels, connectModels } from '../models-client';
import type { Endpoint } from '../rpc/protocol';

/** The models worker, as the training worker reaches it: over a port that the page gives when it is wanted. */
export interface ModelsConnection {
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): EmbeddingModel;
  /** The models worker has stopped. Calls under way are made again over the next port. */
  gone(reason: string): void;
}

/** A call that has brought down the models worker so often is not made again. */
const mostTries = 3;

export function createModelsConnection({
  connect,
  newId,
}: {
  /** Asks the page for a port. Its own error is that of the calls that wait for it. */
  readonly connect: () => Promise<Endpoint>;
  readonly newId: () => string;
}): ModelsConnection {
  let models: Promise<ConnectedModels> | undefined;

  function present(signal: AbortSignal): Promise<ConnectedModels> {
    models ??= connect().then(
      (endpoint) => connectModels({ endpoint, newId }),
      (error: unknown) => {
        // The next call tries again.
        models = undefined;
        throw error;
      },
    );
    return orAbort(models, signal);
  }

  async function embed(ref: ModelRef, texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    for (let tries = 1; ; tries++) {
      try {
        return await (await present(signal)).embeddingModel(ref).embed(texts, signal);
      } catch (error) {
        if (!isInterrupted(error) || tries === mostTries) throw error;
      }
    }
  }

  return {
    model: (ref) => ({
      ref,
      capabilities: capabilitiesOf(ref),
      async *stream(request, signal) {
        signal.throwIfAborted();
        for (let tries = 1; ; tries++) {
          try {
            yield* (await present(signal)).model(ref).stream(request, signal);
            return;
          } catch (error) {
            if (!isInterrupted(error) || tries === mostTries) throw error;
            yield { type: 'restart' };
          }
        }
      },
    }),
    embeddingModel: (ref) => ({ ref, embed: (texts, signal) => embed(ref, texts, signal) }),
    gone(reason) {
      const lost = models;
      models = undefined;
      void lost?.then(
        (connected) => connected.disconnect(reason),
        () => undefined,
      );
    },
  };
}

function isInterrupted(error: unknown): boolean {
  return error instanceof ModelError && error.kind === 'interrupted';
}
