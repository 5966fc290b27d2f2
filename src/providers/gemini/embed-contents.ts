import * as z from 'zod/mini';
import { ModelError } from '../../core/model/model-error';
import type { ConfigOf } from '../../core/model/service-settings';
import { checkModelId, type GeminiCall, prepareCall } from './call';
import { fetchJson } from './fetch-json';

/** What a model of the service that is no language model is asked with. */
export interface GeminiSurroundings {
  readonly config: ConfigOf<'gemini'>;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One entry of `BatchEmbedContentsRequest`, ai.google.dev/api/embeddings. */
export interface EmbedContent {
  readonly content: { readonly parts: readonly GeminiPart[] };
  readonly taskType?: string;
  readonly outputDimensionality?: number;
}

type GeminiPart =
  | { readonly text: string }
  | { readonly inlineData: { readonly mimeType: string; readonly data: string } };

/** What the service takes in a request: "at most 100 requests can be in one batch". */
const mostContents = 100;

const responseSchema = z.object({ embeddings: z.array(z.object({ values: z.array(z.unknown()) })) });

/** A vector for each, in order, in one request. Throws ModelError, or the signal's reason once aborted. */
export async function embedContents(
  contents: readonly EmbedContent[],
  { id, signal, ...surroundings }: GeminiSurroundings & { readonly id: string; readonly signal: AbortSignal },
): Promise<readonly (readonly number[])[]> {
  if (contents.length > mostContents)
    throw new RangeError(`Expected at most ${mostContents} texts, got ${contents.length}.`);
  const call = prepareCall(surroundings.config, surroundings.now);
  const { model, url } = geminiMethod(call, { id, method: 'batchEmbedContents' });
  const requests = contents.map((content) => ({ model, ...content }));
  const read = responseSchema.safeParse(
    await fetchJson(call, { url, body: { requests }, fetch: surroundings.fetch, signal }),
  );
  const values = read.data?.embeddings.map((embedding) => embedding.values) ?? [];
  if (values.length !== contents.length) throw noVectors(call);
  return values.map(numbersOf);
}

/** The name and the address of a method of a model. */
export function geminiMethod(
  call: GeminiCall,
  { id, method }: { readonly id: string; readonly method: string },
): { readonly model: string; readonly url: URL } {
  const model = `models/${checkModelId(id).replace(/^models\//, '')}`;
  return { model, url: new URL(`${call.endpoint}/v1beta/${model}:${method}`) };
}

function numbersOf(values: readonly unknown[], at: number): readonly number[] {
  if (values.every((value): value is number => typeof value === 'number' && Number.isFinite(value))) return values;
  throw new ModelError({
    kind: 'unreadable',
    code: 'NOT_A_NUMBER',
    message: `The vector of input ${at + 1} holds something that is no number. Embed it again, or choose another model.`,
  });
}

function noVectors(call: GeminiCall): ModelError {
  return new ModelError({
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    message: `${new URL(call.endpoint).origin} answered, but not with a vector for each text. Check the Gemini endpoint in Settings; if it is right, try again in a moment.`,
  });
}
