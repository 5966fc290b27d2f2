import * as z from 'zod/mini';

/**
 * One event of a streamed answer, or a whole one, as far as we read it. Nearly everything may be missing or null: a blocked prompt has no
 * candidates, a candidate may have no content and a content no parts. What does not matter to the text may be anything: a field of
 * another shape is left out. Reasons stay strings, because the lists grow.
 */
const text = side(z.string());
const count = side(z.number().check(z.gte(0)));

/** A field that is no reason to throw an answer away. */
function side<T extends z.ZodMiniType>(type: T) {
  return z.catch(z.optional(z.nullable(type)), undefined);
}

function list<T extends z.ZodMiniType>(item: T) {
  return side(z.array(z.catch(z.nullable(item), null)));
}

const logprob = z.object({ token: text, logProbability: side(z.number()) });
const source = z.object({ uri: text, title: text, license: text });

const candidate = z.object({
  content: side(z.object({ parts: list(z.object({ text, thought: side(z.boolean()) })) })),
  finishReason: text,
  finishMessage: text,
  logprobsResult: side(
    z.object({ chosenCandidates: list(logprob), topCandidates: list(z.object({ candidates: list(logprob) })) }),
  ),
  /** `citations` at Vertex. */
  citationMetadata: side(z.object({ citationSources: list(source), citations: list(source) })),
  groundingMetadata: side(z.object({ groundingChunks: list(z.object({ web: side(source) })) })),
});

const chunkSchema = z.object({
  candidates: list(candidate),
  promptFeedback: side(z.object({ blockReason: text, blockReasonMessage: text })),
  usageMetadata: side(z.object({ promptTokenCount: count, candidatesTokenCount: count, thoughtsTokenCount: count })),
  modelVersion: text,
});

export type GeminiChunk = z.infer<typeof chunkSchema>;
export type GeminiCandidate = NonNullable<NonNullable<GeminiChunk['candidates']>[number]>;
export type GeminiSource = z.infer<typeof source>;

/** `undefined` when there is nothing in it that an answer of Gemini has. */
export function readChunk(event: unknown): GeminiChunk | undefined {
  const chunk = chunkSchema.safeParse(event).data;
  if (chunk === undefined) return undefined;
  const { candidates, promptFeedback, usageMetadata } = chunk;
  return candidates || promptFeedback || usageMetadata ? chunk : undefined;
}
