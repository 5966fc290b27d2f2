import * as z from 'zod/mini';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { isLaterEmbedding } from '../../core/model/gemini-completion';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import type { ConfigOf } from '../../core/model/service-settings';
import { checkModelId, type GeminiCall, prepareCall } from './call';
import { fetchJson } from './fetch-json';

/**
 * The model can do 3072 as well, for four times the memory and little better a result (ai.google.dev/gemini-api/docs/embeddings,
 * "Controlling embedding size"). It normalises only those, so we do it for ours.
 */
export const embeddingDimensions = 768;

/** What the service takes in a request: "at most 100 requests can be in one batch". */
const mostTexts = 100;

const responseSchema = z.object({ embeddings: z.array(z.object({ values: z.array(z.number()) })) });

/** One request per call, for at most 100 texts. Waiting, trying again and cutting long lists is the wrappers' work. */
export function geminiEmbeddingModel({
  ref,
  config,
  fetch,
  now,
}: {
  readonly ref: Extract<ModelRef, { provider: 'gemini' }>;
  readonly config: ConfigOf<'gemini'>;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}): EmbeddingModel {
  return {
    ref,
    async embed(texts, signal) {
      signal.throwIfAborted();
      if (texts.length > mostTexts) throw new RangeError(`Expected at most ${mostTexts} texts, got ${texts.length}.`);
      const sent = texts.filter(hasText);
      const vectors = sent.length === 0 ? [] : await embedTexts(sent);
      const next = vectors[Symbol.iterator]();
      // The service refuses a text of nothing.
      return texts.map((text) => (hasText(text) ? (next.next().value ?? vectorOfNothing()) : vectorOfNothing()));

      async function embedTexts(given: readonly string[]): Promise<readonly Float32Array[]> {
        const call = prepareCall(config, now);
        const model = `models/${checkModelId(ref.id).replace(/^models\//, '')}`;
        const url = new URL(`${call.endpoint}/v1beta/${model}:batchEmbedContents`);
        const requests = given.map((text) => ({
          model,
          content: { parts: [{ text: isLaterEmbedding(model) ? `${taskInText}${text}` : text }] },
          ...(isLaterEmbedding(model) ? {} : { taskType: 'CLUSTERING' }),
          outputDimensionality: embeddingDimensions,
        }));
        const read = responseSchema.safeParse(await fetchJson(call, { url, body: { requests }, fetch, signal }));
        const values = read.data?.embeddings.map((embedding) => embedding.values) ?? [];
        if (values.length !== given.length) throw noVectors(call);
        return values.map(normalised);
      }
    },
  };
}

/** `gemini-embedding-001` and the `text-embedding` models have a field for it, which later ones do not read. The symmetric form for clustering: ai.google.dev/gemini-api/docs/embeddings, "Task types with Embeddings 2", read on 2026-11-30. */
const taskInText = 'task: clustering | query: ';

function hasText(text: string): boolean {
  return text.trim() !== '';
}

function vectorOfNothing(): Float32Array {
  const vector = new Float32Array(embeddingDimensions);
  vector[0] = 1;
  return vector;
}

function normalised(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return length === 0 ? vectorOfNothing() : Float32Array.from(values, (value) => value / length);
}

function noVectors(call: GeminiCall): ModelError {
  return new ModelError({
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    message: `${new URL(call.endpoint).origin} answered, but not with a vector for each text. Check the Gemini endpoint in Settings; if it is right, try again in a moment.`,
  });
}
