import * as z from 'zod/mini';
import { orAbort } from '../../core/model/abort';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { serverOrigin } from '../../core/model/server-origin';
import { type Connection, connect, type ServerSurroundings } from './connection';
import { unknownFormat } from './outcome-errors';
import { isWebPage, type Refusal, readError, readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { jsonOf, send } from './send';

/** One request per call; the wrappers cut long lists. Texts are embedded by the embedding model of the settings, or else by `ref`'s. */
export function serverEmbeddingModel({
  ref,
  ...surroundings
}: ServerSurroundings & { readonly ref: Extract<ModelRef, { provider: 'server' }> }): EmbeddingModel {
  return {
    ref,
    async embed(texts, signal) {
      signal.throwIfAborted();
      if (texts.length === 0) return [];
      const connection = connect(surroundings);
      const model = surroundings.config.embeddingModel.trim() || ref.id;
      const sent = texts.filter(hasText);
      // Many servers refuse a text of nothing. How many dimensions its vector has, the vector of any other text tells.
      const vectors = await embedTexts(sent.length === 0 ? [anyText] : sent, { connection, model, signal });
      const dimensions = vectors[0]?.length ?? 0;
      const next = vectors[Symbol.iterator]();
      return texts.map((text) => (hasText(text) ? next.next().value : undefined) ?? vectorOfNothing(dimensions));
    },
  };
}

const anyText = 'text';

const responseSchema = z.object({
  data: z.array(z.object({ index: z.optional(z.number()), embedding: z.array(z.number()).check(z.minLength(1)) })),
});

async function embedTexts(
  input: readonly string[],
  {
    connection,
    model,
    signal,
  }: { readonly connection: Connection; readonly model: string; readonly signal: AbortSignal },
): Promise<readonly Float32Array[]> {
  const response = await send(connection, {
    path: '/embeddings',
    body: { model, input, encoding_format: 'float' },
    signal,
  });
  if (!response.ok || isWebPage(response))
    throw refused(await orAbort(readRefusal(response), signal), connection, model);
  const body = await jsonOf(response, signal);
  const error = readError(body);
  if (error !== undefined) throw refused(error, connection, model);
  const data = responseSchema.safeParse(body).data?.data ?? [];
  const dimensions = data[0]?.embedding.length;
  if (data.length !== input.length || data.some(({ embedding }) => embedding.length !== dimensions)) {
    throw unknownFormat(
      { at: serverOrigin(connection.url), key: connection.key },
      { came: JSON.stringify(body) ?? '', partialText: '' },
    );
  }
  return data
    .toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0))
    .map(({ embedding }) => normalised(embedding));
}

/** A model that only writes is refused in many ways, and each means that another one has to be set up for this. */
function refused(refusal: Refusal, connection: Connection, model: string): ModelError {
  const error = refusalError(refusal, { connection, model });
  if (!/not support|embedding/i.test(refusal.message) || !/^(?:bad-request|unavailable)$/.test(error.kind))
    return error;
  return new ModelError({
    ...error.data,
    kind: 'bad-request',
    message: `${error.data.message} To compare texts, the server needs an embedding model: enter one in Settings beside its address (llama.cpp: start it with --embeddings).`,
  });
}

function hasText(text: string): boolean {
  return text.trim() !== '';
}

function vectorOfNothing(dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = 1;
  return vector;
}

function normalised(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return length === 0 ? vectorOfNothing(values.length) : Float32Array.from(values, (value) => value / length);
}
