import type { FeedbackKind } from '../constitution/feedback';
import type { Instant } from '../effects';
import type { CaseJudgement } from '../instructions/judge-case';

/** Feedback that is kept as a test of later prompts, with all that it takes to ask again: the run it came from may be deleted. */
export interface Case {
  readonly id: string;
  readonly at: Instant;
  readonly from: CaseOrigin;
  readonly input: CaseInput;
  /** What the feedback was about. */
  readonly response: string;
  readonly kind: FeedbackKind;
  /** The feedback's words; of a rewrite, the corrected response. */
  readonly reason: string;
  /** Answered with yes by a response that passes. */
  readonly question: string;
  /** Oldest first, one for each way in which it was asked. */
  readonly results: readonly CaseResult[];
}

/** The response that it was pinned on, which may be gone. */
interface CaseOrigin {
  readonly turnId: string;
  readonly candidateId: string;
  /** Number of the run or turn. */
  readonly n: number;
  /** When the feedback was given: one response can have several. */
  readonly feedbackAt: Instant;
}

export interface CaseInput {
  readonly values: Readonly<Record<string, string>>;
  /** What was said before the response, the user's turn last; absent where the prompt was run by itself. */
  readonly conversation?: readonly SaidText[];
}

interface SaidText {
  readonly role: 'user' | 'model';
  readonly text: string;
}

export interface CaseResult {
  /** Of all that was sent: equal keys stand for equal calls. */
  readonly key: string;
  readonly samples: readonly CaseSample[];
  /** What the author says of it, whatever the judge says. */
  readonly overruled?: { readonly passes: boolean };
  /** It was asked without one of the principles: no state that the prompt itself was in. */
  readonly isTrial?: true;
}

export interface CaseSample {
  /** From 0. */
  readonly n: number;
  readonly answer: CaseAnswer;
  readonly verdicts: readonly CaseVerdict[];
}

export type CaseAnswer = { readonly text: string } | { readonly failure: string };

export interface CaseVerdict {
  /** `modelKey` of who judged. */
  readonly judge: string;
  /** `unreadable`: the judge answered twice in a form that cannot be read, or not at all. */
  readonly verdict: CaseJudgement['verdict'] | 'unreadable';
  readonly reason: string;
}

/** All that a project keeps of its cases. */
export interface Regression {
  /** Oldest first. */
  readonly cases: readonly Case[];
  /** How often each case is answered; whole number from 1 to `mostSamples`. */
  readonly samples: number;
  readonly runsAfterChange: boolean;
}

export const mostSamples = 5;

export const blankRegression: Regression = { cases: [], samples: 1, runsAfterChange: false };
