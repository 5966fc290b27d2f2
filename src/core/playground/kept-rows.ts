import type { ModelErrorData } from '../model/model-error';
import type { ScoreFigures } from '../scoring/figures';

/** A row of a ranking, or a part that What mattered leaves out, as the device keeps it. */
export interface KeptScore {
  /** Number of the row, from 1. */
  readonly row: number;
  /** Null: the prompt of the whole run, see `ScoreSums`. */
  readonly prompt: string | null;
  readonly completion: string;
  /** Of What mattered: code units of the prompt that were left out; absent for the whole prompt. */
  readonly left?: { readonly start: number; readonly end: number };
  /** Null: it is under way; no such row is kept. */
  readonly outcome: ScoreOutcome | null;
}

export type ScoreOutcome =
  | { readonly status: 'scored'; readonly figures: ScoreFigures }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

export interface ScoreSums {
  readonly failed: number;
  /** The prompt of all rows that have none of their own. */
  readonly prompt: string;
  /** Of What mattered. */
  readonly unit?: 'word' | 'sentence' | 'paragraph';
}

/** What came of one text or image. */
export interface KeptVector {
  readonly row: number;
  /** The text, or the name of the image. */
  readonly text: string;
  /** What the column that colours says; null: there is none. */
  readonly colour: string | null;
  /** As the model gave it, not normalised; null where it could not be made. */
  readonly vector: Float32Array | null;
  /** As `CutText`. */
  readonly cut?: { readonly tokens: number; readonly limit: number };
  readonly error?: ModelErrorData;
}

export interface VectorSums {
  readonly failed: number;
  /** Files and maps are of vectors of length 1. */
  readonly normalise: boolean;
}
