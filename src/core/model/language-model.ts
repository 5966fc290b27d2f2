import type { Capabilities } from './capabilities';
import type { ModelRef } from './model-ref';
import type { ModelRequest } from './model-request';
import type { Reply } from './reply';

/** One model behind one provider. */
export interface LanguageModel {
  readonly ref: ModelRef;
  readonly capabilities: Capabilities;

  /**
   * Answers one candidate (`settings.candidates` is ignored here, see `streamCandidates`). Nothing is sent before the first pull.
   * Ends with exactly one `done`, or throws: a `ModelError` when there is no readable answer, `signal.reason` once aborted.
   * Many readers stop at `done`: what has to be done for a whole answer is done before it is handed on, not behind it.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

export type ModelEvent =
  /** An empty text is a sign of life: a thought, a comment on the wire. */
  | { readonly type: 'text'; readonly text: string }
  /** The try was cut and is repeated: the text so far is void. */
  | { readonly type: 'restart' }
  /**
   * Nothing is wrong, but nothing comes before `until` (ISO instant; absent: as soon as a place is free). `attempt` is the try that is
   * waited for, from 1; `code` is what the try before it failed with, or `QUEUED` or `PAUSED`.
   */
  | {
      readonly type: 'wait';
      readonly reason: WaitReason;
      readonly until?: string;
      readonly attempt: number;
      readonly code: string;
    }
  | DoneEvent;

/** `cached`: answered from memory, and not paid for this time. */
export interface DoneEvent {
  readonly type: 'done';
  readonly reply: Reply;
  readonly cached: boolean;
}

export type WaitReason = 'queue' | 'rate-limit' | 'retry';
