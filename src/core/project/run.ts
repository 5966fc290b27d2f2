import type { FeedbackKind } from '../constitution/feedback';
import type { Instant } from '../effects';
import type { ModelErrorData } from '../model/model-error';
import type { ModelRef } from '../model/model-ref';
import type { Citation, Finish, TokenLogprob, Usage } from '../model/reply';
import type { SamplingSettings } from '../model/sampling-settings';

/** One press of Run: the prompt as it was sent, and 1 to 3 candidates. */
export interface Run {
  readonly id: string;
  /** Counts from 1 in its project. */
  readonly n: number;
  readonly at: Instant;
  /** Head of History when it was sent; null is the base. */
  readonly revisionId: string | null;
  readonly values: Readonly<Record<string, string>>;
  /** The input set it was run on; absent for the values in the fields. */
  readonly inputSetId?: string;
  /** The prompt as sent. */
  readonly prompt: string;
  readonly model: ModelRef;
  readonly settings: SamplingSettings;
  readonly candidates: readonly Candidate[];
  /** The candidate that was selected as the response. */
  readonly selectedId: string | null;
}

export interface Candidate {
  readonly id: string;
  readonly state: CandidateState;
  /** What was said of it, oldest first. */
  readonly feedback: readonly GivenFeedback[];
}

export type CandidateState =
  | { readonly status: 'waiting' }
  | { readonly status: 'streaming'; readonly text: string }
  | {
      readonly status: 'answered';
      readonly text: string;
      readonly finish: Finish;
      readonly usage: Usage;
      readonly tookMs: number;
      readonly tokens?: readonly TokenLogprob[];
      readonly citations?: readonly Citation[];
    }
  | { readonly status: 'failed'; readonly error: ModelErrorData }
  | { readonly status: 'cancelled'; readonly text: string }
  /** The page was closed or reloaded while it was being written. */
  | { readonly status: 'interrupted'; readonly text: string };

/** `became` is the id of the principle that it added or edited; null when it deleted one or changed the prompt itself. */
export interface GivenFeedback {
  readonly kind: FeedbackKind;
  readonly at: Instant;
  readonly became: string | null;
}

/** The text to show and to give feedback on; may be empty or partial. */
export function candidateText(state: CandidateState): string {
  switch (state.status) {
    case 'waiting':
      return '';
    case 'failed':
      return state.error.partialText;
    case 'streaming':
    case 'answered':
    case 'cancelled':
    case 'interrupted':
      return state.text;
  }
}
