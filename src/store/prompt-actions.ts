import { restoreOriginal } from '../core/alignment/accept-proposal';
import {
  addPrinciple,
  deletePrinciples,
  editPrinciple,
  movePrinciple,
  principleNumber,
  turnPrinciples,
} from '../core/constitution/edit-constitution';
import type { PrincipleCondition } from '../core/constitution/principle';
import type { Drafts, InputSet, Project } from '../core/project/project';
import { doubledNames, doubledToVariables } from '../core/prompt/doubled-braces';
import { mergeIntoHead, redo, restore, undo } from '../core/prompt/history';
import type { PromptDocument } from '../core/prompt/prompt-document';
import type { RevisionReason } from '../core/prompt/revision';
import { commitDocument, markFresh, refuseTooLong, stateOf, travel, withState } from './change-project';
import type { ActionContext } from './context';
import { withProposals } from './load-proposals';
import { loadValues, putValuesBack } from './load-values';

export interface PromptActions {
  /** Where the project takes `{{name}}` for a variable, it becomes one at once. */
  setPreamble(text: string): void;
  /** What `{{name}}` means in this project from now on; `variables` makes those of the prompt into variables. */
  setDoubledBraces(meaning: 'variables' | 'text'): void;
  setValue(name: string, value: string): void;
  saveInputSet(name: string): void;
  loadInputSet(id: string): void;
  /** Back to the values that the last load of a set or a run wrote over. */
  putValuesBack(): void;
  /** Saves a set over: another name, other values, or both. */
  updateInputSet(id: string, change: Partial<Pick<InputSet, 'name' | 'values'>>): void;
  deleteInputSet(id: string): void;
  setDraft(draft: Partial<Pick<Drafts, 'newPrinciple' | 'principleEdit'>>): void;
  addPrinciple(text: string): void;
  /** Not of a folded one: `takeOutOfPrompt` and `updateFolded` change those. `when`: as `editPrinciple` of the constitution takes it. */
  editPrinciple(id: string, text: string, when?: PrincipleCondition | null): void;
  deletePrinciples(ids: readonly string[]): void;
  turnPrinciples(ids: readonly string[], to: 'on' | 'off'): void;
  movePrinciple(id: string, toIndex: number): void;
  restoreOriginal(): void;
  undo(): void;
  redo(): void;
  restoreRevision(id: string | null): void;
}

/** Keystrokes closer together than this are one revision. */
const burstMs = 1500;

