import type { BlobReader } from '../../core/local/download-model';

const readBytes = 4 * 1024 * 1024;

export const blobReader: BlobReader = {
  text: (blob) => blob.text(),
  /** In parts, so that a shard is never in memory as a whole. */
  async *bytes(blob) {
    for (let at = 0; at < blob.size; at += readBytes) {
      yield new Uint8Array(await blob.slice(at, at + readBytes).arrayBuffer());
    }
  },
};
