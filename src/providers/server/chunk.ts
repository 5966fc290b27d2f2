import * as z from 'zod/mini';

/**
 * One event of a streamed answer, or a whole one (`message` in place of `delta`), as far as we read it. Nearly everything may be missing
 * or null: the last event has counts and no choices. Finish reasons stay strings, because the lists grow.
 */
const text = z.optional(z.nullable(z.string()));
const count = z.optional(z.nullable(z.number().check(z.gte(0))));

const delta = z.object({
  content: text,
  /** Thoughts: llama.cpp, LM Studio, DeepSeek and older vLLM; Ollama and newer vLLM. */
  reasoning_content: z.catch(text, null),
  reasoning: z.catch(text, null),
  /** Why the model will not answer, in place of an answer. */
  refusal: text,
});

/** Minus infinity has no number in JSON. */
const logprob = z.object({ token: z.string(), logprob: z.nullable(z.number()) });

const tokenLogprob = z.extend(logprob, { top_logprobs: z.optional(z.nullable(z.array(logprob))) });

const choice = z.object({
  delta: z.optional(z.nullable(delta)),
  message: z.optional(z.nullable(delta)),
  finish_reason: text,
  // Some servers have a format of their own here: no log-probabilities are better than no answer.
  logprobs: z.catch(z.optional(z.nullable(z.object({ content: z.optional(z.nullable(z.array(tokenLogprob))) }))), null),
});

const chunkSchema = z.object({
  model: text,
  choices: z.optional(z.nullable(z.array(choice))),
  usage: z.optional(
    z.nullable(
      z.object({
        prompt_tokens: count,
        completion_tokens: count,
        completion_tokens_details: z.optional(z.nullable(z.object({ reasoning_tokens: count }))),
      }),
    ),
  ),
});

export type ChatChunk = z.infer<typeof chunkSchema>;
export type ChatLogprob = z.infer<typeof tokenLogprob>;

/** `undefined` when it has another shape. */
export function readChunk(event: unknown): ChatChunk | undefined {
  return chunkSchema.safeParse(event).data;
}
