/** Why a local model's files could not be had. */
export type LocalModelErrorKind =
  /** The host has no such file. */
  | 'missing-file'
  /** Size or checksum differ from what the model's list says, twice. */
  | 'broken-file'
  /** A list or configuration that is no such thing. */
  | 'unreadable-file'
  /** No network, or the host does not allow this page (CORS). */
  | 'unreachable'
  /** The host answered with another HTTP status. */
  | 'refused'
  | 'storage-full'
  /** The browser's storage failed otherwise. */
  | 'storage'
  /** The device cannot run it, so nothing was fetched. */
  | 'cannot-run'
  | 'internal';

/** As plain data, for messages between workers and for the screen. */
export interface LocalModelErrorData {
  readonly kind: LocalModelErrorKind;
  /** The file it is about, and where it was asked for; absent when it is about none. */
  readonly path?: string;
  readonly url?: string;
  /** What was expected, what came, what to do. */
  readonly message: string;
}

export class LocalModelError extends Error {
  override readonly name = 'LocalModelError';
  readonly data: LocalModelErrorData;

  constructor(data: LocalModelErrorData, options?: { readonly cause?: unknown }) {
    super(data.message, options);
    this.data = data;
  }

  get kind(): LocalModelErrorKind {
    return this.data.kind;
  }
}
