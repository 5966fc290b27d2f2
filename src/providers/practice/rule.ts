import type { Plan } from './plan';

/** One thing that a text asks of a response. */
export interface Rule {
  readonly kind: RuleKind;
  /** A later rule with the same key takes the place of this one. */
  readonly key: string;
  /** The words that it was understood from. */
  readonly phrase: string;
  apply(plan: Plan): Plan;
  /** How a response breaks it, as the rest of a sentence that starts with "It"; null when it is kept. */
  broken(response: string): string | null;
}

export type RuleKind =
  | 'count'
  | 'length'
  | 'sentences'
  | 'format'
  | 'bold'
  | 'frame'
  | 'question'
  | 'opening'
  | 'ending'
  | 'mention'
  | 'avoid'
  | 'tone'
  | 'reader'
  | 'examples'
  | 'marks'
  | 'letters';

/** A place where the pattern of a rule fits. */
export interface Found {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly phrase: string;
  readonly clause: string;
  /** A "not", "never" or "avoid" stands before it. */
  readonly negated: boolean;
}

/** One row of the table of rules: how it is put in words, and what it then asks. */
export interface RuleEntry {
  readonly kind: RuleKind;
  readonly pattern: RegExp;
  /** Null when the words turn out to mean something else. */
  read(found: Found): Omit<Rule, 'kind' | 'phrase'> | null;
}

export const quotePattern = `(?:["“](?<quote>[^"”]+)["”]|(?<!\\w)['‘](?<single>[^'’]+)['’](?!\\w))`;

export function quoteOf(found: Found): string | undefined {
  return (found.groups.quote ?? found.groups.single)?.trim();
}
