import type { Constitution } from '../constitution/principle';

/** What the prompt is computed from, and what History keeps versions of. */
export interface PromptDocument {
  /** The author's text, `{variables}` unfilled. */
  readonly preamble: string;
  /**
   * Set while the preamble carries folded principles. `original` is the preamble before the first fold; `result` is what the last
   * fold wrote: when the preamble no longer equals it, the author has edited since, and the next fold starts from their text.
   */
  readonly fold: Fold | null;
  readonly principles: Constitution;
}

interface Fold {
  readonly original: string;
  readonly result: string;
  /** Each fold apart, the first one first; absent when one of them carries all that is folded. */
  readonly layers?: readonly FoldLayer[];
}

/** One fold: the text that it started from, what it made of it, and the principles that it carried into it. */
export interface FoldLayer {
  readonly before: string;
  readonly after: string;
  readonly principleIds: readonly string[];
}

export const emptyPromptDocument: PromptDocument = { preamble: '', fold: null, principles: [] };
