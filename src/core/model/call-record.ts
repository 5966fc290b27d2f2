import type { Instant } from '../effects';
import type { CompletionOptions } from './completion-options';
import type { ModelErrorData } from './model-error';
import type { ModelPrompt } from './model-prompt';
import type { ModelRef } from './model-ref';
import type { ReplyFormat } from './model-request';
import type { Finish, Usage } from './reply';
import type { SamplingSettings } from './sampling-settings';
import type { EvaluateAs } from './scoring-model';
import type { Task } from './task';
import type { ThinkingLevel } from './thinking';

/** One line of the call log: a call with everything that was sent and came back. Never a key. */
export interface CallRecord {
  readonly id: string;
  readonly at: Instant;
  readonly purpose: Task['purpose'];
  readonly model: ModelRef;
  readonly prompt: ModelPrompt;
  readonly settings: SamplingSettings;
  readonly reply: ReplyFormat;
  /** The level of thinking that was asked for; absent: the model's own. */
  readonly thinking?: ThinkingLevel;
  /** Of the Playground. */
  readonly completion?: CompletionOptions;
  /** The text that was scored after the prompt, and how. */
  readonly scored?: { readonly expected: string; readonly as: EvaluateAs };
  /** Tries after the first, with why and how long each waited. */
  readonly retries: readonly { readonly code: string; readonly waitedMs: number }[];
  readonly outcome: CallOutcome;
  /** From the call to its outcome, waits included. */
  readonly tookMs: number;
}

export type CallOutcome =
  | { readonly status: 'running' }
  | {
      readonly status: 'answered';
      readonly text: string;
      readonly finish: Finish;
      readonly usage: Usage;
      readonly cached: boolean;
      /** As in `Reply`. */
      readonly choice?: readonly number[];
    }
  | { readonly status: 'failed'; readonly error: ModelErrorData }
  | { readonly status: 'cancelled'; readonly partialText: string };

/** Work of a session that reached a model, the practice model included: answers from memory and refused calls are not in it. */
export interface SessionTotals {
  readonly calls: number;
  readonly tokens: number;
  /** Some of the tokens were counted by us; absent: the services counted all. */
  readonly estimated?: true;
}
