import { orAbort } from '../../core/model/abort';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { ModelError } from '../../core/model/model-error';
import type { VectorInput, VectorModel } from '../../core/model/vector-model';
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
  return cutTokens(engine, { id, tokens, contextTokens });
}

function cutTokens(
  engine: EnginePort,
  {
    id,
    tokens,
    contextTokens,
  }: { readonly id: string; readonly tokens: readonly number[]; readonly contextTokens: number },
): readonly number[] {
  if (tokens.length <= contextTokens) return tokens;
  const knowsClass = engine.tokens(id, '[CLS]').length === 1;
  return knowsClass ? [...tokens.slice(0, contextTokens - 1), ...tokens.slice(-1)] : tokens.slice(0, contextTokens);
}

/** How many texts go to the GPU at once: the number at the end of the id (`-b4`, `-b32`), for which the library is compiled. */
export function batchSize(id: string): number {
  const size = Number(/-b(\d+)$/.exec(id)?.[1] ?? 4);
  return Math.max(1, size);
}

/** Vectors at length 1; that of an empty text is a direction of its own. */
export function webllmEmbeddingModel(model: ModelOnSlot<PreparedEmbedding>): EmbeddingModel {
  const embedded = rawEmbeddings(model);
  return {
    ref: model.ref,
    embed: async (texts, signal) =>
      (await embedded(texts, signal)).map(({ vector, dimensions }) =>
        vector === null ? vectorOfNothing(dimensions) : normalised(vector),
      ),
  };
}

/** Vectors as the model gives them, of texts alone. */
export function webllmVectorModel(model: ModelOnSlot<PreparedEmbedding>): VectorModel {
  const embedded = rawEmbeddings(model);
  return {
    ref: model.ref,
    async vectors({ inputs, taskType, dimensions, pooling }, signal) {
      signal.throwIfAborted();
      const asked = { 'a task type': taskType, 'other dimensions': dimensions, 'another pooling': pooling };
      const [refused] = Object.entries(asked).find(([, value]) => value !== undefined) ?? [];
      if (refused !== undefined) {
        throw badInput(
          'NOT_HONOURED',
          `A local model has one vector for a text, and takes no ${refused.replace(/^an? ?/, '')}.`,
        );
      }
      const texts = inputs.map((input, place) => textOf(input, place));
      const found = await embedded(texts, signal);
      return {
        vectors: found.map(({ vector }) => Float32Array.from(vector ?? [])),
        cut: Object.fromEntries(
          found.flatMap(({ tokens, limit }, place) =>
            tokens > limit ? [[place, { tokens: tokens - limit, limit }]] : [],
          ),
        ),
        inputTokens: found.reduce((sum, { tokens, limit }) => sum + Math.min(tokens, limit), 0),
      };
    },
  };
}

function textOf(input: VectorInput, place: number): string {
  if (input.type !== 'text') throw badInput('IMAGE', 'Local models embed text alone.');
  if (input.text === '') throw badInput('EMPTY_TEXT', `Text ${place + 1} is empty: it has no vector.`);
  return input.text;
}

function badInput(code: string, message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code, message });
}

interface RawEmbedding {
  /** Null: of an empty text. */
  readonly vector: readonly number[] | null;
  readonly dimensions: number;
  /** Of the whole text, and how many are read at most. */
  readonly tokens: number;
  readonly limit: number;
}

/** Calls wait for each other; the first one loads the model, beside the chat model. */
function rawEmbeddings({ ref, slot, silence, setTimer }: ModelOnSlot<PreparedEmbedding>) {
  const { id } = ref;

  async function embed(texts: readonly string[], signal: AbortSignal): Promise<readonly RawEmbedding[]> {
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
  ): Promise<readonly RawEmbedding[]> {
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
  ): Promise<readonly RawEmbedding[]> {
    const { contextTokens } = stored.model;
    const wholes = texts.map((text) => embeddingTokens(engine, { id, text, contextTokens: Number.POSITIVE_INFINITY }));
    const inputs = wholes.map((tokens) => cutTokens(engine, { id, tokens, contextTokens }));
    // The engine refuses an empty text.
    const sent = inputs.filter((tokens) => tokens.length > 0);
    const vectors: (readonly number[])[] = [];
    for (let from = 0; from < sent.length; from += batchSize(id)) {
      signal.throwIfAborted();
      const batch = sent.slice(from, from + batchSize(id));
      const { data } = await withinSilence(() => engine.embeddings.create({ model: id, input: batch }), {
        ms: silence.embeddingMs,
        setTimer,
      });
      if (data.length !== batch.length) throw new NonsenseError();
      vectors.push(...data.map(({ embedding }) => checked(embedding)));
    }
    const next = vectors[Symbol.iterator]();
    return inputs.map((tokens, place) => ({
      vector: (tokens.length > 0 ? next.next().value : undefined) ?? null,
      dimensions: prepared.dimensions,
      tokens: wholes[place]?.length ?? 0,
      limit: contextTokens,
    }));
  }

  return embed;
}

/** Throws NonsenseError when it has no length, or a part of it is no number. */
function checked(values: readonly number[]): readonly number[] {
  const length = Math.hypot(...values);
  if (!(length > 0) || !Number.isFinite(length)) throw new NonsenseError();
  return values;
}

function normalised(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

function vectorOfNothing(dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = 1;
  return vector;
}
