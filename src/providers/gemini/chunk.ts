import * as z from 'zod/mini';

/**
 * One event of a streamed answer, as far as we read it. Nearly everything may be missing: a blocked prompt has no
 * candidates, a candidate may have no content and a content no parts. Reasons stay strings, because the lists grow.
 */
const count = z.optional(z.number().check(z.gte(0)));

const logprob = z.object({ token: z.optional(z.string()), logProbability: z.optional(z.number()) });

const candidate = z.object({
  content: z.optional(
    z.object({
      parts: z.optional(z.array(z.object({ text: z.optional(z.string()), thought: z.optional(z.boolean()) }))),
    }),
  ),
  finishReason: z.optional(z.string()),
  finishMessage: z.optional(z.string()),
  logprobsResult: z.optional(
    z.object({
      chosenCandidates: z.optional(z.array(logprob)),
      topCandidates: z.optional(z.array(z.object({ candidates: z.optional(z.array(logprob)) }))),
    }),
  ),
});

const chunkSchema = z.object({
  candidates: z.optional(z.array(candidate)),
  promptFeedback: z.optional(
    z.object({ blockReason: z.optional(z.string()), blockReasonMessage: z.optional(z.string()) }),
  ),
  usageMetadata: z.optional(
    z.object({ promptTokenCount: count, candidatesTokenCount: count, thoughtsTokenCount: count }),
  ),
  modelVersion: z.optional(z.string()),
  /** A failure after the answer has begun: the status line was 200 already. */
  error: z.optional(
    z.object({
      code: z.optional(z.number()),
      message: z.optional(z.string()),
      details: z.optional(z.array(z.unknown())),
    }),
  ),
});

export type GeminiChunk = z.infer<typeof chunkSchema>;
export type GeminiCandidate = z.infer<typeof candidate>;

/** `undefined` when it has another shape. */
export function readChunk(event: unknown): GeminiChunk | undefined {
  return chunkSchema.safeParse(event).data;
}
