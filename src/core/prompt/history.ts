import type { Instant } from '../effects';
import { applyPatch, diffDocuments, invertPatch, isEmptyPatch } from './patch';
import type { PromptDocument } from './prompt-document';
import type { History, Revision, RevisionReason } from './revision';

/** A prompt with its history: `document` always is the version at `history.head`. */
export interface Versioned {
  readonly document: PromptDocument;
  readonly history: History;
}

export function startHistory(base: PromptDocument): History {
  return { base, revisions: [], head: null };
}

/** Makes `next` a child of the head. The same state comes back when `next` is no different. */
export function commit(
  state: Versioned,
  next: PromptDocument,
  { id, at, reason }: { readonly id: string; readonly at: Instant; readonly reason: RevisionReason },
): Versioned {
  const patch = diffDocuments(state.document, next);
  if (isEmptyPatch(patch)) return state;
  const { history } = state;
  const revision: Revision = { id, parent: history.head, at, reason, patch };
  return { document: next, history: { ...history, revisions: [...history.revisions, revision], head: id } };
}

/**
 * Takes `next` into the head's revision instead of a new one, for a burst of typing. The revision stays even when nothing of it is
 * left. Throws when there is no head, or when other versions build on it. Do not merge into a head that a run was sent from: its
 * record would show another prompt.
 */
export function mergeIntoHead(state: Versioned, next: PromptDocument, at: Instant): Versioned {
  const { history } = state;
  const head = nextUndo(history);
  if (head === null) throw new Error('There is no revision to merge into: commit a new one.');
  if (nextRedo(history) !== null) {
    throw new Error(`Later versions build on revision ${head.id}, so it cannot change: commit a new one.`);
  }
  const before = applyPatch(state.document, invertPatch(head.patch));
  const merged: Revision = { ...head, at, patch: diffDocuments(before, next) };
  const revisions = history.revisions.map((revision) => (revision.id === head.id ? merged : revision));
  return { document: next, history: { ...history, revisions } };
}

/** Back to the head's parent; null at the base. */
export function undo({ document, history }: Versioned): Versioned | null {
  const head = nextUndo(history);
  if (head === null) return null;
  return { document: applyPatch(document, invertPatch(head.patch)), history: { ...history, head: head.parent } };
}

/** On to the newest child of the head; null when it has none. */
export function redo({ document, history }: Versioned): Versioned | null {
  const child = nextRedo(history);
  if (child === null) return null;
  return { document: applyPatch(document, child.patch), history: { ...history, head: child.id } };
}

export function canUndo(history: History): boolean {
  return history.head !== null;
}

export function canRedo(history: History): boolean {
  return nextRedo(history) !== null;
}

/** The revision that `undo` takes back. */
export function nextUndo(history: History): Revision | null {
  return history.head === null ? null : revisionById(history, history.head);
}

/** The revision that `redo` brings back. */
export function nextRedo(history: History): Revision | null {
  return history.revisions.findLast((revision) => revision.parent === history.head) ?? null;
}

/** The document as it was at a revision; null is the base. Throws when the revision is unknown. */
export function documentAt({ document, history }: Versioned, revisionId: string | null): PromptDocument {
  const revisions = new Map(history.revisions.map((revision) => [revision.id, revision]));
  const down = pathFromBase(revisions, revisionId);
  const up = pathFromBase(revisions, history.head);
  let shared = 0;
  while (shared < down.length && shared < up.length && down[shared]?.id === up[shared]?.id) shared += 1;
  const forkDocument = up
    .slice(shared)
    .reduceRight((later, revision) => applyPatch(later, invertPatch(revision.patch)), document);
  return down.slice(shared).reduce((earlier, revision) => applyPatch(earlier, revision.patch), forkDocument);
}

/** Brings an earlier version back as a new revision, so that nothing after it is lost. */
export function restore(
  state: Versioned,
  revisionId: string | null,
  { id, at }: { readonly id: string; readonly at: Instant },
): Versioned {
  return commit(state, documentAt(state, revisionId), { id, at, reason: { kind: 'restore', of: revisionId } });
}

function revisionById(history: History, id: string): Revision {
  const revision = history.revisions.findLast((candidate) => candidate.id === id);
  if (revision === undefined) throw unknownRevision(id);
  return revision;
}

function pathFromBase(revisions: ReadonlyMap<string, Revision>, id: string | null): readonly Revision[] {
  const path: Revision[] = [];
  for (let at = id; at !== null; ) {
    const revision = revisions.get(at);
    // More steps than revisions: a file that was changed by hand can hold a circle.
    if (revision === undefined || path.length === revisions.size) throw unknownRevision(at);
    path.push(revision);
    at = revision.parent;
  }
  return path.reverse();
}

function unknownRevision(id: string): Error {
  return new Error(`The history has no revision ${id}, or no way from it to the first version. Choose another one.`);
}
