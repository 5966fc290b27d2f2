import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { LocalModelError } from '../../core/local/local-model-error';
import { type FileBackend, ownBytes } from './file-backend';

/** A database of its own: models come and go by gigabytes, and must never be in the way of what the author wrote. */
interface ModelStores extends DBSchema {
  /** Checked when they are read: another version of the studio may have written them. */
  records: { key: string; value: unknown };
  /** For browsers that have no better place. */
  files: { key: [id: string, path: string]; value: Blob };
}

export interface ModelsDatabase {
  use<T>(work: (database: IDBPDatabase<ModelStores>) => Promise<T>): Promise<T>;
  close(): void;
}

/** Opened at the first use, and again when the browser or another tab has closed it. */
export function modelsDatabase(name: string): ModelsDatabase {
  let opening: Promise<IDBPDatabase<ModelStores>> | null = null;

  function opened(): Promise<IDBPDatabase<ModelStores>> {
    if (typeof indexedDB === 'undefined') return Promise.reject(noDatabase());
    opening ??= openDB<ModelStores>(name, 1, {
      upgrade(database) {
        database.createObjectStore('records');
        database.createObjectStore('files');
      },
      // A tab with a newer layout waits for us.
      blocking: close,
      terminated: () => {
        opening = null;
      },
    }).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  function close(): void {
    void opening?.then((database) => database.close()).catch(() => {});
    opening = null;
  }

  return { use: async (work) => work(await opened()), close };
}

function noDatabase(): LocalModelError {
  return new LocalModelError({
    kind: 'storage',
    message:
      'This browser has no database for this page, so that no local model can be kept. Private windows and blocked site data do that: use a normal window, or allow this site to keep data.',
  });
}

/** Files as blobs in the database. The chunks of one file are in memory until it is whole. */
export function databaseFiles(database: ModelsDatabase): FileBackend {
  return {
    read: (id, path) => database.use(async (open) => (await open.get('files', [id, path])) ?? null),
    async write(id, path, bytes) {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of bytes) chunks.push(ownBytes(chunk));
      await database.use((open) => open.put('files', new Blob(chunks), [id, path]));
    },
    async remove(id, path) {
      await database.use((open) => open.delete('files', [id, path]));
    },
    async removeAll(id) {
      // An empty list sorts after every text.
      await database.use((open) => open.delete('files', IDBKeyRange.bound([id], [id, []])));
    },
  };
}
