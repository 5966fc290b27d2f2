import type { StoredModel } from '../../core/local/local-model';
import type { ModelFiles } from '../../core/local/model-files';
import { isSameFile, namesOf } from './file-names';
import { addressOf, readAddress, type VirtualFile } from './virtual-address';

/** What WebLLM uses of `caches` (its `ArtifactCache`, 0.2.86). */
export interface StoredCaches {
  open(name: string): Promise<StoredCache>;
}

interface StoredCache {
  match(request: RequestLike): Promise<Response | undefined>;
  /** Never fetches: throws `MissingModelFileError` when the file is not on this device. */
  add(request: RequestLike): Promise<void>;
  /** Every file that is here, of every model. */
  keys(): Promise<readonly { readonly url: string }[]>;
  put(request: RequestLike, response: Response): Promise<void>;
  delete(request: RequestLike): Promise<boolean>;
}

type RequestLike = string | { readonly url: string };

/** The engine asked for a file that is not on this device, or is broken. */
export class MissingModelFileError extends Error {
  override readonly name = 'MissingModelFileError';
  readonly file: VirtualFile;

  constructor(file: VirtualFile) {
    super(`The file ${file.path} of the local model ${file.id} is not on this device.`);
    this.file = file;
  }
}

/**
 * Stands in for `globalThis.caches` in the models worker: whatever cache the engine opens, it reads the files that we have downloaded,
 * wherever they lie, and can neither fetch nor write nor delete. Nothing is kept in memory.
 */
export function storedCaches(files: ModelFiles): StoredCaches {
  async function find(file: VirtualFile): Promise<Blob | null> {
    const stored = await files.find(file.id);
    if (stored === null) return null;
    const path = pathWithin(stored, file.path);
    return path === undefined ? null : files.read(stored, path);
  }

  const cache: StoredCache = {
    async match(request) {
      const file = readAddress(urlOf(request));
      if (file === undefined) return undefined;
      const blob = await find(file);
      return blob === null ? undefined : new Response(blob, { headers: { 'content-type': typeOf(file.path) } });
    },
    async add(request) {
      const file = readAddress(urlOf(request));
      if (file === undefined) throw readOnly('fetch', urlOf(request));
      if ((await find(file)) === null) throw new MissingModelFileError(file);
    },
    async keys() {
      return (await files.stored()).flatMap(({ model, files: all }) =>
        all.flatMap(({ path, done }) =>
          done ? namesOf(path).map((name) => ({ url: addressOf({ id: model.id, path: name }) })) : [],
        ),
      );
    },
    async put(request) {
      throw readOnly('write', urlOf(request));
    },
    async delete() {
      return false;
    },
  };
  return { open: async () => cache };
}

/** Puts the stand-in where WebLLM looks for `caches`. Take hold of the real ones before, where they are needed as well. */
export function installStoredCaches(scope: object, files: ModelFiles): void {
  // It is an accessor without a setter on the prototype of the worker's scope: it cannot be assigned.
  Object.defineProperty(scope, 'caches', { value: storedCaches(files), configurable: true });
}

/** Undefined when the model has no such file whole. */
function pathWithin({ files }: StoredModel, asked: string): string | undefined {
  return files.find(({ path, done }) => done && isSameFile(path, asked))?.path;
}

function urlOf(request: RequestLike): string {
  return typeof request === 'string' ? request : request.url;
}

function typeOf(path: string): string {
  if (path.endsWith('.json')) return 'application/json';
  return path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
}

function readOnly(act: 'fetch' | 'write', url: string): TypeError {
  return new TypeError(`The engine wanted to ${act} ${url}. It may only read models that are on this device.`);
}
