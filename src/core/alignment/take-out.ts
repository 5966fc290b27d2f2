import { editPrinciple } from '../constitution/edit-constitution';
import type { Constitution, Source } from '../constitution/principle';
import { mergeTexts } from '../prompt/merge-texts';
import type { PromptDocument } from '../prompt/prompt-document';
import { foldOf, layersOf } from './fold-layers';

/** A folded principle taken out of the prompt again. */
export interface TakenOut {
  readonly document: PromptDocument;
  /** Those that are back in the list: the principle, and what was folded together with it or on top of it. */
  readonly freed: readonly string[];
  /** The author changed the prompt after it was folded: what is left of their words is worth a look. */
  readonly isMerged: boolean;
}

/**
 * The preamble goes back to what it was before the principle was folded into it, with what the author has written into it since; the
 * principles that go with it are on again, so that each is said once. Null when the principle is not folded.
 */
export function takeOut(document: PromptDocument, principleId: string): TakenOut | null {
  const principle = document.principles.find(({ id }) => id === principleId);
  if (principle?.status !== 'folded') return null;
  const layers = layersOf(document);
  const at = layers.findLastIndex(({ principleIds }) => principleIds.includes(principleId));
  const [first, ...later] = at < 0 ? [] : layers.slice(at);
  if (first === undefined) return unknownFold(document, principle);

  const gone = new Set([first, ...later].flatMap(({ principleIds }) => principleIds));
  const freed = document.principles.filter(({ id, status }) => status === 'folded' && gone.has(id)).map(({ id }) => id);
  // Between two folds, and after the last one, the author may have written.
  const written = [...later.map(({ before }) => before), document.preamble];
  const folded = [first, ...later].map(({ after }) => after);
  const preamble = folded.reduce(
    (text, base, index) => mergeTexts({ base, yields: written[index] ?? base, wins: text }),
    first.before,
  );
  const isMerged = folded.some((base, index) => written[index] !== base);
  return {
    document: { preamble, fold: foldOf(layers.slice(0, at)), principles: withOn(document.principles, freed) },
    freed,
    isMerged,
  };
}

/** Changes a principle's words wherever it stands: a folded one comes back to the list, since the preamble has its earlier words. */
export function editWhereItStands(
  document: PromptDocument,
  edit: { readonly id: string; readonly text: string; readonly source: Source },
): PromptDocument {
  const present = document.principles.find(({ id }) => id === edit.id);
  const isChanged = present !== undefined && present.text !== edit.text.trim();
  const base = isChanged ? (takeOut(document, edit.id)?.document ?? document) : document;
  const principles = editPrinciple(base.principles, edit);
  return principles === base.principles ? base : { ...base, principles };
}

/** A file can hold a folded principle without the text before: then its words are taken out where they stand to the letter. */
function unknownFold(document: PromptDocument, { id, text }: { readonly id: string; readonly text: string }): TakenOut {
  const preamble = document.preamble.split(text).join('').trim();
  return {
    document: { ...document, preamble, principles: withOn(document.principles, [id]) },
    freed: [id],
    isMerged: true,
  };
}

function withOn(principles: Constitution, ids: readonly string[]): Constitution {
  return principles.map((principle) => (ids.includes(principle.id) ? { ...principle, status: 'on' } : principle));
}
