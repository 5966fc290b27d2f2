import { type ColumnMatch, matchColumns, placeColumns } from '../core/project/input-sets-from-rows';
import type { Project } from '../core/project/project';

/** A prompt of a text file. */
export interface ImportedPrompt {
  readonly fileName: string;
  /** As it would be as a project of its own. */
  readonly project: Project;
}

/** Conversations of a file of another tool. */
export interface ImportedConversations extends ImportedPrompt {
  /** What was decided or left out, in words. */
  readonly notes: readonly string[];
}

/** A constitution that fine-tuning data can be made by. */
export interface ImportedConstitution {
  readonly file: File;
  readonly counts: {
    readonly pairs: number;
    readonly comparisonPrinciples: number;
    readonly examples: number;
  };
  /** Why it cannot be used, in sentences; absent: it can. */
  readonly problem?: string;
}

/** Rows of a file or of the clipboard that could become input sets. */
export interface ImportedRows {
  /** For a message: `“people.csv”`, `the clipboard`. */
  readonly from: string;
  readonly columns: readonly string[];
  /** The first ones, at most `mostInputSets`, a cell per column. */
  readonly rows: readonly (readonly string[])[];
  /** Absent: from the clipboard. */
  readonly file?: File;
  readonly rowCount: number;
  readonly skipped: number;
  /** Without a header: the variable that the first column goes to. */
  readonly firstVariable?: string;
  /** What the field would hold, were they pasted as text. */
  readonly asText?: { readonly variable: string; readonly value: string };
}

export interface PastedRows {
  readonly variable: string;
  /** Cells with tabs between them, as spreadsheets put them on the clipboard. */
  readonly text: string;
  /** The field, were they pasted as text. */
  readonly value: string;
}

/** Where the columns would go now. */
export function columnMatch(
  { columns, firstVariable }: Pick<ImportedRows, 'columns' | 'firstVariable'>,
  variables: readonly string[],
): ColumnMatch {
  return firstVariable === undefined
    ? matchColumns(columns, variables)
    : placeColumns(columns, variables, Math.max(0, variables.indexOf(firstVariable)));
}
