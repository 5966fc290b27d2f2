import type { Estimate } from '../calls/estimate';
import type { CallLimits } from '../calls/limits';
import type { TableProblem } from '../dataset/table';
import type { RowWindow } from '../jobs/job-store';
import type { ModelErrorData } from '../model/model-error';
import type { ModelPrompt } from '../model/model-prompt';
import type { ModelRef } from '../model/model-ref';
import type { Reply } from '../model/reply';
import type { ScoredText } from '../model/scoring-model';
import type { VectorInput } from '../model/vector-model';
import type { Result } from '../result';
import type { ScoreFigures } from '../scoring/figures';
import type { EmbedRun, KeptImage, PromptUnit, ScoresRun } from './playground-work';

/**
 * The page's side of the Playground in `work.worker.ts`: jobs of many rows, and whatever is computed of vectors. An abort rejects with its
 * reason; calls of models throw ModelError. Vectors never lie in the page: it asks for windows.
 */
export interface PlaygroundPort {
  /** Tokens of completions, or of one evaluation, are kept on the device: project files hold the texts alone. */
  keepTokens(request: { readonly runId: string; readonly place: number; readonly kept: KeptTokens }): Promise<void>;
  /** Null: they are not on this device. */
  tokens(request: { readonly runId: string; readonly place: number }): Promise<KeptTokens | null>;

  /** What a ranking, or What mattered, would take. The error says why its rows cannot be read. */
  checkScores(request: ScoresRequest, signal: AbortSignal): Promise<Result<ScoresFound, TableProblem>>;
  /** Scores all rows, or goes on. */
  score(request: ScoresRequest, signal: AbortSignal): AsyncIterable<JobProgress>;
  /** In the order that was asked for. */
  scores(request: ScoresWindow): Promise<ScoresPage>;
  /** All rows as CSV. */
  scoresFile(runId: string): Promise<Blob>;

  checkTexts(request: EmbedRequest, signal: AbortSignal): Promise<Result<TextsFound, TableProblem>>;
  embed(request: EmbedRequest, signal: AbortSignal): AsyncIterable<JobProgress>;
  similarity(request: {
    readonly runId: string;
    readonly rows: RowWindow;
    readonly columns: RowWindow;
  }): Promise<SimilarityWindow>;
  neighbours(request: {
    readonly runId: string;
    readonly of: number;
    readonly count: number;
  }): Promise<readonly Neighbour[]>;
  /** Embeds the text as a query and looks for what is nearest. */
  search(request: SearchRequest, signal: AbortSignal): Promise<readonly Neighbour[]>;
  /** Two coordinates for each input. */
  map(request: MapRequest, signal: AbortSignal): AsyncIterable<MapProgress>;
  vectorsFile(request: { readonly runId: string; readonly as: VectorsFormat }, signal: AbortSignal): Promise<NamedBlob>;

  pause(runId: string): void;
  resume(runId: string): void;
  remove(runId: string): Promise<void>;
}

export type KeptTokens =
  | { readonly kind: 'completion'; readonly tokens: Reply['tokens']; readonly promptTokens?: Reply['promptTokens'] }
  | { readonly kind: 'evaluation'; readonly scored: ScoredText };

export interface JobProgress {
  readonly status: ScoresRun['status'];
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

export interface ScoresRequest {
  readonly run: ScoresRun;
  /** As a call sends it, without the expected completion. */
  readonly prompt: ModelPrompt;
  readonly limits: CallLimits;
}

export interface ScoresFound {
  readonly total: number;
  /** Numbers of rows without a completion: they are left out. */
  readonly empty: readonly number[];
  readonly estimate: Estimate;
}

export interface ScoresWindow {
  readonly runId: string;
  readonly order: 'rows' | 'sum' | 'per-character';
  readonly window: RowWindow;
}

export interface ScoresPage {
  readonly rows: readonly ScoreRow[];
  readonly total: number;
}

export interface ScoreRow {
  /** Number of the row, from 1. */
  readonly row: number;
  readonly prompt: string;
  readonly completion: string;
  readonly outcome:
    | {
        readonly status: 'scored';
        readonly figures: ScoreFigures;
        readonly bySum: number;
        readonly byCharacter: number;
      }
    | { readonly status: 'failed'; readonly error: ModelErrorData };
  /** Of What mattered: the part of the prompt that was left out, and by how much l dropped. */
  readonly left?: { readonly unit: PromptUnit; readonly start: number; readonly end: number; readonly drop: number };
}

export interface EmbedRequest {
  readonly run: EmbedRun;
  readonly images: Readonly<Record<string, KeptImage>>;
  readonly limits: CallLimits;
}

export interface TextsFound {
  readonly total: number;
  /** Numbers of empty texts: they are left out. */
  readonly empty: readonly number[];
  /** Numbers of texts that repeat an earlier one. */
  readonly equal: readonly number[];
  readonly estimate: Estimate;
}

export interface SimilarityWindow {
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  /** Cosines, row by row. */
  readonly cosines: readonly (readonly number[])[];
  readonly total: number;
  readonly dimensions: number;
  /** Shortest and longest vector before they were normalised. */
  readonly lengths: readonly [number, number];
  /** By place: texts of which the end was not read. */
  readonly cut: Readonly<Record<number, { readonly tokens: number; readonly limit: number }>>;
}

export interface Neighbour {
  readonly place: number;
  readonly label: string;
  /** The value of the column that colours; absent where there is none. */
  readonly colour?: string;
  readonly cosine: number;
}

export interface SearchRequest {
  readonly run: EmbedRun;
  readonly query: VectorInput;
  readonly count: number;
  readonly model: ModelRef;
}

export interface MapRequest {
  readonly runId: string;
  readonly method: 'pca' | 'umap';
  readonly seed: number;
}

export interface MapProgress {
  /** 0 to 1. */
  readonly progress: number;
  readonly points: readonly MapPoint[] | null;
  /** Of PCA: shares of the variance. */
  readonly variance?: readonly [number, number];
}

export interface MapPoint {
  readonly place: number;
  readonly label: string;
  readonly colour?: string;
  readonly x: number;
  readonly y: number;
}

export type VectorsFormat = 'json' | 'csv' | 'npy';

export interface NamedBlob {
  readonly name: string;
  readonly file: Blob;
}
