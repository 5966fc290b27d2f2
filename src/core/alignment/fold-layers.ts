import type { FoldLayer, PromptDocument } from '../prompt/prompt-document';

/** The folds that the preamble is made of, the first one first; empty when nothing is folded into it. */
export function layersOf({ fold, principles }: PromptDocument): readonly FoldLayer[] {
  if (fold === null) return [];
  if (fold.layers !== undefined) return fold.layers;
  const folded = principles.filter(({ status }) => status === 'folded').map(({ id }) => id);
  return [{ before: fold.original, after: fold.result, principleIds: folded }];
}

/** `fold` of a document with these layers. One layer needs no list: its principles are all that are folded. */
export function foldOf(layers: readonly FoldLayer[]): PromptDocument['fold'] {
  const [first] = layers;
  const last = layers.at(-1);
  if (first === undefined || last === undefined) return null;
  const fold = { original: first.before, result: last.after };
  return layers.length === 1 ? fold : { ...fold, layers };
}

/** Whether the preamble is as the last fold wrote it; false when there was none. */
export function isAsFolded({ preamble, fold }: PromptDocument): boolean {
  return fold !== null && preamble === fold.result;
}
