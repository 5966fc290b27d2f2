import type { CompletionOptions } from './completion-options';
import type { ModelPrompt } from './model-prompt';
import type { SamplingSettings } from './sampling-settings';
import type { Task } from './task';
import type { ThinkingLevel } from './thinking';

export type ModelRequest = Task & {
  readonly prompt: ModelPrompt;
  readonly settings: SamplingSettings;
  readonly reply: ReplyFormat;
  /** How much to think; absent: the model's own default. Set by `withThinking` from the settings, to a level that the model takes. */
  readonly thinking?: ThinkingLevel;
  /**
   * `fresh`: a new sample each time (a response). `reuse`: an equal request in this session is answered from memory, unpaid
   * (rationales asked for twice).
   */
  readonly cache: 'fresh' | 'reuse';
  /** Of the Playground alone. */
  readonly completion?: CompletionOptions;
  /** Which of several candidates for one prompt this is, from 0: so that rule-based answers differ. Absent: the only one. */
  readonly candidate?: number;
};

/** A request of the Playground: what it asks is honoured to the letter, or refused before the call. */
export function isCompletion({ purpose, completion }: Pick<ModelRequest, 'purpose' | 'completion'>): boolean {
  return purpose === 'complete' || completion !== undefined;
}

export type ReplyFormat =
  | { readonly type: 'text' }
  /**
   * The answer is exactly one of these options, and `Reply.choice` says how probable each was. For models whose capabilities have
   * `choices` alone. Options differ in their first character, so that the first token decides: codes, not labels.
   */
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | { readonly type: 'json'; readonly name: string; readonly schema: ReplySchema };

/** The part of JSON Schema that every provider's constrained decoding understands. */
export type ReplySchema =
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, ReplySchema>>;
      readonly required: readonly string[];
      readonly description?: string;
    }
  | {
      readonly type: 'array';
      readonly items: ReplySchema;
      readonly minItems?: number;
      readonly maxItems?: number;
      readonly description?: string;
    }
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly description?: string }
  | {
      readonly type: 'integer' | 'number';
      readonly minimum?: number;
      readonly maximum?: number;
      readonly description?: string;
    }
  | { readonly type: 'boolean'; readonly description?: string };
