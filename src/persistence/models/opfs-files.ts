import type { ReadableStreamOfBytes } from '../../core/local/model-files';
import { type FileBackend, ownBytes } from './file-backend';

/**
 * Files in the origin's private file system: a folder a model. A file is written under another name first and then moved, so that a killed
 * tab leaves no half of it under its own.
 */
export function opfsFiles({
  root,
  folderName,
}: {
  /** Of the origin. */
  readonly root: () => Promise<FileSystemDirectoryHandle>;
  /** Below it; ours alone. */
  readonly folderName: string;
}): FileBackend {
  const home = async (create: boolean) => (await root()).getDirectoryHandle(folderName, { create });
  const folderOf = async (id: string, create: boolean) =>
    (await home(create)).getDirectoryHandle(nameFor(id), { create });

  return {
    read: (id, path) =>
      orNull(async () => {
        const folder = await folderOf(id, false);
        return (await folder.getFileHandle(nameFor(path))).getFile();
      }),
    async write(id, path, bytes) {
      await writeFile({ folder: await folderOf(id, true), name: nameFor(path), bytes });
    },
    async remove(id, path) {
      await orNull(async () => (await folderOf(id, false)).removeEntry(nameFor(path)));
    },
    async removeAll(id) {
      await orNull(async () => (await home(false)).removeEntry(nameFor(id), { recursive: true }));
    },
  };
}

interface Writing {
  readonly folder: FileSystemDirectoryHandle;
  readonly name: string;
  readonly bytes: ReadableStreamOfBytes;
}

async function writeFile({ folder, name, bytes }: Writing): Promise<void> {
  // No name of ours has an @ in it: it is escaped.
  const partName = `${name}@part`;
  const part: PlatformFile = await folder.getFileHandle(partName, { create: true });
  try {
    await fill(part, bytes);
    if (part.move !== undefined) {
      await orNull(() => folder.removeEntry(name));
      await part.move(name);
      return;
    }
    // Where files cannot be moved yet. Until the record says that it is done, nobody reads it.
    const own: PlatformFile = await folder.getFileHandle(name, { create: true });
    await fill(own, chunksOf(await part.getFile()));
  } finally {
    await orNull(() => folder.removeEntry(partName)).catch(() => null);
  }
}

/** Safari had no `createWritable` for years, and access handles are there in workers alone. */
async function fill(file: PlatformFile, bytes: ReadableStreamOfBytes): Promise<void> {
  if (file.createSyncAccessHandle !== undefined) return fillAtOnce(await file.createSyncAccessHandle(), bytes);
  const writable = await file.createWritable();
  try {
    for await (const chunk of bytes) await writable.write(ownBytes(chunk));
  } catch (error) {
    await writable.abort(error).catch(() => {});
    throw error;
  }
  await writable.close();
}

async function fillAtOnce(handle: AccessHandle, bytes: ReadableStreamOfBytes): Promise<void> {
  try {
    handle.truncate(0);
    let at = 0;
    for await (const chunk of bytes) {
      const written = handle.write(ownBytes(chunk), { at });
      if (written < chunk.byteLength) {
        throw new DOMException('Fewer bytes were written than given.', 'QuotaExceededError');
      }
      at += written;
    }
    handle.flush();
  } finally {
    handle.close();
  }
}

/** What the platform has beyond the page's library of types: access handles in workers, and moving. */
interface PlatformFile extends Pick<FileSystemFileHandle, 'getFile' | 'createWritable'> {
  createSyncAccessHandle?(): Promise<AccessHandle>;
  move?(name: string): Promise<void>;
}

interface AccessHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}

const copyBytes = 4 * 1024 * 1024;

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += copyBytes) {
    yield new Uint8Array(await file.slice(at, at + copyBytes).arrayBuffer());
  }
}

/** One name for any text, without slashes, and never `.` or `..`. */
function nameFor(text: string): string {
  return encodeURIComponent(text).replace(/^\./, '%2E').replace(/\*/g, '%2A');
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}
