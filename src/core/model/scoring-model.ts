import type { ModelPrompt } from './model-prompt';
import type { ModelRef } from './model-ref';
import type { TokenAlternative, Usage } from './reply';

/** Says how probable a given text is. */
export interface ScoringModel {
  readonly ref: ModelRef;
  /**
   * Throws a ModelError where it cannot be computed, also when a forced token is not the one that came back: no figure is made up. Throws
   * the signal's reason once aborted.
   */
  score(request: ScoreRequest, signal: AbortSignal): Promise<ScoredText>;
}

export interface ScoreRequest {
  readonly prompt: ModelPrompt;
  /**
   * `continuation`: of the prompt's one user text to the byte, without a chat template; white space at its end counts to the completion.
   * `reply`: of the model, after its chat template.
   */
  readonly as: EvaluateAs;
  /** Never empty. */
  readonly expected: string;
  /** Likeliest tokens to tell of each step, 1 to 20. */
  readonly alternatives: number;
}

export type EvaluateAs = 'continuation' | 'reply';

export interface ScoredText {
  /** Those that are counted, in order; at least one. */
  readonly tokens: readonly ScoredToken[];
  /** The end of the prompt that is counted with the completion, since a token spans both or it is white space; mostly empty. */
  readonly countedOfPrompt: string;
  /** `second`: nothing comes before the first token of an empty prompt where a model has no begin token, so it has no probability. */
  readonly from: 'prompt' | 'begin-token' | 'second-token';
  readonly usage: Usage;
  readonly modelVersion?: string;
}

export interface ScoredToken {
  /** As text; partial characters as U+FFFD. */
  readonly token: string;
  readonly id?: number;
  /** ln P of it, given all before it; at temperature 1. 0 or less. */
  readonly logprob: number;
  /** From 1; a tie counts as the better rank. Absent where the model tells of the likeliest alone, and it is none of them. */
  readonly rank?: number;
  /** Likeliest first, of this step; the first is the argmax. */
  readonly likeliest: readonly TokenAlternative[];
}
