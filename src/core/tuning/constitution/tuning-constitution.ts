import { newLayout } from './file-keys';

/**
 * What fine-tuning data is made by: pairs of a request for a critique and a request for a revision, principles to compare two answers
 * by, and examples of both. In files it has the form of `ConstitutionalAiTuning` (see `read-constitution.ts`).
 */
export interface TuningConstitution {
  /** An empty one sends no system turn. */
  readonly systemMessages: SystemMessages;
  readonly pairs: readonly RequestPair[];
  readonly revisionExamples: readonly RevisionExample[];
  readonly comparisonPrinciples: readonly ComparisonPrinciple[];
  readonly comparisonExamples: readonly ComparisonExample[];
  /** Of the file that it came from, so that what nobody changed is written as it was. */
  readonly layout: FileLayout;
}

export interface SystemMessages {
  /** Of the first answer, and of both answers of a comparison. */
  readonly answer: string;
  readonly critique: string;
  readonly revision: string;
}

/** One pair is used in a round. */
export interface RequestPair extends Entry {
  readonly critique: string;
  readonly revision: string;
}

export interface RevisionExample extends Entry {
  readonly input: string;
  readonly initialAnswer: string;
  readonly critiquePrinciple: string;
  /** Absent: the example shows how to revise, and not how to criticise. */
  readonly critique?: string;
  readonly revisionPrinciple: string;
  readonly revision: string;
}

export interface ComparisonPrinciple extends Entry {
  readonly text: string;
}

export interface ComparisonExample extends Entry {
  /** A whole user turn, with `(A) [[[…]]]` and `(B) [[[…]]]`. */
  readonly task: string;
  readonly chainOfThought: string;
  /** Holds "(A)" or "(B)". */
  readonly selectedAnswer: string;
}

interface Entry {
  readonly id: string;
  /** The principle of the project that it was made from, and the words that it had then. */
  readonly from?: { readonly principleId: string; readonly wording: string };
  /** Its keys in the file, in their order; absent: it came from no file. */
  readonly layout?: FileLayout;
}

/** Keys in the order of the file. One that we do not know carries its value as JSON text. */
export type FileLayout = readonly FileKey[];

export interface FileKey {
  readonly key: string;
  readonly unknown?: string;
}

export const blankConstitution: TuningConstitution = {
  systemMessages: { answer: '', critique: '', revision: '' },
  pairs: [],
  revisionExamples: [],
  comparisonPrinciples: [],
  comparisonExamples: [],
  layout: newLayout,
};