export function promptActions(context: ActionContext): PromptActions {
  const { deps, get, setAlign, setProject } = context;
  let burst: { readonly revisionId: string; readonly at: number } | null = null;

  const change = (next: PromptDocument, reason: RevisionReason) => {
    burst = null;
    commitDocument(context, next, reason);
  };
  const principles = () => get().project.prompt.principles;
  const numbers = (ids: readonly string[]) => ids.map((id) => principleNumber(principles(), id)).filter((n) => n > 0);
  const constitutionChange = (next: PromptDocument['principles'], reason: RevisionReason) =>
    change({ ...get().project.prompt, principles: next }, reason);

  return {
    setPreamble(text) {
      const { project } = get();
      const isTaken = project.inputs.doubledBraces === 'variables' && !sameNames(text, project.prompt.preamble);
      const next = { ...project.prompt, preamble: isTaken ? doubledToVariables(text) : text };
      const at = deps.now();
      const time = Date.parse(at);
      if (burst !== null && time - burst.at < burstMs && continuesBurst(project, burst.revisionId)) {
        burst = { revisionId: burst.revisionId, at: time };
        setProject((present) => withState(present, mergeIntoHead(stateOf(present), next, at)));
        return;
      }
      const typed = commitDocument(context, next, { kind: 'edit-prompt' });
      const head = get().project.history.head;
      // Without a change of its own the head is somebody else's.
      burst = head === null || !typed ? null : { revisionId: head, at: time };
    },
    setDoubledBraces(meaning) {
      setProject((project) => withInputs(project, { doubledBraces: meaning }));
      if (meaning === 'text') return;
      const { prompt } = get().project;
      change({ ...prompt, preamble: doubledToVariables(prompt.preamble) }, { kind: 'edit-prompt' });
    },
    setValue(name, value) {
      setProject((project) => withInputs(project, { values: { ...project.inputs.values, [name]: value } }));
      const missing = get().align.missingValues;
      if (missing?.includes(name)) setAlign({ missingValues: missing.filter((other) => other !== name) });
    },
    saveInputSet(name) {
      setProject((project) =>
        withInputs(project, {
          sets: [...project.inputs.sets, { id: deps.newId(), name, values: project.inputs.values }],
        }),
      );
    },
    loadInputSet(id) {
      const found = get().project.inputs.sets.find((inputSet) => inputSet.id === id);
      if (found !== undefined) loadValues(context, { from: `“${found.name}”`, values: found.values });
    },
    putValuesBack() {
      putValuesBack(context);
    },
    updateInputSet(id, change) {
      setProject((project) =>
        withInputs(project, {
          sets: project.inputs.sets.map((inputSet) => (inputSet.id === id ? { ...inputSet, ...change } : inputSet)),
        }),
      );
    },
    deleteInputSet(id) {
      setProject((project) =>
        withInputs(project, { sets: project.inputs.sets.filter((inputSet) => inputSet.id !== id) }),
      );
    },
    setDraft(draft) {
      setProject((project) => ({ ...project, drafts: { ...project.drafts, ...draft } }));
    },
    addPrinciple(text) {
      if (refuseTooLong(context, text)) return;
      if (get().project.mode === 'chat') {
        withProposals(context, (proposals) => proposals.addBotPrinciple(text));
        return;
      }
      const id = deps.newId();
      const next = addPrinciple(principles(), { id, text, source: { by: 'author', at: deps.now() } });
      constitutionChange(next, { kind: 'add-principle', n: next.length });
      setProject((project) => ({ ...project, drafts: { ...project.drafts, newPrinciple: '' } }));
      markFresh(context, id, 'add');
    },
    editPrinciple(id, text, when) {
      const present = principles().find((principle) => principle.id === id);
      if (present?.status === 'folded' || refuseTooLong(context, text)) return;
      if (present !== undefined && get().project.mode === 'chat') {
        withProposals(context, (proposals) => proposals.editBotPrinciple({ id, text, when }));
        return;
      }
      if (present !== undefined && present.text !== text.trim()) {
        const source = { by: 'author', at: deps.now(), was: present.text } as const;
        constitutionChange(editPrinciple(principles(), { id, text, source }), {
          kind: 'edit-principle',
          n: principleNumber(principles(), id),
        });
      }
      setProject((project) => ({ ...project, drafts: { ...project.drafts, principleEdit: null } }));
    },
    deletePrinciples(ids) {
      constitutionChange(deletePrinciples(principles(), ids), { kind: 'delete-principles', numbers: numbers(ids) });
    },
    turnPrinciples(ids, to) {
      const listed = new Set(
        principles()
          .filter(({ status }) => status !== 'folded')
          .map(({ id }) => id),
      );
      constitutionChange(turnPrinciples(principles(), ids, to), {
        kind: 'turn-principles',
        to,
        numbers: numbers(ids.filter((id) => listed.has(id))),
      });
    },
    movePrinciple(id, toIndex) {
      const next = movePrinciple(principles(), id, toIndex);
      constitutionChange(next, {
        kind: 'move-principle',
        from: principleNumber(principles(), id),
        to: principleNumber(next, id),
      });
    },
    restoreOriginal() {
      change(restoreOriginal(get().project.prompt), { kind: 'restore-original' });
    },
    undo() {
      travel(context, undo);
      burst = null;
    },
    redo() {
      travel(context, redo);
      burst = null;
    },
    restoreRevision(id) {
      burst = null;
      setProject((project) => withState(project, restore(stateOf(project), id, { id: deps.newId(), at: deps.now() })));
      setAlign({ fresh: null });
    },
  };
}

function withInputs(project: Project, inputs: Partial<Project['inputs']>): Project {
  return { ...project, inputs: { ...project.inputs, ...inputs } };
}

/** Doubled braces that stood there already were left by an undo: they are not converted behind the author's back. */
function sameNames(text: string, before: string): boolean {
  const [names, had] = [doubledNames(text), doubledNames(before)];
  return names.length <= had.length && names.every((name) => had.includes(name));
}

/** A burst goes on while its revision is the head and no run has used it. */
function continuesBurst(project: Project, revisionId: string): boolean {
  return (
    project.history.head === revisionId &&
    project.turns.every((turn) => turn.revisionId !== revisionId) &&
    project.history.revisions.every((revision) => revision.parent !== revisionId)
  );
}
