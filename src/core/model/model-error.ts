import type { Usage } from './reply';

/** Why there is no readable answer. Each kind has its words and its button on the screen. */
export type ModelErrorKind =
  /** The output limit was spent before any text came; on thoughts when `usage.thoughtTokens` says so. */
  | 'token-limit'
  | 'prompt-blocked'
  | 'answer-blocked'
  | 'empty'
  | 'unreadable'
  | 'no-key'
  | 'bad-key'
  | 'unknown-model'
  | 'bad-request'
  | 'rate-limited-minute'
  | 'rate-limited-day'
  /** Nothing is left to pay with: credit, a spending cap. Waiting does not help. */
  | 'no-credit'
  /** The service is not offered where this user is, or not without billing. No prompt and no setting helps. */
  | 'unsupported-region'
  /** What came is not what such a service writes: most likely a wrong address. */
  | 'unknown-format'
  | 'unavailable'
  /** No network, or the browser refused the answer (CORS): a page cannot tell the two apart. */
  | 'unreachable'
  | 'over-budget'
  /** Prompt and reply do not fit the context of the model; nothing was asked. */
  | 'too-long'
  /** A local model that is not on this device, or not whole. */
  | 'no-model'
  /** The GPU: none, lost, out of memory, or a model that computes nonsense on it. */
  | 'device'
  /** "Data never leaves this device" is on, and this call would. */
  | 'private'
  /** The worker that owns the models died during the call. */
  | 'interrupted'
  | 'internal';

/** A `ModelError` as plain data: for messages between workers, storage and the screen. */
export interface ModelErrorData {
  readonly kind: ModelErrorKind;
  /** The service's own word: an HTTP status, a block or finish reason, an error name. */
  readonly code: string;
  /** What was expected, what came, what to do. No key and no whole prompt in it. */
  readonly message: string;
  /** ISO instant at which a call can go through again, where known. */
  readonly until?: string;
  /** Text that came before the failure; may be empty. */
  readonly partialText: string;
  /** What the failed call cost, where the service said so. */
  readonly usage?: Usage;
  /** The service's page where it can be mended (billing, say): an https address that the provider knows, and never one that it was told. */
  readonly link?: string;
}

/** No answer, and why. An abort is not a ModelError: it rethrows the signal's reason. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly data: ModelErrorData;

  constructor(
    data: Omit<ModelErrorData, 'partialText'> & { readonly partialText?: string },
    options?: { readonly cause?: unknown },
  ) {
    super(data.message, options);
    this.data = { partialText: '', ...data };
  }

  get kind(): ModelErrorKind {
    return this.data.kind;
  }
}
