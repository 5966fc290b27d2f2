import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ModelBackend, StoredModel } from '../../core/local/local-model';
import { LocalModelError } from '../../core/local/local-model-error';
import type { StoredChange } from '../../core/local/local-models-port';
import { aLocalModel, chunksOf, someBytes } from '../../testing/local-models-harness';
import { memoryCaches } from '../../testing/memory-caches';
import { memoryDirectory } from '../../testing/memory-directory';
import { createModelFiles, type StoredModelFiles } from './create-model-files';
import { storageFailure } from './storage-failure';

const open: StoredModelFiles[] = [];
afterEach(() => {
  for (const files of open.splice(0)) files.close();
});

let names = 0;

/** A browser: each call of `tab` is another tab of it. */
function browser({ room = Number.POSITIVE_INFINITY, moves = true, handles = true } = {}) {
  const name = `models-${++names}`;
  const disk = memoryDirectory({ room, moves, handles });
  const caches = memoryCaches({ room });
  const tab = () => {
    const files = createModelFiles({ name, caches, storage: { getDirectory: async () => disk } });
    open.push(files);
    return files;
  };
  return { name, tab };
}

function record(backend: ModelBackend, id = 'tiny', at = '2026-11-21T09:00:00.000Z'): StoredModel {
  return { model: aLocalModel({ id }), backend, files: [], state: 'partial', at };
}

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* chunksOf(bytes);
}

async function* broken(error: unknown): AsyncGenerator<Uint8Array> {
  yield someBytes(10, 1);
  throw error;
}

async function bytesOf(blob: Blob | null): Promise<Uint8Array | null> {
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}

const platforms = [
  { backend: 'opfs', how: 'with access handles', options: {} },
  { backend: 'opfs', how: 'with writable streams', options: { handles: false } },
  { backend: 'opfs', how: 'without moving', options: { moves: false } },
  { backend: 'cache', how: 'as responses', options: {} },
  { backend: 'indexeddb', how: 'as blobs', options: {} },
] as const;

describe.each(platforms)('files of models in $backend, $how', ({ backend, options }) => {
  const stored = record(backend);

  it('come back as they were written, in another tab too', async () => {
    const { tab } = browser(options);
    const bytes = someBytes(1000, 3);
    await tab().write(stored, 'shards/params_shard_0.bin', streamOf(bytes));
    expect(await bytesOf(await tab().read(stored, 'shards/params_shard_0.bin'))).toEqual(bytes);
  });

  it('may be empty', async () => {
    const files = browser(options).tab();
    await files.write(stored, 'empty', streamOf(new Uint8Array()));
    expect((await files.read(stored, 'empty'))?.size).toBe(0);
  });

  it('are null where there is none', async () => {
    const files = browser(options).tab();
    expect(await files.read(stored, 'a')).toBeNull();
    await files.write(stored, 'a', streamOf(someBytes(1, 0)));
    expect(await files.read(stored, 'b')).toBeNull();
    expect(await files.read(record(backend, 'other'), 'a')).toBeNull();
  });

  it('are not there when their stream fails, which is told as it was', async () => {
    const files = browser(options).tab();
    const error = new Error('The network was lost.');
    await expect(files.write(stored, 'a', broken(error))).rejects.toBe(error);
    expect(await files.read(stored, 'a')).toBeNull();
  });

  it('replace an earlier file, longer or shorter', async () => {
    const files = browser(options).tab();
    for (const bytes of [someBytes(300, 1), someBytes(20, 2), someBytes(70, 3)]) {
      await files.write(stored, 'a', streamOf(bytes));
      expect(await bytesOf(await files.read(stored, 'a'))).toEqual(bytes);
    }
  });

  it.each(['..', '.', 'a/../b', 'Ein Modell: größer*?', 'a%2Fb', 'a\\b', 'a@part'])(
    'take %j for a name and nothing else',
    async (id) => {
      const files = browser(options).tab();
      const [mine, other] = [record(backend, id), record(backend, 'other')];
      await files.write(mine, 'a', streamOf(someBytes(5, 1)));
      await files.write(other, 'a', streamOf(someBytes(6, 2)));
      expect((await files.read(mine, 'a'))?.size).toBe(5);
      await files.remove(id);
      expect(await files.read(mine, 'a')).toBeNull();
      expect((await files.read(other, 'a'))?.size).toBe(6);
    },
  );

  it('are deleted one by one, or with their model', async () => {
    const files = browser(options).tab();
    await files.keep(stored);
    for (const path of ['a', 'b', 'c']) await files.write(stored, path, streamOf(someBytes(9, 1)));
    await files.removeFile(stored, 'a');
    await files.removeFile(stored, 'never-there');
    expect(await files.read(stored, 'a')).toBeNull();
    expect((await files.read(stored, 'b'))?.size).toBe(9);
    await files.remove('tiny');
    expect(await files.read(stored, 'b')).toBeNull();
    expect(await files.find('tiny')).toBeNull();
  });

  it('of a model that was never here are deleted without a word', async () => {
    await expect(browser(options).tab().remove('never')).resolves.toBeUndefined();
  });
});

