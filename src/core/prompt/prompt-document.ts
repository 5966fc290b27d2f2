import type { Constitution } from '../constitution/principle';

/** What the prompt is computed from, and what History keeps versions of. */
export interface PromptDocument {
  /** The author's text, `{variables}` unfilled. */
  readonly preamble: string;
  /**
   * Set while the preamble carries folded principles. `original` is the preamble before the first fold; `result` is what the last
   * fold wrote: when the preamble no longer equals it, the author has edited since, and the next fold starts from their text.
   */
  readonly fold: { readonly original: string; readonly result: string } | null;
  readonly principles: Constitution;
}

export const emptyPromptDocument: PromptDocument = { preamble: '', fold: null, principles: [] };
