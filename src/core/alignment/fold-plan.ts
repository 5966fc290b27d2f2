import type { Constitution } from '../constitution/principle';
import type { PromptDocument } from '../prompt/prompt-document';
import { isAsFolded, layersOf } from './fold-layers';

/** What a fold starts from, and the principles that the new preamble is to carry. */
export interface FoldPlan {
  readonly startedFrom: string;
  readonly principles: Constitution;
}

/**
 * Null when no principle is on. Starts from the text that the last fold started from, and carries the principles of that fold as well,
 * unless the author has edited the preamble since: then their text is the start, and what it carries stays in it.
 */
export function planFold(document: PromptDocument): FoldPlan | null {
  const { preamble, principles } = document;
  if (principles.every(({ status }) => status !== 'on')) return null;
  const last = isAsFolded(document) ? layersOf(document).at(-1) : undefined;
  const again = new Set(last?.principleIds);
  return {
    startedFrom: last?.before ?? preamble,
    principles: principles.filter(({ id, status }) => status === 'on' || (status === 'folded' && again.has(id))),
  };
}
