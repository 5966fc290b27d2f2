import type { Instant } from '../effects';
import type { ModelRef } from '../model/model-ref';
import type { Feedback } from './feedback';

/** One rule. */
export interface Principle {
  readonly id: string;
  /** Trimmed, never empty. */
  readonly text: string;
  /** `folded`: the preamble carries it, so it is not sent a second time. */
  readonly status: 'on' | 'off' | 'folded';
  /** When it holds; absent: always. */
  readonly when?: PrincipleCondition;
  /** Who made and changed it, oldest first; at least one. */
  readonly sources: readonly Source[];
}

/**
 * `turn`: whenever the user does something ("When the user asks for …, …"); `conversation`: from some point on ("Once the user has …, …").
 */
export interface PrincipleCondition {
  readonly scope: 'turn' | 'conversation';
  /** The words that the principle begins with and that say when. */
  readonly trigger: string;
}

/** Where a principle, or a change to it, comes from. `was` is the text before an edit. */
export type Source =
  | { readonly by: 'author'; readonly at: Instant; readonly was?: string }
  | {
      readonly by: 'feedback';
      readonly at: Instant;
      readonly was?: string;
      readonly feedback: Feedback;
      /** The run and candidate, which may be deleted later; so the response is kept here. */
      readonly run: {
        readonly id: string;
        readonly n: number;
        readonly candidateId: string;
        readonly candidate: number;
        /** The same number, where it is a turn of a conversation; absent for a prompt that was run by itself. */
        readonly turn?: number;
      };
      readonly response: string;
      /** The alignment model that proposed the words. */
      readonly model: ModelRef;
      /** It proposed none that could be used: the words are those of the feedback. */
      readonly verbatim?: true;
      /** Why the alignment model proposed this, in its words. */
      readonly reason?: string;
      /** Who spoke; absent: the designer. */
      readonly speaker?: 'end-user';
    }
  | { readonly by: 'import'; readonly at: Instant; readonly from: string };

/** Whether a response follows a principle. `unsure`: whoever judged cannot tell. */
export type Verdict = 'followed' | 'not-followed' | 'does-not-apply' | 'unsure';

export type Constitution = readonly Principle[];
