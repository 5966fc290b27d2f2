import { orAbort } from './abort';
import type { EmbeddingModel } from './embedding-model';
import { capabilitiesOf } from './known-capabilities';
import type { LanguageModel } from './language-model';
import { ModelError } from './model-error';
import type { ModelRef } from './model-ref';

/** A model whose code is loaded at its first call, so that the worker starts without any vendor's SDK. */
export function lazyModel(ref: ModelRef, load: () => Promise<LanguageModel>): LanguageModel {
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    async *stream(request, signal) {
      signal.throwIfAborted();
      const model = await orAbort(loadCode(load), signal);
      yield* model.stream(request, signal);
    },
  };
}

export function lazyEmbeddingModel(ref: ModelRef, load: () => Promise<EmbeddingModel>): EmbeddingModel {
  return {
    ref,
    async embed(texts, signal) {
      signal.throwIfAborted();
      const model = await orAbort(loadCode(load), signal);
      return model.embed(texts, signal);
    },
  };
}

/** Fetches code that talks to models; what keeps it from coming is said as a ModelError. */
export async function loadCode<Code>(load: () => Promise<Code>): Promise<Code> {
  try {
    return await load();
  } catch (cause) {
    // A model that is not there says so by itself.
    throw cause instanceof ModelError ? cause : codeNotLoaded(cause);
  }
}

function codeNotLoaded(cause: unknown): ModelError {
  return new ModelError(
    {
      kind: 'unreachable',
      code: 'CODE_NOT_LOADED',
      message:
        'The part of this app that talks to the model could not be loaded. Check the connection and try again; if that does not help, reload the page.',
    },
    { cause },
  );
}
