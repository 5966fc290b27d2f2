import type { StoredModel } from './local-model';

/** Where files of local models lie, on one backend or another. The download fills it and the engine reads from it. */
export interface ModelFiles {
  stored(): Promise<readonly StoredModel[]>;
  /** Null when nothing of it is here. */
  find(id: string): Promise<StoredModel | null>;
  /** Writes the record; tells other tabs. */
  keep(stored: StoredModel): Promise<void>;
  /** Null when the file is not here. Throws LocalModelError `storage`. */
  read(stored: StoredModel, path: string): Promise<Blob | null>;
  /**
   * Whole or not at all: a file whose stream fails is not there afterwards. Throws what the stream throws, LocalModelError
   * `storage-full` or `storage`.
   */
  write(stored: StoredModel, path: string, bytes: ReadableStreamOfBytes): Promise<void>;
  removeFile(stored: StoredModel, path: string): Promise<void>;
  /** Record and files. */
  remove(id: string): Promise<void>;
}

/** `ReadableStream<Uint8Array>`, as much of it as an adapter needs. */
export type ReadableStreamOfBytes = AsyncIterable<Uint8Array>;
