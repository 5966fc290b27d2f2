/** A readable, non-empty answer. Everything else is a `ModelError`. */
export interface Reply {
  /** Never empty. */
  readonly text: string;
  readonly finish: Finish;
  readonly usage: Usage;
  /** The version that answered, where the service names it. */
  readonly modelVersion?: string;
  /** In order of generation, when asked for and honoured. */
  readonly tokens?: readonly TokenLogprob[];
  /** The prompt's own, when they were asked for (`CompletionOptions.echo`). The first has no probability unless a begin token came before it. */
  readonly promptTokens?: readonly (Omit<TokenLogprob, 'logprob'> & { readonly logprob: number | null })[];
  /** For a `choice`: the probability of every option at temperature 1, in the order of the request; they add up to 1. */
  readonly choice?: readonly number[];
  /** What the answer quotes or draws on, each source once, in the service's order. */
  readonly citations?: readonly Citation[];
}

/** As the service wrote it, so `uri` may be anything: only a web address is ever made a link. At least one of them is there. */
export interface Citation {
  readonly uri?: string;
  readonly title?: string;
  readonly license?: string;
}

/** `code` is the service's own word (`STOP`, `MAX_TOKENS`, or one that we do not know yet). */
export interface Finish {
  readonly kind: 'stop' | 'length' | 'other';
  readonly code: string;
}

/** Finish code of the practice model where its rules know nothing of the prompt: the reply says so, and is no answer. */
export const outsideRules = 'OUTSIDE_RULES';

/** Tokens as the service counted them; `estimated` when it did not and we did (about four characters a token). */
export interface Usage {
  readonly inputTokens: number;
  /** Without thoughts. */
  readonly outputTokens: number;
  readonly thoughtTokens: number;
  readonly estimated: boolean;
}

export interface TokenLogprob {
  readonly token: string;
  readonly id?: number;
  /** Natural logarithm; the model's own, at temperature 1. */
  readonly logprob: number;
  /** Most likely first; several may have equal texts. */
  readonly alternatives: readonly TokenAlternative[];
  /** From 1, where the model tells of all tokens. */
  readonly rank?: number;
  /** In bits, over all tokens; absent where the model tells of some alone. */
  readonly entropy?: number;
  /** After bias, penalties, temperature, top K and top P: what it was drawn from. */
  readonly sampled?: { readonly logprob: number; readonly alternatives: readonly TokenAlternative[] };
}

export interface TokenAlternative {
  readonly token: string;
  readonly id?: number;
  readonly logprob: number;
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, thoughtTokens: 0, estimated: false };

export function totalTokens(usage: Usage): number {
  return usage.inputTokens + usage.outputTokens + usage.thoughtTokens;
}
