import type { CompletionOptionName } from './completion-options';
import type { ModelRef } from './model-ref';
import type { SettingName } from './sampling-settings';
import type { Pooling, TaskType } from './vector-model';

/**
 * What a model honours in the Playground. `true`, or in words why not: the page greys out the rest, and providers refuse it before the call.
 * What a server honours depends on the program that it is, which it says when it is asked (see `ServerProgram`).
 */
export interface CompletionCapabilities {
  /** One line below the model's name: where it computes, what it takes. */
  readonly about: string;
  readonly settings: Readonly<Record<SettingName, Honoured>>;
  readonly options: Readonly<Record<CompletionOptionName, Honoured>>;
  readonly system: Honoured;
  readonly images: Honoured;
  /** Alternatives of a token that it tells at most; 0: no log-probabilities. */
  readonly mostLogprobs: number;
  /** Several of it at once, best of k. */
  readonly bestOf: Honoured;
  readonly scoring: Honoured;
  /** Whether texts are replies by nature: the default of "Evaluate as". */
  readonly isInstructed: boolean;
  /** `count`: it tells how many tokens, and not which. */
  readonly tokenizer: Honoured | 'count';
  readonly vectors: VectorCapabilities;
  /** Prompt and completion together; absent when unknown. */
  readonly contextTokens?: number;
  readonly outputTokens?: number;
}

export type Honoured = true | string;

export interface VectorCapabilities {
  readonly embeds: Honoured;
  /** The model that does, which may be another one than completes. */
  readonly ref: ModelRef;
  readonly images: Honoured;
  readonly taskTypes: readonly TaskType[] | string;
  readonly dimensions: { readonly min: number; readonly max: number; readonly usual: readonly number[] } | string;
  readonly poolings: readonly Pooling[] | string;
  /** Tokens of a text that are read. */
  readonly longestText?: number;
  readonly perCall: number;
}

/** What an OpenAI-compatible server is, by what it answers; `unknown`: nobody has asked it yet. */
export type ServerProgram = 'vllm' | 'llama.cpp' | 'ollama' | 'lm-studio' | 'other' | 'unknown';
