import type { Outcome } from '../run/made-row';

/** Of the rows of some runs, with what the author did to them. */
export interface TuningStatistics {
  readonly rows: number;
  readonly outcomes: OutcomeCounts;
  /** In the order of the constitution; `name` as the table shows it (`pair 3`), `about` its words. */
  readonly principles: readonly PrincipleCount[];
  /** Medians over revised rows, or over both answers of pairs; null where there are none. */
  readonly words: { readonly before: number; readonly after: number } | null;
  /** Of judgements in both orders that could be read: how many picked differently. */
  readonly flips: Proportion | null;
  /** Of single verdicts that picked one: how often the answer that stood first. */
  readonly firstPlaceWon: Proportion | null;
  /** Of judgements that agree, between answers of different length: how often the longer one. */
  readonly longerWon: Proportion | null;
  /** What the judge goes by, and should not: those whose interval lies beside even odds. */
  readonly favours: readonly JudgeBias[];
}

/** Each row counts once: rejected before anything else, and as cut only where it would be taken away otherwise. */
export type OutcomeCounts = Readonly<Partial<Record<Outcome | 'rejected' | 'cut', number>>>;

export type JudgeBias = 'first-place' | 'second-place' | 'longer' | 'shorter';

export interface PrincipleCount {
  readonly name: string;
  readonly about: string;
  /** Rows that met it. */
  readonly used: number;
  readonly outcomes: OutcomeCounts;
}

/** With its 95% interval (Wilson's), all of it 0 to 1. */
export interface Proportion {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly of: number;
}
