import type { FeedbackKind } from '../constitution/feedback';
import type { Verdict } from '../constitution/principle';
import type { Instant } from '../effects';
import type { ModelErrorData } from '../model/model-error';
import type { Citation, Finish, TokenLogprob, Usage } from '../model/reply';
import { fixedReply } from './chat';

/** One of several responses to the same input. */
export interface Candidate {
  readonly id: string;
  readonly state: CandidateState;
  /** What was said of it, oldest first. */
  readonly feedback: readonly GivenFeedback[];
  /** How it was judged by the principles, one for each; absent before. */
  readonly verdicts?: readonly GivenVerdict[];
  /** The candidate of the same turn that it was written again from, so that it does what the principles ask. */
  readonly rewriteOf?: string;
}

export interface GivenVerdict {
  readonly principleId: string;
  /** The principle's words then: with others it is another principle. */
  readonly wording: string;
  /** `modelKey` of who judged. */
  readonly judge: string;
  readonly verdict: Verdict;
  readonly answers: readonly CheckAnswer[];
  /** What the author says of it, also where it is the same. */
  readonly overruled?: Verdict;
}

export interface CheckAnswer {
  readonly question: string;
  readonly answer: 'yes' | 'no' | 'unsure';
  /** The words of the response that show it; empty where none do. */
  readonly quote: string;
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
  /** Its words; absent where they were not kept with it. */
  readonly text?: string;
  readonly kind: FeedbackKind;
  readonly at: Instant;
  readonly became: string | null;
}

/** Text of the author's own, that nobody was asked for. */
export function isFixedReply({ state }: Candidate): boolean {
  return state.status === 'answered' && state.finish.code === fixedReply;
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
