import type { LocalModel, ModelBackend, StoredModel } from './local-model';

/** The page's side of `local-models.worker.ts`, which fetches, checks and deletes the files of local models. */
export interface LocalModelsPort {
  /** Everything that is on this device, whole or not. */
  stored(): Promise<readonly StoredModel[]>;
  /**
   * Fetches what is missing, one model at a time over all tabs (Web Locks); files that are there are not fetched again. Ends when the
   * model is ready. Throws LocalModelError, or the signal's reason: then what has come stays, and the next call goes on from there.
   */
  download(model: LocalModel, options: DownloadOptions): AsyncIterable<DownloadEvent>;
  /** Copies the files of a folder that the author picked; same events, same errors. `model.origin.kind` is `folder`. */
  importFolder(model: LocalModel, files: readonly FolderFile[], options: DownloadOptions): AsyncIterable<DownloadEvent>;
  /** Reads every file again and compares sizes and checksums. Ends with the model as it now is: ready, or damaged with the broken files not `done`. */
  verify(id: string, signal: AbortSignal): AsyncIterable<VerifyEvent>;
  remove(id: string): Promise<void>;
  /** Something changed, here or in another tab; returns the way to stop listening. */
  onChange(listener: (change: StoredChange) => void): () => void;
}

export interface DownloadOptions {
  readonly backend: ModelBackend;
  readonly signal: AbortSignal;
}

/** `path` is relative to the picked folder, with `/`. */
export interface FolderFile {
  readonly path: string;
  readonly file: Blob;
}

export type DownloadEvent =
  /** Another tab, or another model here, is being fetched: this one starts when that one ends. */
  | { readonly type: 'queued' }
  /** The lists are read. Bytes are null while a file's size is not known. */
  | { readonly type: 'planned'; readonly files: number; readonly doneBytes: number; readonly totalBytes: number | null }
  /** At most ten a second. */
  | { readonly type: 'progress'; readonly path: string; readonly doneBytes: number; readonly totalBytes: number | null }
  /** A file failed and is tried again. */
  | {
      readonly type: 'retrying';
      readonly path: string;
      readonly attempt: number;
      readonly waitMs: number;
      readonly why: string;
    }
  | { readonly type: 'done'; readonly stored: StoredModel };

export type VerifyEvent =
  | { readonly type: 'progress'; readonly path: string; readonly doneBytes: number; readonly totalBytes: number | null }
  | { readonly type: 'done'; readonly stored: StoredModel; readonly broken: readonly string[] };

export type StoredChange =
  | { readonly kind: 'stored'; readonly stored: StoredModel }
  | { readonly kind: 'removed'; readonly id: string };
