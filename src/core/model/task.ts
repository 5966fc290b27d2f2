import type { Feedback } from '../constitution/feedback';

/**
 * What a call is for, and the parsed input it was rendered from. The call log shows it and the practice model answers from it;
 * real models read the rendered prompt alone.
 */
export interface Subjects {
  readonly respond: RespondSubject;
  readonly 'suggest-rationales': RationalesSubject;
  readonly 'propose-mutation': MutationSubject;
  readonly 'fold-principles': FoldSubject;
  readonly 'update-prompt': UpdateSubject;
  readonly 'test-connection': { readonly greeting: string };
}

export type Purpose = keyof Subjects;

/** A purpose with its subject: a union, so that a switch on `purpose` narrows `subject`. */
export type Task = { [P in Purpose]: { readonly purpose: P; readonly subject: Subjects[P] } }[Purpose];

/** A principle as models see it: `n` counts from 1 among those sent. */
export interface NumberedPrinciple {
  readonly n: number;
  readonly text: string;
}

export interface RespondSubject {
  /** Variables filled in, principles not included. */
  readonly instruction: string;
  readonly principles: readonly string[];
  /** Values by variable name. */
  readonly values: Readonly<Record<string, string>>;
  /** Which of several candidates this is, from 0: so that rule-based answers differ. */
  readonly candidate: number;
}

export interface RationalesSubject {
  readonly kind: 'kudos' | 'critique';
  /** The prompt as sent. */
  readonly prompt: string;
  readonly response: string;
  readonly principles: readonly string[];
}

export interface MutationSubject {
  /** As the author wrote it, variables unfilled. */
  readonly preamble: string;
  readonly principles: readonly NumberedPrinciple[];
  /** The prompt as sent. */
  readonly prompt: string;
  readonly response: string;
  readonly feedback: Feedback;
  /** Present when the author asked to reword a proposal they hold. */
  readonly reword?: { readonly proposal: string; readonly direction: 'broader' | 'narrower' };
}

export interface FoldSubject {
  readonly preamble: string;
  /** Names that the rewritten preamble has to keep, in order of first appearance. */
  readonly variables: readonly string[];
  readonly principles: readonly string[];
}

export interface UpdateSubject {
  readonly preamble: string;
  readonly variables: readonly string[];
  readonly prompt: string;
  readonly response: string;
  readonly feedback: Feedback;
}
