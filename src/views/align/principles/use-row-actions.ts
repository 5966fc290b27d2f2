import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { PrincipleCondition } from '../../../core/constitution/principle';
import { announce } from '../../ui/announce';
import { useStudioStore } from '../../use-studio';
import { focusDeletedLine, focusEditor, focusNewPrinciple, focusRow } from './focus-row';
import { neighbourOf } from './listed-principles';
import { principleNumbers } from './number-words';

/** What a row can ask for. Never changes, so that no row renders because of it. */
export interface RowActions {
  readonly turn: (id: string, on: boolean) => void;
  readonly why: (id: string) => void;
  readonly move: (id: string, by: -1 | 1) => void;
  /** `beforeId` null: to the end. */
  readonly drop: (id: string, beforeId: string | null) => void;
  readonly edit: (id: string) => void;
  /** `when`: as the author picked it; absent where they did not. */
  readonly saveEdit: (id: string, text: string, when?: PrincipleCondition | null) => void;
  readonly cancelEdit: (id: string) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly undo: (id: string) => void;
  readonly focus: (id: string) => void;
}

/** Each leaves the focus where the work goes on. */
export function useRowActions(): RowActions {
  const store = useStudioStore();
  return useMemo(() => {
    const { align, shell } = store.getState().actions;
    const principles = () => store.getState().project.prompt.principles;
    const numberOf = (id: string) => principles().findIndex((principle) => principle.id === id) + 1;
    const sayPlace = (id: string) => announce(`Moved to position ${numberOf(id)} of ${principles().length}`);
    const moveTo = (id: string, index: number) => flushSync(() => align.movePrinciple(id, index));

    return {
      turn: (id, on) => align.turnPrinciples([id], on ? 'on' : 'off'),
      why: (principleId) => shell.openDialog({ kind: 'why', principleId }),
      move(id, by) {
        moveTo(id, numberOf(id) - 1 + by);
        // Moving takes the row out of the page for a moment, and the focus with it.
        focusRow(id, by < 0 ? 'up' : 'down');
        sayPlace(id);
      },
      drop(id, beforeId) {
        const others = principles().filter((principle) => principle.id !== id);
        const place = others.findIndex((principle) => principle.id === beforeId);
        const index = place < 0 ? others.length : place;
        if (index === numberOf(id) - 1) return;
        moveTo(id, index);
        focusRow(id);
        sayPlace(id);
      },
      edit(id) {
        const { principleEdit } = store.getState().project.drafts;
        const edited = principles().find((principle) => principle.id === principleEdit?.id);
        if (principleEdit !== null && edited !== undefined && principleEdit.id !== id) {
          if (principleEdit.text.trim() !== edited.text) {
            focusEditor(edited.id);
            announce(`Save or cancel the edit of principle ${numberOf(edited.id)} first.`);
            return;
          }
        }
        const text = principles().find((principle) => principle.id === id)?.text;
        if (text === undefined) return;
        if (principleEdit?.id !== id) flushSync(() => align.setDraft({ principleEdit: { id, text } }));
        focusEditor(id);
      },
      saveEdit(id, text, when) {
        flushSync(() => align.editPrinciple(id, text, when));
        focusRow(id, 'edit');
      },
      cancelEdit(id) {
        flushSync(() => align.setDraft({ principleEdit: null }));
        focusRow(id, 'edit');
      },
      remove(ids) {
        const before = principles();
        const numbers = ids.map(numberOf).filter((n) => n > 0);
        const next = neighbourOf(before, ids);
        flushSync(() => align.deletePrinciples(ids));
        // Not the text field: there the undo keys are the field's own.
        if ((next === null || !focusRow(next)) && !focusDeletedLine()) focusNewPrinciple();
        announce(`${principleNumbers(numbers)} deleted. Undo brings it back.`);
      },
      focus: (id) => void focusRow(id),
      undo(id) {
        flushSync(() => align.undo());
        if (!focusRow(id)) focusNewPrinciple();
      },
    };
  }, [store]);
}
