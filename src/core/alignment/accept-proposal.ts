import type { PromptDocument } from '../prompt/prompt-document';
import { foldOf, isAsFolded, layersOf } from './fold-layers';

interface AcceptedFold {
  readonly after: string;
  readonly principleIds: readonly string[];
}

/** The document with the new preamble; what it carries is marked as folded. The original of the first fold is kept. */
export function acceptFold(document: PromptDocument, { after, principleIds }: AcceptedFold): PromptDocument {
  const carried = new Set(principleIds);
  const layers = layersOf(document);
  const again = isAsFolded(document) ? layers.at(-1) : undefined;
  const layer = { before: again?.before ?? document.preamble, after, principleIds };
  return {
    preamble: after,
    fold: foldOf([...(again === undefined ? layers : layers.slice(0, -1)), layer]),
    principles: document.principles.map((principle) =>
      carried.has(principle.id) && principle.status !== 'folded' ? { ...principle, status: 'folded' } : principle,
    ),
  };
}

/** The document with the new preamble. */
export function acceptUpdate(document: PromptDocument, after: string): PromptDocument {
  return { ...document, preamble: after };
}

/** The preamble before the first fold, with the folded principles on again. */
export function restoreOriginal(document: PromptDocument): PromptDocument {
  if (document.fold === null) return document;
  return {
    preamble: document.fold.original,
    fold: null,
    principles: document.principles.map((principle) =>
      principle.status === 'folded' ? { ...principle, status: 'on' } : principle,
    ),
  };
}
