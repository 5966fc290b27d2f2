import type { FeedbackKind } from '../constitution/feedback';
import type { Principle } from '../constitution/principle';
import type { Instant } from '../effects';
import type { PromptDocument } from './prompt-document';

/**
 * Every version of a prompt document: a tree, so that a change after an undo loses nothing. Undo moves `head` to the parent; a new
 * change becomes a child of `head`. `head` null is `base` itself.
 */
export interface History {
  readonly base: PromptDocument;
  /** Oldest first; a parent stands before its children. */
  readonly revisions: readonly Revision[];
  readonly head: string | null;
}

export interface Revision {
  readonly id: string;
  readonly parent: string | null;
  readonly at: Instant;
  readonly reason: RevisionReason;
  readonly patch: PromptPatch;
}

/** The difference of two documents in one shape, whatever made it: swap the sides and it is its own undo. */
export interface PromptPatch {
  readonly preamble?: Change<string>;
  readonly fold?: Change<PromptDocument['fold']>;
  /** The run of principles that differs: at `at`, `before` is taken out and `after` put in. */
  readonly principles?: {
    readonly at: number;
    readonly before: readonly Principle[];
    readonly after: readonly Principle[];
  };
}

interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** Why a revision was made; `n` is a principle's number in the list, from 1, `run` of what was spoken of, which `turn` repeats where that is a turn of a conversation. */
export type RevisionReason =
  | { readonly kind: 'edit-prompt' }
  | { readonly kind: 'add-principle'; readonly n: number }
  | { readonly kind: 'edit-principle'; readonly n: number }
  | { readonly kind: 'delete-principles'; readonly numbers: readonly number[] }
  | { readonly kind: 'turn-principles'; readonly to: 'on' | 'off'; readonly numbers: readonly number[] }
  | { readonly kind: 'move-principle'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'mutation';
      readonly change: 'add' | 'edit' | 'delete';
      readonly n: number;
      readonly feedback: FeedbackKind;
      readonly run: number;
      readonly turn?: number;
    }
  | { readonly kind: 'update-prompt'; readonly feedback: FeedbackKind; readonly run: number; readonly turn?: number }
  /** Those that became one. */
  | { readonly kind: 'merge'; readonly numbers: readonly number[] }
  | { readonly kind: 'fold'; readonly count: number }
  /** Those that came back to the list. */
  | { readonly kind: 'unfold'; readonly numbers: readonly number[] }
  | { readonly kind: 'restore-original' }
  | { readonly kind: 'restore'; readonly of: string | null }
  | { readonly kind: 'import'; readonly from: string };