describe.each([
  { backend: 'opfs', options: {} },
  { backend: 'opfs', options: { handles: false } },
  { backend: 'cache', options: {} },
] as const)('a full disk under $backend', ({ backend, options }) => {
  it('is said to be one, and keeps nothing of the file', async () => {
    const files = browser({ ...options, room: 500 }).tab();
    await files.write(record(backend), 'a', streamOf(someBytes(400, 1)));
    const failure = await files
      .write(record(backend), 'b', streamOf(someBytes(400, 2)))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LocalModelError);
    expect(failure).toMatchObject({ kind: 'storage-full', message: expect.stringContaining('what has come is kept') });
    expect(await files.read(record(backend), 'b')).toBeNull();
    expect((await files.read(record(backend), 'a'))?.size).toBe(400);
  });
});

describe('the index of models', () => {
  it('is one over all backends and tabs', async () => {
    const { tab } = browser();
    await tab().keep(record('opfs', 'a'));
    await tab().keep(record('cache', 'b'));
    const files = tab();
    expect((await files.stored()).map(({ model, backend }) => [model.id, backend])).toEqual([
      ['a', 'opfs'],
      ['b', 'cache'],
    ]);
    expect(await files.find('b')).toEqual(record('cache', 'b'));
    expect(await files.find('c')).toBeNull();
  });

  it('leaves out what another version wrote and this one cannot read', async () => {
    const { name, tab } = browser();
    const files = tab();
    await files.keep(record('opfs', 'a'));
    const database = await openDB(name);
    await database.put('records', { model: 'later', layers: 4 }, 'later');
    database.close();
    expect((await files.stored()).map(({ model }) => model.id)).toEqual(['a']);
    expect(await files.find('later')).toBeNull();
  });

  it('tells of changes, here and in other tabs', async () => {
    const { tab } = browser();
    const [here, there] = [tab(), tab()];
    const heard: [string, StoredChange['kind']][] = [];
    here.onChange((change) => heard.push(['here', change.kind]));
    const all = new Promise<void>((resolve) => {
      there.onChange((change) => {
        heard.push(['there', change.kind]);
        if (change.kind === 'removed') resolve();
      });
    });
    await here.keep(record('opfs'));
    await here.remove('tiny');
    await all;
    expect(heard.filter(([who]) => who === 'here')).toEqual([
      ['here', 'stored'],
      ['here', 'removed'],
    ]);
    expect(heard.filter(([who]) => who === 'there')).toEqual([
      ['there', 'stored'],
      ['there', 'removed'],
    ]);
  });

  it('deletes a model from every backend that it may lie on', async () => {
    const files = browser().tab();
    await files.write(record('opfs'), 'a', streamOf(someBytes(9, 1)));
    await files.write(record('cache'), 'a', streamOf(someBytes(9, 1)));
    await files.remove('tiny');
    expect(await files.read(record('opfs'), 'a')).toBeNull();
    expect(await files.read(record('cache'), 'a')).toBeNull();
  });
});

describe('a browser without a place for models', () => {
  it('that has no database is told apart', async () => {
    vi.stubGlobal('indexedDB', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const files = browser().tab();
    await expect(files.stored()).rejects.toMatchObject({
      data: { kind: 'storage', message: expect.stringContaining('use a normal window') },
    });
  });

  it('whose cache always fails can delete what lies elsewhere', async () => {
    const failing = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    const caches: CacheStorage = { open: failing, has: failing, delete: failing, keys: failing, match: failing };
    const disk = memoryDirectory();
    const files = createModelFiles({ name: 'insecure', caches, storage: { getDirectory: async () => disk } });
    open.push(files);
    await files.keep(record('opfs'));
    await files.write(record('opfs'), 'a', streamOf(someBytes(9, 1)));
    await files.remove('tiny');
    expect(await files.read(record('opfs'), 'a')).toBeNull();
    await files.keep(record('cache'));
    await expect(files.remove('tiny')).rejects.toMatchObject({
      data: { kind: 'storage', message: expect.stringContaining('could not delete tiny (SecurityError') },
    });
  });

  it.each(['opfs', 'cache'] as const)('says so of %s', async (backend) => {
    const files = createModelFiles({ name: 'bare', storage: undefined, caches: undefined });
    open.push(files);
    await expect(files.read(record(backend), 'a')).rejects.toMatchObject({
      data: { kind: 'storage', message: expect.stringMatching(/This browser has no .* Choose another place/) },
    });
  });
});

describe('a failure of the storage', () => {
  it('is put in words, with what could not be done', () => {
    const failure = storageFailure(new DOMException('Disk error.', 'UnknownError'), 'write a.bin');
    expect(failure).toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('could not write a.bin (UnknownError'),
    });
  });

  it('for want of room is told apart, whatever class the browser gives it', () => {
    class QuotaExceededError extends Error {
      override readonly name = 'QuotaExceededError';
    }
    for (const error of [new QuotaExceededError(), new DOMException('Full.', 'QuotaExceededError')]) {
      expect(storageFailure(error, 'write a.bin')).toMatchObject({ kind: 'storage-full' });
    }
  });

  it('leaves alone what is none', () => {
    const error = new Error('The network was lost.');
    expect(storageFailure(error, 'write a.bin')).toBe(error);
  });
});
