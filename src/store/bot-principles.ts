import { addPrinciple, editPrinciple, principleNumber } from '../core/constitution/edit-constitution';
import type { PrincipleCondition } from '../core/constitution/principle';
import { readCondition, setCondition } from '../core/constitution/read-condition';
import type { Drafts } from '../core/project/project';
import { commitDocument, markFresh } from './change-project';
import type { ActionContext } from './context';
import { checkContradictions } from './contradiction-work';

/** A principle of a bot, written by hand: it holds as its first clause says. */
export function addBotPrinciple(context: ActionContext, text: string): void {
  const { deps, get } = context;
  const { prompt } = get().project;
  const id = deps.newId();
  const source = { by: 'author', at: deps.now() } as const;
  const principles = addPrinciple(prompt.principles, { id, text, source, when: readCondition(text) ?? null });
  commitDocument(context, { ...prompt, principles }, { kind: 'add-principle', n: principles.length });
  setDrafts(context, { newPrinciple: '' });
  markFresh(context, id, 'add');
  void checkContradictions(context, id);
}

export interface BotPrincipleEdit {
  readonly id: string;
  readonly text: string;
  /** As `editPrinciple` of the constitution takes it. */
  readonly when: PrincipleCondition | null | undefined;
}

/** Other words, or when it holds, or both: one step back. */
export function editBotPrinciple(context: ActionContext, { id, text, when }: BotPrincipleEdit): void {
  const { deps, get } = context;
  const { prompt } = get().project;
  const source = { by: 'author', at: deps.now() } as const;
  const given = when === undefined ? {} : { when };
  const reworded = editPrinciple(prompt.principles, { id, text, source, ...given });
  const isReworded = reworded !== prompt.principles;
  const principles = isReworded || when === undefined ? reworded : setCondition(reworded, id, when);
  setDrafts(context, { principleEdit: null });
  if (principles === prompt.principles) return;
  const n = principleNumber(principles, id);
  commitDocument(context, { ...prompt, principles }, { kind: 'edit-principle', n });
  if (isReworded) void checkContradictions(context, id);
}

function setDrafts({ setProject }: ActionContext, change: Partial<Drafts>): void {
  setProject((project) => ({ ...project, drafts: { ...project.drafts, ...change } }));
}
