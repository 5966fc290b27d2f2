import type { Principle } from '../constitution/principle';
import type { PromptDocument } from './prompt-document';
import type { PromptPatch } from './revision';
import { sameData } from './same-data';

/** What changed from one document to another; empty when nothing did. */
export function diffDocuments(before: PromptDocument, after: PromptDocument): PromptPatch {
  const principles = diffPrinciples(before.principles, after.principles);
  return {
    ...(before.preamble === after.preamble ? {} : { preamble: { before: before.preamble, after: after.preamble } }),
    ...(sameData(before.fold, after.fold) ? {} : { fold: { before: before.fold, after: after.fold } }),
    ...(principles === null ? {} : { principles }),
  };
}

/** Throws when the document is not the one that the patch was made for: a patch that half fits would lose text. */
export function applyPatch(document: PromptDocument, patch: PromptPatch): PromptDocument {
  const { preamble, fold, principles } = patch;
  if (preamble !== undefined && preamble.before !== document.preamble) throw misfit('preamble');
  if (fold !== undefined && !sameData(fold.before, document.fold)) throw misfit('fold');
  return {
    preamble: preamble === undefined ? document.preamble : preamble.after,
    fold: fold === undefined ? document.fold : fold.after,
    principles: principles === undefined ? document.principles : patchPrinciples(document.principles, principles),
  };
}

/** The patch that undoes this one. */
export function invertPatch({ preamble, fold, principles }: PromptPatch): PromptPatch {
  return {
    ...(preamble === undefined ? {} : { preamble: { before: preamble.after, after: preamble.before } }),
    ...(fold === undefined ? {} : { fold: { before: fold.after, after: fold.before } }),
    ...(principles === undefined
      ? {}
      : { principles: { at: principles.at, before: principles.after, after: principles.before } }),
  };
}

export function isEmptyPatch(patch: PromptPatch): boolean {
  return patch.preamble === undefined && patch.fold === undefined && patch.principles === undefined;
}

type PrinciplesPatch = NonNullable<PromptPatch['principles']>;

function diffPrinciples(before: readonly Principle[], after: readonly Principle[]): PrinciplesPatch | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && sameData(before[start], after[start])) start += 1;
  let tail = 0;
  while (tail < shorter - start && sameData(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const changed = {
    at: start,
    before: before.slice(start, before.length - tail),
    after: after.slice(start, after.length - tail),
  };
  return changed.before.length === 0 && changed.after.length === 0 ? null : changed;
}

function patchPrinciples(principles: readonly Principle[], patch: PrinciplesPatch): readonly Principle[] {
  const end = patch.at + patch.before.length;
  if (!sameData(principles.slice(patch.at, end), patch.before)) throw misfit('list of principles');
  return [...principles.slice(0, patch.at), ...patch.after, ...principles.slice(end)];
}

function misfit(part: string): Error {
  return new Error(
    `The change expects another ${part} than the prompt has now. The history and the prompt are out of step: reload the project.`,
  );
}
