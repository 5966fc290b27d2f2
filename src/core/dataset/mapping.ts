/** Which column is what. Column names are those of `TableSummary`. */
export interface Mapping {
  readonly labelColumn: string;
  /** In the order of the file; at least one. */
  readonly inputColumns: readonly string[];
  readonly idColumn: string | null;
  /** Rows with the same value stay on one side of the split. */
  readonly groupColumn: string | null;
  readonly taskDescription: string;
  /** For a label column of numbers: which side of the border a number is on. Null: the values are labels as they stand. */
  readonly threshold: Threshold | null;
  /** Label values to read as another one: the variant as written, after trimming → the label. */
  readonly merged: Readonly<Record<string, string>>;
}

export interface Threshold {
  /** A number above it is positive; the border itself is negative. */
  readonly above: number;
  readonly positive: string;
  readonly negative: string;
}

/** What a mapping makes of the label column. */
export interface LabelCounts {
  /** Most frequent first. */
  readonly labels: readonly { readonly label: string; readonly count: number }[];
  /** Rows without a label: dropped. */
  readonly unlabelled: number;
  /** Rows whose inputs are all blank: dropped. */
  readonly blank: number;
  /** Rows whose label is no number, although the threshold needs one: dropped. */
  readonly notNumbers: number;
  /** Values that differ in white space or case alone, each group with the one that is suggested first. */
  readonly variants: readonly (readonly string[])[];
  /** Rows whose inputs another row has too. */
  readonly duplicates: number;
  /** Of these, rows whose twin has another label. */
  readonly contradictions: number;
}

export const mostLabels = 50;
export const fewestRowsPerLabel = 2;

/** Why a mapping cannot be trained on. */
export interface MappingProblem {
  readonly kind:
    | 'no-label-column'
    | 'no-inputs'
    | 'no-side-name'
    | 'too-many-labels'
    | 'one-label'
    | 'rare-label'
    | 'too-few-rows'
    | 'test-columns';
  /** What was expected, what came, what to do. */
  readonly message: string;
  /** What was counted before it was refused: spellings can be merged, and a merge undone, on the way out. */
  readonly counts?: LabelCounts;
}
