import { orAbort } from '../../core/model/abort';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { type ConnectedModels, connectModels } from '../models-client';
import type { Endpoint } from '../models-protocol';

/** The models worker, as the training worker reaches it: over a port that the page gives when it is wanted. */
export interface ModelsConnection {
  model(ref: ModelRef): LanguageModel;
  embeddingModel(ref: ModelRef): EmbeddingModel;
  connected(port: Endpoint): void;
  failed(error: ModelErrorData): void;
  /** The models worker has stopped. Calls under way are made again over the next port. */
  gone(reason: string): void;
}

/** A call that has brought down the models worker so often is not made again. */
const mostTries = 3;

export function createModelsConnection({
  want,
  newId,
}: {
  /** Asks the page for a port; it answers by `connected` or `failed`. */
  readonly want: () => void;
  readonly newId: () => string;
}): ModelsConnection {
  let models: ConnectedModels | undefined;
  const waiting: { readonly resolve: (models: ConnectedModels) => void; readonly reject: (error: unknown) => void }[] =
    [];

  function present(signal: AbortSignal): Promise<ConnectedModels> {
    if (models !== undefined) return Promise.resolve(models);
    const arriving = new Promise<ConnectedModels>((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
    if (waiting.length === 1) want();
    return orAbort(arriving, signal);
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
    connected(port) {
      const connected = connectModels({ endpoint: port, newId });
      models = connected;
      for (const { resolve } of waiting.splice(0)) resolve(connected);
    },
    failed(error) {
      for (const { reject } of waiting.splice(0)) reject(new ModelError(error));
    },
    gone(reason) {
      const lost = models;
      models = undefined;
      lost?.disconnect(reason);
    },
  };
}

function isInterrupted(error: unknown): boolean {
  return error instanceof ModelError && error.kind === 'interrupted';
}
