/**
 * Which tokens Evaluate counts. White space at the end of the prompt belongs to the completion, whose tokens are those of
 * encode(prompt + completion) from encode(prompt).length on. Source: `_encode_pair` of EleutherAI's lm-evaluation-harness; where its
 * premise fails, that encode(prompt) begins encode(prompt + completion), it is the first differing token here, and that is told.
 */
export interface ContinuationTokens {
  /** Place of the first token that is counted. */
  readonly first: number;
  /** The end of the prompt that is counted with the completion. */
  readonly countedOfPrompt: string;
}

/** What the completion is conditioned on, to be encoded by itself. */
export function promptOfContinuation(prompt: string): string {
  return prompt.trimEnd();
}

export function continuationTokens({
  prompt,
  promptIds,
  wholeIds,
  textBefore,
}: {
  /** As typed. */
  readonly prompt: string;
  /** encode(`promptOfContinuation(prompt)`), without a begin token. */
  readonly promptIds: readonly number[];
  /** encode(prompt + completion), without one. */
  readonly wholeIds: readonly number[];
  /** Text of the first so many of `wholeIds`. */
  readonly textBefore: (count: number) => string;
}): ContinuationTokens {
  const differing = promptIds.findIndex((id, place) => id !== wholeIds[place]);
  const first = differing < 0 ? promptIds.length : differing;
  // A token that begins within a character has all of it counted.
  const before = textBefore(first).replace(/\uFFFD{1,3}$/, '');
  return { first, countedOfPrompt: prompt.slice(before.length) };
}
