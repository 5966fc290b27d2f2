import { tooLongForPrinciple } from '../core/constitution/principle-length';
import type { Turn } from '../core/conversation/turn';
import type { Project } from '../core/project/project';
import { commit } from '../core/prompt/history';
import type { PromptDocument } from '../core/prompt/prompt-document';
import type { RevisionReason } from '../core/prompt/revision';
import type { ActionContext } from './context';

/** Commits a new version of the prompt document; the one way in for every change that History shows. False when nothing differs. */
export function commitDocument(context: ActionContext, next: PromptDocument, reason: RevisionReason): boolean {
  const before = context.get().project.history.head;
  context.setProject((project) =>
    withState(project, commit(stateOf(project), next, { id: context.deps.newId(), at: context.deps.now(), reason })),
  );
  context.setAlign({ fresh: null });
  context.deps.requestPersistence();
  return context.get().project.history.head !== before;
}

/** Whether a text is too long for a principle; if so, it is said. */
export function refuseTooLong(context: ActionContext, text: string): boolean {
  const tooLong = tooLongForPrinciple(text);
  if (tooLong !== null) context.notify({ title: 'Too long for a principle', body: `${tooLong} Your words are kept.` });
  return tooLong !== null;
}

export function markFresh(context: ActionContext, principleId: string, changeKind: 'add' | 'edit' | 'delete'): void {
  const revisionId = context.get().project.history.head;
  if (revisionId !== null) context.setAlign({ fresh: { principleId, revisionId, change: changeKind } });
}

export function patchTurn(context: ActionContext, turnId: string, change: (turn: Turn) => Turn): void {
  context.setProject((project) => {
    const index = project.turns.findIndex((turn) => turn.id === turnId);
    const turn = project.turns[index];
    return turn === undefined ? project : { ...project, turns: project.turns.with(index, change(turn)) };
  });
}

/** One step back or forth in the history. */
export function travel(context: ActionContext, step: (state: DocumentState) => DocumentState | null): void {
  context.setProject((project) => {
    const next = step(stateOf(project));
    return next === null ? project : withState(project, next);
  });
  context.setAlign({ fresh: null });
}

interface DocumentState {
  readonly document: PromptDocument;
  readonly history: Project['history'];
}

export function stateOf(project: Project): DocumentState {
  return { document: project.prompt, history: project.history };
}

export function withState(project: Project, state: DocumentState): Project {
  if (state.document === project.prompt && state.history === project.history) return project;
  return { ...project, prompt: state.document, history: state.history };
}
