import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { announce } from '../../ui/announce';
import { useActions } from '../../use-studio';

/** What was taken away last, and the checkpoint that still has it. */
interface Gone {
  readonly label: string;
  readonly n: number;
  readonly ruleId: string;
  readonly beforeId: string;
}

export interface RuleActions {
  readonly editingId: string | null;
  readonly draft: (target: string) => {
    readonly text: string | undefined;
    readonly keep: (text: string | undefined) => void;
  };
  readonly edit: (ruleId: string) => void;
  readonly save: (ruleId: string, text: string) => void;
  readonly cancel: (ruleId: string) => void;
  readonly remove: (rule: { readonly ruleId: string; readonly label: string; readonly n: number }) => void;
  readonly add: (rule: { readonly label: string; readonly text: string }) => void;
  readonly gone: Gone | null;
  readonly undoRemove: () => void;
}

/** Each leaves the focus where the work goes on. */
export function useRuleActions(run: LabelerRun, labeler: TrainedLabeler): RuleActions {
  const { label } = useActions();
  const [editingId, setEditing] = useState<string | null>(null);
  const [gone, setGone] = useState<Gone | null>(null);
  const draft = (target: string) => {
    const key = draftKey({ runId: run.id, labeler: labeler.key, target });
    return { text: draftOf(key), keep: (text: string | undefined) => keepDraft(key, text) };
  };
  const stopEditing = (ruleId: string) => {
    draft(ruleId).keep(undefined);
    flushSync(() => setEditing(null));
    focusRule(ruleId, 'edit');
  };

  return {
    editingId,
    draft,
    // Restored or changed otherwise since: what was deleted is no longer the last change.
    gone: gone !== null && isGone(gone, labeler) ? gone : null,
    edit: (ruleId) => setEditing(ruleId),
    cancel: stopEditing,
    save(ruleId, text) {
      label.editRule(labeler.key, { ruleId, text: text.trim() });
      stopEditing(ruleId);
    },
    remove({ ruleId, label: of, n }) {
      if (labeler.currentId === null) return;
      const next = focusAfter(ruleId);
      setGone({ label: of, n, ruleId, beforeId: labeler.currentId });
      flushSync(() => label.deleteRule(labeler.key, ruleId));
      if (next === null || !focusRule(next, 'edit')) focusRules();
      announce(`Rule ${n} of ${of} deleted. Undo brings it back.`);
    },
    add: (rule) => label.addRule(labeler.key, { ...rule, text: rule.text.trim() }),
    undoRemove() {
      if (gone === null) return;
      flushSync(() => {
        label.restoreCheckpoint(labeler.key, gone.beforeId);
        setGone(null);
      });
      if (!focusRule(gone.ruleId, 'edit')) focusRules();
    },
  };
}

function isGone({ beforeId, ruleId }: Gone, { checkpoints, currentId }: TrainedLabeler): boolean {
  const current = checkpoints.find(({ id }) => id === currentId);
  if (current === undefined || current.parentId !== beforeId) return false;
  return current.mutation.kind === 'delete' && current.mutation.ruleId === ruleId;
}

/** The rule below, or else the one above, in the whole list. */
function focusAfter(ruleId: string): string | null {
  const rows = [...document.querySelectorAll<HTMLElement>('.pane-rules li[data-rule]')];
  const place = rows.findIndex(({ dataset }) => dataset.rule === ruleId);
  return (rows[place + 1] ?? rows[place - 1])?.dataset.rule ?? null;
}

/** Words that were not saved yet, so that another page or pane in between loses none of them. They are gone with the tab. */
const drafts = new Map<string, string>();

/** One draft for each rule under edit, and for each label a rule is being added to. */
function draftKey(given: { readonly runId: string; readonly labeler: string; readonly target: string }): string {
  return [given.runId, given.labeler, given.target].join('\n');
}

function draftOf(key: string): string | undefined {
  return drafts.get(key);
}

/** Undefined: it was saved, or is not wanted. */
function keepDraft(key: string, text: string | undefined): void {
  if (text === undefined) drafts.delete(key);
  else drafts.set(key, text);
}

/** Puts the focus on a control of a rule's row; false when there is no such row. */
function focusRule(ruleId: string, control: 'edit' | 'delete'): boolean {
  const row = document.querySelector(`.pane-rules li[data-rule="${CSS.escape(ruleId)}"]`);
  const target = row?.querySelector<HTMLElement>(`[data-act="${control}"]`) ?? null;
  target?.focus();
  return target !== null;
}

/** The first control of the list, where the row that had the focus is gone and no other is left. */
function focusRules(): void {
  document.querySelector<HTMLElement>('.pane-rules .rules-body button')?.focus();
}
