/**
 * What a completion of the Playground asks beside sampling. A field that is absent asks for nothing. What a model does not honour (see
 * `CompletionCapabilities`) is refused before the call.
 */
export interface CompletionOptions {
  /** The one user text of the prompt goes to the model to the byte, without a chat template; empty: unconditional. */
  readonly rawPrompt?: true;
  /** The presence penalty p divides a positive logit of a token that occurred by 1 + p, and multiplies a negative one by it. */
  readonly multiplicativePresencePenalty?: true;
  /** Penalties count the tokens of the prompt, too. */
  readonly penaltiesCoverPrompt?: true;
  readonly logitBias?: readonly TokenBias[];
  /** The end token, and stop sequences, are forbidden before so many tokens; whole number from 1. */
  readonly minTokens?: number;
  /** The prompt's own tokens come along, as `Reply.promptTokens`. */
  readonly echo?: true;
  /** Probabilities as they were sampled from (after bias, penalties, temperature, top K and top P) come beside the model's own. */
  readonly asSampled?: true;
  /** What the completion begins with: it goes on behind it, and neither text nor tokens of the reply repeat it. */
  readonly prefix?: CompletionPrefix;
}

/** `token`: an id of the model's vocabulary. `bias`: -100 to 100, added to its logit. */
export interface TokenBias {
  readonly token: number;
  readonly bias: number;
}

export interface CompletionPrefix {
  readonly text: string;
  /** Of the model's vocabulary, where they are known: a text can be cut into tokens in several ways. */
  readonly ids?: readonly number[];
}

export type CompletionOptionName = keyof CompletionOptions;

export const completionOptionNames = [
  'rawPrompt',
  'multiplicativePresencePenalty',
  'penaltiesCoverPrompt',
  'logitBias',
  'minTokens',
  'echo',
  'asSampled',
  'prefix',
] as const satisfies readonly CompletionOptionName[];
