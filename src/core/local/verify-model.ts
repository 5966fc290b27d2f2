import type { BlobReader } from './download-model';
import type { Hashing } from './download-model-check';
import { eventsOf, throttled } from './download-model-events';
import { type StoredFile, type StoredModel, totalBytes } from './local-model';
import { LocalModelError } from './local-model-error';
import type { VerifyEvent } from './local-models-port';
import type { ModelFiles } from './model-files';

/**
 * Reads every file again and compares its length and checksum with what was listed, or with what came. What is broken is deleted and
 * marked, so that the next download fetches it, and it alone. Throws LocalModelError, or the signal's reason.
 */
export function verifyModel({
  id,
  signal,
  ports,
}: {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly ports: {
    readonly files: ModelFiles;
    readonly hashing: Hashing;
    readonly blobs: BlobReader;
    /** Milliseconds since the epoch. */
    readonly clock: { now(): number };
  };
}): AsyncGenerator<VerifyEvent> {
  const { files, hashing, blobs, clock } = ports;
  return eventsOf(signal, async (work) => {
    const progress = throttled(work.emit, clock.now);
    const stored = await files.find(id);
    if (stored === null) throw nothingHere(id);

    let doneBytes = 0;
    const broken: string[] = [];
    for (const file of stored.files.filter(({ done }) => done)) {
      if (!(await isWhole(stored, file))) broken.push(file.path);
    }
    const checked = await marked(stored, broken);
    work.emit({ type: 'done', stored: checked, broken });

    async function isWhole(of: StoredModel, file: StoredFile): Promise<boolean> {
      const blob = await files.read(of, file.path);
      if (blob === null || blob.size !== file.bytes) return false;
      const digest = file.md5 === null ? hashing.sha256() : hashing.md5();
      try {
        for await (const chunk of blobs.bytes(blob)) {
          work.signal.throwIfAborted();
          digest.update(chunk);
          doneBytes += chunk.byteLength;
          progress({ type: 'progress', path: file.path, doneBytes, totalBytes: totalBytes(of) });
        }
      } catch {
        work.signal.throwIfAborted();
        // It is listed and cannot be read: a file like that is of no use to anybody.
        return false;
      }
      const expected = file.md5 ?? file.sha256;
      return expected === null || digest.hex() === expected;
    }
  });

  async function marked(stored: StoredModel, broken: readonly string[]): Promise<StoredModel> {
    const next = withBroken(stored, { broken, at: new Date(clock.now()).toISOString() });
    // First the record, so that nobody takes a file that is about to go for a good one.
    await files.keep(next);
    for (const path of broken) await files.removeFile(next, path);
    return next;
  }
}

function withBroken(
  stored: StoredModel,
  { broken, at }: { readonly broken: readonly string[]; readonly at: string },
): StoredModel {
  const files = stored.files.map((file) =>
    broken.includes(file.path)
      ? // What came is forgotten with it; what is listed still holds.
        { ...file, bytes: isListed(file) ? file.bytes : null, sha256: null, done: false }
      : file,
  );
  return { ...stored, files, state: stateOf(stored, { files, broken }), at };
}

function stateOf(
  { state }: StoredModel,
  { files, broken }: { readonly files: readonly StoredFile[]; readonly broken: readonly string[] },
): StoredModel['state'] {
  if (broken.length > 0) return 'damaged';
  if (files.length > 0 && files.every(({ done }) => done)) return 'ready';
  return state === 'ready' ? 'damaged' : state;
}

function isListed({ md5 }: StoredFile): boolean {
  return md5 !== null;
}

function nothingHere(id: string): LocalModelError {
  return new LocalModelError({
    kind: 'storage',
    message: `Nothing of ${id} is on this device, so there is nothing to verify. It may have been deleted in another tab: download it again.`,
  });
}
