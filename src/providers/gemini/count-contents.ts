import * as z from 'zod/mini';
import { ModelError } from '../../core/model/model-error';
import { prepareCall } from './call';
import { type GeminiSurroundings, geminiMethod } from './embed-contents';
import { fetchJson } from './fetch-json';

const responseSchema = z.object({ totalTokens: z.optional(z.number()) });

/** `countTokens` (ai.google.dev/api/tokens), which costs nothing. Throws ModelError, or the signal's reason once aborted. */
export async function countContents(
  { contents, systemInstruction }: { readonly contents: readonly object[]; readonly systemInstruction?: object },
  { id, signal, ...surroundings }: GeminiSurroundings & { readonly id: string; readonly signal: AbortSignal },
): Promise<number> {
  const call = prepareCall(surroundings.config, surroundings.now);
  const { model, url } = geminiMethod(call, { id, method: 'countTokens' });
  // A system text counts in a whole request alone.
  const body =
    systemInstruction === undefined ? { contents } : { generateContentRequest: { model, contents, systemInstruction } };
  const read = responseSchema.safeParse(await fetchJson(call, { url, body, fetch: surroundings.fetch, signal }));
  // The service leaves out a 0.
  if (read.success) return read.data.totalTokens ?? 0;
  throw new ModelError({
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    message: `${new URL(call.endpoint).origin} answered, but not with a number of tokens. Check the Gemini endpoint in Settings.`,
  });
}
