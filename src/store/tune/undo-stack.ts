import type { TuningConstitution } from '../../core/tuning/constitution/tuning-constitution';
import type { ConstitutionChange, RowChange, TuneChange, TuneState } from './tune-state';

type UndoStack = TuneState['undo'];

export function isRowChange(change: TuneChange): change is RowChange {
  return 'runId' in change;
}

export function withChange({ past }: UndoStack, change: TuneChange): UndoStack {
  return { past: [...past, change], future: [] };
}

/** Words that were written since are not lost with what is taken back: a constitution that was edited keeps its last state. */
export function withoutConstitutions({ past, future }: UndoStack): UndoStack {
  return { past: past.filter(isRowChange), future: future.filter(isRowChange) };
}

/** What has to be taken back where it was a mistake; null where nothing is lost. */
export function lossOf(before: TuningConstitution, after: TuningConstitution, what: string): ConstitutionChange | null {
  const isLess = lists.some((list) => after[list].length < before[list].length);
  const isOther = lists.some((list) => before[list].some(({ id }) => !after[list].some((entry) => entry.id === id)));
  return isLess || isOther ? { what, before, after } : null;
}

const lists = ['pairs', 'revisionExamples', 'comparisonPrinciples', 'comparisonExamples'] as const;
