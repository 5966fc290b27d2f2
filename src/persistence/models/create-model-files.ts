import { type ModelBackend, modelBackends, type StoredModel } from '../../core/local/local-model';
import { LocalModelError } from '../../core/local/local-model-error';
import { storedModelSchema } from '../../core/local/local-model-schema';
import type { StoredChange } from '../../core/local/local-models-port';
import type { ModelFiles } from '../../core/local/model-files';
import { cacheFiles } from './cache-files';
import type { FileBackend } from './file-backend';
import { databaseFiles, modelsDatabase } from './models-database';
import { opfsFiles } from './opfs-files';
import { storageFailure } from './storage-failure';
import { storedChanges } from './stored-changes';

export interface StoredModelFiles extends ModelFiles {
  /** Here, in another tab or in another worker; returns the way to stop listening. */
  onChange(listener: (change: StoredChange) => void): () => void;
  close(): void;
}

export interface ModelFilesOptions {
  /** Of the database, the channel, the cache and the folder. */
  readonly name?: string;
  /**
   * The browser's own, taken when the files are created: whoever puts another object in the place of `globalThis.caches` does so
   * afterwards. Undefined where there is none.
   */
  readonly caches?: CacheStorage | undefined;
  readonly storage?: Pick<StorageManager, 'getDirectory'> | undefined;
}

const modelFilesName = 'constitution-studio-models';

/**
 * The files of local models in this browser, over all of its backends, with one index of records in a database of its own. Opens nothing
 * before it is used. Throws LocalModelError `storage` or `storage-full`, and what a written stream throws.
 */
export function createModelFiles({
  name = modelFilesName,
  caches = globalThis.caches,
  storage = globalThis.navigator?.storage,
}: ModelFilesOptions = {}): StoredModelFiles {
  const database = modelsDatabase(name);
  const changes = storedChanges(name);
  // `getDirectory` is missing where storage is there without a file system of its own.
  const hasOpfs = typeof storage?.getDirectory === 'function';
  const backends: Readonly<Record<ModelBackend, FileBackend | null>> = {
    opfs: hasOpfs ? opfsFiles({ root: () => storage.getDirectory(), folderName: name }) : null,
    // In private windows of some browsers it is there and always fails, which its calls will tell.
    cache: caches === undefined ? null : cacheFiles({ caches, cacheName: name }),
    indexeddb: databaseFiles(database),
  };

  function backendOf({ backend }: StoredModel): FileBackend {
    const found = backends[backend];
    if (found === null) throw noBackend(backend);
    return found;
  }

  return {
    stored: () =>
      inWords('list the models', async () => {
        const records = await database.use((open) => open.getAll('records'));
        return records.flatMap((record) => readRecord(record) ?? []);
      }),
    find: (id) =>
      inWords(`look for ${id}`, async () => readRecord(await database.use((open) => open.get('records', id)))),
    keep: (stored) =>
      inWords(`note what is here of ${stored.model.id}`, async () => {
        await database.use((open) => open.put('records', stored, stored.model.id));
        changes.tell({ kind: 'stored', stored });
      }),
    read: (stored, path) => inWords(`read ${path}`, async () => backendOf(stored).read(stored.model.id, path)),
    write: (stored, path, bytes) =>
      inWords(`write ${path}`, async () => backendOf(stored).write(stored.model.id, path, bytes)),
    removeFile: (stored, path) =>
      inWords(`delete ${path}`, async () => backendOf(stored).remove(stored.model.id, path)),
    remove: (id) =>
      inWords(`delete ${id}`, async () => {
        const stored = readRecord(await database.use((open) => open.get('records', id)));
        // First the record, so that nobody takes a model that is half gone for a whole one.
        await database.use((open) => open.delete('records', id));
        changes.tell({ kind: 'removed', id });
        await removeEverywhere(id, stored?.backend);
      }),
    onChange: changes.listen,
    close() {
      changes.close();
      database.close();
    },
  };

  /** What an earlier setting has left lies on another backend; one that always fails, as in private windows, has nothing. */
  async function removeEverywhere(id: string, own: ModelBackend | undefined): Promise<void> {
    await Promise.all(
      modelBackends.map(async (backend) => {
        try {
          await backends[backend]?.removeAll(id);
        } catch (error) {
          if (backend === own) throw error;
        }
      }),
    );
  }
}

async function inWords<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageFailure(error, doing);
  }
}

/** Null for what another version of the studio wrote and this one cannot read: a download replaces it. */
function readRecord(record: unknown): StoredModel | null {
  const read = storedModelSchema.safeParse(record);
  return read.success ? read.data : null;
}

const backendNames: Readonly<Record<ModelBackend, string>> = {
  opfs: 'private file system',
  cache: 'cache storage',
  indexeddb: 'database',
};

function noBackend(backend: ModelBackend): LocalModelError {
  return new LocalModelError({
    kind: 'storage',
    message: `This browser has no ${backendNames[backend]} for models, or not at this address: it may need https, or a window that is not private. Choose another place for models in Settings.`,
  });
}
