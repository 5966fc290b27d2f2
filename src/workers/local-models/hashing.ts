import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest, Hashing } from '../../core/local/download-model-check';

/** The platform's own checksums take a whole file at once, and have no MD5. */
export const nobleHashing: Hashing = { md5: () => digest(md5.create()), sha256: () => digest(sha256.create()) };

function digest(hash: { update(bytes: Uint8Array): unknown; digest(): Uint8Array }): Digest {
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
