import type { ModelRef } from './model-ref';

/** Turns texts or images into vectors, with every option that the model has. `EmbeddingModel` is the plain way. */
export interface VectorModel {
  readonly ref: ModelRef;
  /** A vector per input, in order. Throws ModelError (a number that is none, or an option that is not honoured), or the signal's reason. */
  vectors(request: VectorRequest, signal: AbortSignal): Promise<Vectors>;
}

export interface VectorRequest {
  readonly inputs: readonly VectorInput[];
  readonly taskType?: TaskType;
  /** Whole number; absent: the model's own. */
  readonly dimensions?: number;
  /** Absent: the model's own. */
  readonly pooling?: Pooling;
}

export type VectorInput =
  | { readonly type: 'text'; readonly text: string }
  /** Base64 without a data-URL prefix. */
  | { readonly type: 'image'; readonly mimeType: string; readonly data: string };

export interface Vectors {
  /** As the model gave them, not normalised; all of the same number of dimensions. */
  readonly vectors: readonly Float32Array[];
  /** By place of the input: how much of a text was not read because it is longer than the model takes, in its tokens. */
  readonly cut: Readonly<Record<number, CutText>>;
  /** 0: the service does not count them. */
  readonly inputTokens: number;
}

export interface CutText {
  /** Those that were not read. */
  readonly tokens: number;
  /** Those that were read: with the others, all of the text. */
  readonly limit: number;
}

export const poolings = ['mean', 'max', 'last', 'abs-max'] as const;
export type Pooling = (typeof poolings)[number];

/** Source: `EmbedContentRequest.taskType`, ai.google.dev/api/embeddings. */
export const taskTypes = [
  'SEMANTIC_SIMILARITY',
  'CLASSIFICATION',
  'CLUSTERING',
  'RETRIEVAL_DOCUMENT',
  'RETRIEVAL_QUERY',
  'CODE_RETRIEVAL_QUERY',
  'QUESTION_ANSWERING',
  'FACT_VERIFICATION',
] as const;
export type TaskType = (typeof taskTypes)[number];
