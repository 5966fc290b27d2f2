interface Disk {
  readonly room: number;
  readonly moves: boolean;
  readonly handles: boolean;
  used: number;
}

/** As much of a browser's private file system as we use, in memory, with or without what browsers differ in. */
export function memoryDirectory({
  room = Number.POSITIVE_INFINITY,
  moves = true,
  handles = true,
}: {
  /** Bytes, for all files together. */
  readonly room?: number;
  /** `FileSystemFileHandle.move`. */
  readonly moves?: boolean;
  /** Access handles, as in workers; writable streams otherwise. */
  readonly handles?: boolean;
} = {}): FileSystemDirectoryHandle {
  return directory({ room, moves, handles, used: 0 });
}

type Bytes = Uint8Array<ArrayBuffer>;

function directory(disk: Disk): FileSystemDirectoryHandle {
  const folders = new Map<string, FileSystemDirectoryHandle>();
  const files = new Map<string, Bytes>();
  const set = (name: string, bytes: Bytes) => {
    const used = disk.used + bytes.byteLength - (files.get(name)?.byteLength ?? 0);
    if (used > disk.room) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    disk.used = used;
    files.set(name, bytes);
  };
  const drop = (name: string) => {
    disk.used -= files.get(name)?.byteLength ?? 0;
    return files.delete(name);
  };
  const at = (name: string): Bytes => files.get(name) ?? notFound(name);

  const handle = {
    async getDirectoryHandle(name: string, { create = false } = {}) {
      checkName(name);
      const found = folders.get(name) ?? (create ? directory(disk) : notFound(name));
      folders.set(name, found);
      return found;
    },
    async getFileHandle(name: string, { create = false } = {}) {
      checkName(name);
      if (!files.has(name)) create ? set(name, new Uint8Array()) : notFound(name);
      return {
        getFile: async () => new File([at(name)], name),
        ...(disk.handles ? { createSyncAccessHandle: async () => accessHandle(name) } : {}),
        ...(disk.handles ? {} : { createWritable: async () => writable(name) }),
        ...(disk.moves
          ? {
              async move(to: string) {
                const bytes = at(name);
                drop(name);
                set(to, bytes);
              },
            }
          : {}),
      };
    },
    async removeEntry(name: string) {
      if (!drop(name) && !folders.delete(name)) notFound(name);
    },
  };

  function accessHandle(name: string) {
    return {
      truncate: (size: number) => set(name, at(name).slice(0, size)),
      write(bytes: Bytes, { at: from }: { readonly at: number }) {
        const next = new Uint8Array(Math.max(at(name).byteLength, from + bytes.byteLength));
        next.set(at(name));
        next.set(bytes, from);
        set(name, next);
        return bytes.byteLength;
      },
      flush: () => {},
      close: () => {},
    };
  }

  /** Nothing of it is in the file before it is closed. */
  function writable(name: string) {
    const chunks: Bytes[] = [];
    return {
      write: async (bytes: Bytes) => void chunks.push(bytes.slice()),
      abort: async () => {},
      close: async () => set(name, new Uint8Array(await new Blob(chunks).arrayBuffer())),
    };
  }

  // What we do not use is not there.
  return handle as unknown as FileSystemDirectoryHandle;
}

function checkName(name: string): void {
  if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name)) throw new TypeError('Name is not allowed.');
}

function notFound(name: string): never {
  throw new DOMException(`${name} was not found.`, 'NotFoundError');
}
