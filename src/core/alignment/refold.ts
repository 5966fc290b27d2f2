import type { Source } from '../constitution/principle';
import type { PromptDocument } from '../prompt/prompt-document';
import { acceptFold } from './accept-proposal';
import type { FoldPlan } from './fold-plan';
import { editWhereItStands, takeOut } from './take-out';

/**
 * A fold that says a folded principle in other words: from the text before it was folded, with the author's own later words, and all
 * that was folded with it. Null when the principle is not folded.
 */
export function planRefold(
  document: PromptDocument,
  edit: { readonly id: string; readonly text: string },
): FoldPlan | null {
  const taken = takeOut(document, edit.id);
  if (taken === null) return null;
  const principles = document.principles.filter(({ id }) => taken.freed.includes(id));
  return {
    startedFrom: taken.document.preamble,
    principles: principles.map((principle) =>
      principle.id === edit.id ? { ...principle, text: edit.text } : principle,
    ),
  };
}

interface AcceptedRefold {
  readonly after: string;
  readonly principleIds: readonly string[];
  readonly edit: { readonly id: string; readonly text: string; readonly source: Source };
}

/** The document with the new preamble, which carries the principle in its new words. */
export function acceptRefold(document: PromptDocument, { after, principleIds, edit }: AcceptedRefold): PromptDocument {
  return acceptFold(editWhereItStands(document, edit), { after, principleIds });
}
