import type { ModelPrompt } from './model-prompt';
import type { ModelRef } from './model-ref';

/** A model's own way to cut text into tokens. Throws ModelError, or the signal's reason once aborted. */
export interface Tokenizer {
  readonly ref: ModelRef;
  tokens(input: TokenizerInput, signal: AbortSignal): Promise<Tokenized>;
  /** Rejects with a ModelError (`bad-request`) for an id that is none of the vocabulary. */
  text(ids: readonly number[], signal: AbortSignal): Promise<string>;
}

export type TokenizerInput = TokenizedText & {
  /** The tokens themselves stay in the worker: those of a long text are dear to hand over. The context comes along where it is told. */
  readonly only?: 'count';
};

type TokenizedText =
  /** Nothing is added. */
  | { readonly kind: 'text'; readonly text: string }
  /** With the chat template, as a call would send it. */
  | { readonly kind: 'prompt'; readonly prompt: ModelPrompt };

export type Tokenized =
  | { readonly kind: 'tokens'; readonly tokens: readonly TextToken[] }
  /** The service tells the count alone, or nothing else was wanted. `contextTokens`: of prompt and reply, as a server tells of itself. */
  | { readonly kind: 'count'; readonly count: number; readonly contextTokens?: number };

export interface TextToken {
  readonly id: number;
  /** Empty where it is a part of a character: then `bytes` are known. */
  readonly text: string;
  readonly bytes?: readonly number[];
}
