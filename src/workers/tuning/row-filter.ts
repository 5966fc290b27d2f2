import { own } from '../../core/own';
import type { MadeRow, MadeText, RowEdit } from '../../core/tuning/run/made-row';
import type { MadeRequest, RowFilter, RowFlag, RowShown } from '../../core/tuning/tuning-port';
import { lengthsOf, scoreOf } from './row-bands';
import type { IndexedRow } from './run-index';

/** With what the author did to it. */
export function flagsOf(
  { flags, differsAt }: Pick<IndexedRow, 'flags' | 'differsAt'>,
  { edit, lateDifference }: { readonly edit: RowEdit | null; readonly lateDifference: number },
): readonly RowFlag[] {
  const isLate = differsAt !== undefined && differsAt >= lateDifference;
  if (!isLate && !edit?.isFlagged) return flags;
  return [
    ...flags,
    ...(isLate ? (['late-difference'] as const) : []),
    ...(edit?.isFlagged ? (['by-hand'] as const) : []),
  ];
}

/** A row as the table shows it. */
export function shownRow(
  { principles: _, critiques: _critiques, differsAt: _differsAt, ...row }: IndexedRow,
  shown: Pick<RowShown, 'runId' | 'flags' | 'edit'>,
): RowShown {
  return { ...row, ...shown };
}

export function editOf(
  edits: MadeRequest['edits'],
  { runId, row }: { readonly runId: string; readonly row: number },
): RowEdit | null {
  const ofRun = own(edits, runId);
  return (ofRun && own(ofRun, String(row))) ?? null;
}

/** Whether an edit changes what is exported. */
export function isEdited(edit: RowEdit | null): boolean {
  return edit !== null && (edit.isSwapped === true || edit.chosen !== undefined || edit.rejected !== undefined);
}

/** All but its text, which the index does not have. */
export function isWanted(
  { outcome, principles, words, score }: Pick<IndexedRow, 'outcome' | 'principles' | 'words' | 'score'>,
  { flags, edit, filter }: Pick<RowShown, 'flags' | 'edit'> & { readonly filter: RowFilter },
): boolean {
  if (filter.flag !== undefined && !flags.includes(filter.flag)) return false;
  if (filter.principle !== undefined && !principles.includes(filter.principle)) return false;
  if (filter.length !== undefined && !lengthsOf(words).includes(filter.length)) return false;
  if (filter.score !== undefined && scoreOf(score) !== filter.score) return false;
  switch (filter.outcome) {
    case undefined:
      return true;
    case 'rejected':
      return edit?.isRejected === true;
    case 'edited':
      return isEdited(edit);
    default:
      return outcome === filter.outcome;
  }
}

/** In its id, in what was said, or in what was made of it; upper or lower case. `sought` in lower case. */
export function holdsText({ id, turns, made }: MadeRow, sought: string): boolean {
  const isIn = (text: string) => text.toLowerCase().includes(sought);
  const inText = (made: MadeText | null) => made !== null && isIn(made.text);
  if (isIn(id) || turns.some(({ text }) => isIn(text))) return true;
  switch (made?.kind) {
    case undefined:
      return false;
    case 'improved':
      return inText(made.answer) || made.rounds.some(({ critique, revision }) => inText(critique) || inText(revision));
    case 'compared':
      return (
        made.answers.some(inText) ||
        made.judgements.some(({ forward, backward }) => isIn(forward.reasoning) || isIn(backward.reasoning))
      );
    case 'failed':
      return (
        made.answers.some(inText) ||
        made.rounds.some(({ critique, revision }) => inText(critique) || inText(revision)) ||
        isIn(made.error.message)
      );
  }
}
