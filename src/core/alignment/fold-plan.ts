import type { Constitution } from '../constitution/principle';
import type { PromptDocument } from '../prompt/prompt-document';

/** What a fold starts from, and the principles that the new preamble is to carry. */
export interface FoldPlan {
  readonly startedFrom: string;
  readonly principles: Constitution;
}

/**
 * Null when no principle is on. Starts from the original preamble, and carries the principles that are folded already as well, unless
 * the author has edited the preamble since: then their text is the start, and what it carries stays in it.
 */
export function planFold({ preamble, fold, principles }: PromptDocument): FoldPlan | null {
  if (principles.every(({ status }) => status !== 'on')) return null;
  const untouched = fold !== null && preamble === fold.result;
  return {
    startedFrom: untouched ? fold.original : preamble,
    principles: principles.filter(({ status }) => status === 'on' || (untouched && status === 'folded')),
  };
}
