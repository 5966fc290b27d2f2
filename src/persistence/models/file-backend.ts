import type { ReadableStreamOfBytes } from '../../core/local/model-files';

/** One way to keep the files of models. Ids and paths are any text. It throws as its platform does; `createModelFiles` puts it in words. */
export interface FileBackend {
  /** Null when it is not here. */
  read(id: string, path: string): Promise<Blob | null>;
  /** Whole or not at all. Throws what the stream throws. */
  write(id: string, path: string, bytes: ReadableStreamOfBytes): Promise<void>;
  remove(id: string, path: string): Promise<void>;
  /** Every file of a model. */
  removeAll(id: string): Promise<void>;
}

/** The chunk as the platform's writers want it: they take no bytes of shared memory, and ours are never there. */
export function ownBytes(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  return chunk.buffer instanceof ArrayBuffer
    ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : new Uint8Array(chunk);
}
