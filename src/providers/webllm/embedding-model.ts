import { orAbort } from '../../core/model/abort';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import type { ModelError } from '../../core/model/model-error';
import { engineFailure, NonsenseError } from './engine-errors';
import type { EnginePort } from './engine-port';
import type { Lease, ModelOnSlot } from './engine-slot';
import { withinSilence } from './silence';

export interface PreparedEmbedding {
  readonly dimensions: number;
}

/** Texts as an embedding model of WebLLM's list reads them, cut to what it holds. */
export function embeddingTokens(
  engine: EnginePort,
  { id, text, contextTokens }: { readonly id: string; readonly text: string; readonly contextTokens: number },
): readonly number[] {
  // The tokenizer adds nothing by itself, and the vector is that of the first token: without [CLS] it is that of the first word.
  const knowsClass = engine.tokens(id, '[CLS]').length === 1;
  const tokens = engine.tokens(id, knowsClass ? `[CLS] ${text} [SEP]` : text);
  if (tokens.length <= contextTokens) return tokens;
  return knowsClass ? [...tokens.slice(0, contextTokens - 1), ...tokens.slice(-1)] : tokens.slice(0, contextTokens);
}

/** How many texts go to the GPU at once: the number at the end of the id (`-b4`, `-b32`), for which the library is compiled. */
export function batchSize(id: string): number {
  const size = Number(/-b(\d+)$/.exec(id)?.[1] ?? 4);
  return Math.max(1, size);
}

/** Calls wait for each other; the first one loads the model, beside the chat model. */
export function webllmEmbeddingModel({ ref, slot, silence, setTimer }: ModelOnSlot<PreparedEmbedding>): EmbeddingModel {
  const { id } = ref;

  async function embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    signal.throwIfAborted();
    if (texts.length === 0) return [];
    for (let attempt = 1; ; attempt += 1) {
      const lease = await slot.borrow(id, signal);
      const work = lent(lease, texts, signal);
      try {
        return await orAbort(work, signal);
      } catch (thrown) {
        if (signal.aborted) throw signal.reason;
        const failure = engineFailure(thrown, { id, during: 'call' });
        if (failure.fate !== 'rebuild' || attempt > 1) throw failure.error;
      }
    }
  }

  /** Gives the engine back when it is free again, which an abort does not wait for. */
  async function lent(
    lease: Lease<PreparedEmbedding>,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    let broken: ModelError | undefined;
    try {
      return await embedAll(lease, texts, signal);
    } catch (thrown) {
      const failure = engineFailure(thrown, { id, during: 'call' });
      if (failure.fate !== 'usable' && !signal.aborted) broken = failure.error;
      throw thrown;
    } finally {
      lease.giveBack(broken);
    }
  }

  async function embedAll(
    { engine, stored, prepared }: Lease<PreparedEmbedding>,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const { contextTokens } = stored.model;
    const inputs = texts.map((text) => embeddingTokens(engine, { id, text, contextTokens }));
    // The engine refuses an empty text.
    const sent = inputs.filter((tokens) => tokens.length > 0);
    const vectors: Float32Array[] = [];
    for (let from = 0; from < sent.length; from += batchSize(id)) {
      signal.throwIfAborted();
      const batch = sent.slice(from, from + batchSize(id));
      const { data } = await withinSilence(() => engine.embeddings.create({ model: id, input: batch }), {
        ms: silence.embeddingMs,
        setTimer,
      });
      if (data.length !== batch.length) throw new NonsenseError();
      vectors.push(...data.map(({ embedding }) => normalised(embedding)));
    }
    const next = vectors[Symbol.iterator]();
    return inputs.map((tokens) => {
      const vector = tokens.length > 0 ? next.next().value : undefined;
      return vector ?? vectorOfNothing(prepared.dimensions);
    });
  }

  return { ref, embed };
}

/** Throws NonsenseError when it has no length, or a part of it is no number. */
function normalised(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  if (!(length > 0) || !Number.isFinite(length)) throw new NonsenseError();
  return Float32Array.from(values, (value) => value / length);
}

function vectorOfNothing(dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = 1;
  return vector;
}
