/** A named input of a row. */
export interface Field {
  readonly name: string;
  readonly text: string;
}

/** A row with its golden label. */
export interface Example {
  /** The id column's value, or `row-<n>`; unique in its table. */
  readonly id: string;
  /** Data row in the file, from 1. */
  readonly row: number;
  readonly fields: readonly Field[];
  readonly label: string;
}

declare const side: unique symbol;
type On<Side extends string> = Example & { readonly [side]: Side };

/** A row of one side of the split. Only `splitExamples` makes them, so that training on a test row does not compile. */
export type TrainingExample = On<'training'>;
export type ValidationExample = On<'validation'>;
export type TestExample = On<'test'>;

export interface Split {
  readonly training: readonly TrainingExample[];
  readonly validation: readonly ValidationExample[];
  readonly test: readonly TestExample[];
}

export interface SplitSizes {
  /** Rows that rank rulebooks; whole number from 2. */
  readonly validation: number;
  /** Rows that training never sees; whole number from 2. Ignored when there is a test file. */
  readonly test: number;
}

/** Counts per side and label, for the screen. */
export interface SplitCounts {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}
