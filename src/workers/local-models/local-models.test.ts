import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { LocalModel } from '../../core/local/local-model';
import type { DownloadEvent, LocalModelsPort, StoredChange } from '../../core/local/local-models-port';
import { createModelFiles, type StoredModelFiles } from '../../persistence/models/create-model-files';
import { fakeClock } from '../../testing/fake-clock';
import {
  aLocalModel,
  collected,
  modelDirectory,
  type ScriptedHost,
  scriptedHost,
  urlOf,
} from '../../testing/local-models-harness';
import { memoryCaches } from '../../testing/memory-caches';
import type { WorkerLike } from '../rpc/link';
import { setRealTimer } from '../set-timer';
import { blobReader } from './blob-reader';
import { nobleHashing } from './hashing';
import { createLocalModelsClient } from './local-models-client';
import { serveLocalModels } from './local-models-server';
import { localModelsService } from './local-models-service';
import { ownLocks } from './model-locks';

const never = new AbortController().signal;
const model = aLocalModel();
const options = { backend: 'cache', signal: never } as const;

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

let names = 0;

interface Tab {
  readonly port: LocalModelsPort;
  /** The worker dies as for want of memory: what it holds is let go. */
  readonly crash: () => void;
  readonly say: (data: unknown) => void;
  readonly spawned: () => number;
}

/** One browser with any number of tabs, each with the real client, server, service and storage behind it. */
function browser(host: ScriptedHost = scriptedHost(modelDirectory())) {
  const name = `local-models-${++names}`;
  const caches = memoryCaches();
  const locks = ownLocks();
  const removals = new Set<(id: string) => void>();

  function serve(endpoint: MessagePort): { readonly files: StoredModelFiles; readonly kill: () => void } {
    const files = createModelFiles({ name, caches });
    const dead = new AbortController();
    // A killed worker's fetches never come back, and its locks are let go.
    const open: ScriptedHost['open'] = async (url, signal) => {
      dead.signal.throwIfAborted();
      return host.open(url, signal);
    };
    const service = localModelsService({
      ports: { files, hashing: nobleHashing, clock: fakeClock(), blobs: blobReader, freeBytes: async () => null },
      onChange: files.onChange,
      open,
      locks,
      removals: {
        tell: (id) => {
          for (const listener of [...removals]) listener(id);
        },
        listen(listener) {
          removals.add(listener);
          return () => removals.delete(listener);
        },
      },
    });
    serveLocalModels(endpoint, service, { setTimer: setRealTimer });
    cleanUps.push(() => files.close());
    return { files, kill: () => dead.abort(new Error('Killed.')) };
  }

  function tab({ starts = true } = {}): Tab {
    let spawned = 0;
    let crash = () => {};
    let say: (data: unknown) => void = () => {};
    const spawn = (): WorkerLike => {
      spawned += 1;
      if (!starts) throw new Error('No workers here.');
      const { port1, port2 } = new MessageChannel();
      const { kill } = serve(port2);
      let onError: (event: { readonly message?: string }) => void = () => {};
      say = (data) => port2.postMessage(data);
      crash = () => {
        kill();
        onError({ message: 'Out of memory' });
      };
      const close = () => port1.close();
      cleanUps.push(close);
      port1.start();
      return {
        postMessage: (message, transfer) => port1.postMessage(message, transfer ?? []),
        addEventListener(type: string, listener: (event: never) => void) {
          // The overloads of WorkerLike pair each type with its event.
          if (type === 'error') onError = listener as typeof onError;
          if (type === 'message') port1.addEventListener('message', listener as (event: MessageEvent) => void);
        },
        terminate: close,
      };
    };
    const { setTimer } = fakeClock();
    const port = createLocalModelsClient({ spawn, setTimer });
    return { port, crash: () => crash(), say: (data) => say(data), spawned: () => spawned };
  }

  return { host, tab };
}

/** A host whose answer for one address waits until the test lets it go. */
function gated(path: string) {
  const host = scriptedHost(modelDirectory());
  let release = () => {};
  let reached = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const open: ScriptedHost['open'] = async (url, signal) => {
    if (url === urlOf(path)) {
      reached();
      await Promise.race([
        gate,
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
      ]);
    }
    return host.open(url, signal);
  };
  return { host: { ...host, open }, release: () => release(), arrived };
}

/** Reads a stream step by step. */
function readerOf(events: AsyncIterable<DownloadEvent>) {
  const iterator = events[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    async rest() {
      const all: DownloadEvent[] = [];
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) all.push(next.value);
      return all;
    },
  };
}

const typesOf = (events: readonly DownloadEvent[]) => events.map(({ type }) => type);

describe('local models, from the page', () => {
  it('are fetched, listed, verified and deleted', async () => {
    const { port } = browser().tab();
    expect(await port.stored()).toEqual([]);
    const events = await collected(port.download(model, options));
    expect(events.at(-1)).toMatchObject({ type: 'done', stored: { state: 'ready', backend: 'cache' } });
    expect(await port.stored()).toMatchObject([{ model: { id: model.id }, state: 'ready' }]);
    expect((await collected(port.verify(model.id, never))).at(-1)).toMatchObject({ type: 'done', broken: [] });
    await port.remove(model.id);
    expect(await port.stored()).toEqual([]);
  });

  it('are copied from a folder without asking any host', async () => {
    const { host, tab } = browser();
    const folder: LocalModel = aLocalModel({ origin: { kind: 'folder', name: 'tiny' } });
    const files = [...modelDirectory()].map(([path, bytes]) => ({ path: `tiny/${path}`, file: new Blob([bytes]) }));
    const events = await collected(tab().port.importFolder(folder, files, options));
    expect(events.at(-1)).toMatchObject({ type: 'done', stored: { state: 'ready' } });
    expect(host.asked).toEqual([]);
  });

  it('fail with what was wrong, file and address', async () => {
    const directory = modelDirectory();
    directory.delete('params_shard_1.bin');
    const { port } = browser(scriptedHost(directory)).tab();
    await expect(collected(port.download(model, options))).rejects.toMatchObject({
      name: 'LocalModelError',
      data: { kind: 'missing-file', path: 'params_shard_1.bin', url: urlOf('params_shard_1.bin') },
    });
  });

  it('tell of changes in every tab', async () => {
    const { tab } = browser();
    const [one, other] = [tab(), tab()];
    const heard: StoredChange[] = [];
    const all = new Promise<void>((resolve) => {
      other.port.onChange((change) => {
        heard.push(change);
        if (change.kind === 'removed') resolve();
      });
    });
    await other.port.stored();
    await collected(one.port.download(model, options));
    await one.port.remove(model.id);
    await all;
    expect(heard.some((change) => change.kind === 'stored' && change.stored.state === 'ready')).toBe(true);
    expect(heard.at(-1)).toEqual({ kind: 'removed', id: model.id });
  });

  it('stop coming at once when called off, and come again from there', async () => {
    const { host, arrived, release } = gated('params_shard_1.bin');
    const { port } = browser(host).tab();
    const stop = new AbortController();
    const events = collected(port.download(model, { ...options, signal: stop.signal }));
    await arrived;
    const reason = new Error('Enough.');
    stop.abort(reason);
    await expect(events).rejects.toBe(reason);
    release();
    await collected(port.download(model, options));
    expect(host.given.filter((url) => url === urlOf('params_shard_0.bin'))).toHaveLength(1);
  });
});

describe('two tabs', () => {
  it('fetch one model once: the second waits, and ends with what the first one fetched', async () => {
    const { host, arrived, release } = gated('params_shard_1.bin');
    const { tab } = browser(host);
    const first = collected(tab().port.download(model, options));
    await arrived;
    const second: DownloadEvent[] = [];
    const waiting = (async () => {
      for await (const event of tab().port.download(model, options)) {
        second.push(event);
        if (event.type === 'queued') release();
      }
    })();
    await first;
    await waiting;
    expect(typesOf(second)).toEqual(['queued', 'done']);
    expect(host.given).toHaveLength(7);
  });

  it('fetch different models one after the other', async () => {
    const { host, arrived, release } = gated('params_shard_1.bin');
    const { tab } = browser(host);
    const first = collected(tab().port.download(model, options));
    await arrived;
    const events = readerOf(tab().port.download(aLocalModel({ id: 'another' }), options));
    expect((await events.next()).value).toEqual({ type: 'queued' });
    release();
    await first;
    expect((await events.rest()).at(-1)).toMatchObject({ type: 'done' });
  });

  it('can call off the one that waits', async () => {
    const { host, arrived, release } = gated('params_shard_1.bin');
    const { tab } = browser(host);
    const first = collected(tab().port.download(model, options));
    await arrived;
    const stop = new AbortController();
    const events = readerOf(tab().port.download(model, { ...options, signal: stop.signal }));
    await events.next();
    stop.abort(new Error('Enough.'));
    await expect(events.next()).rejects.toThrow('Enough.');
    release();
    expect((await first).at(-1)).toMatchObject({ type: 'done' });
  });

  it('may delete what the other one is fetching: that ends, and nothing is left', async () => {
    const { host, arrived } = gated('params_shard_1.bin');
    const { tab } = browser(host);
    const [one, other] = [tab(), tab()];
    const fetching = collected(one.port.download(model, options));
    const failure = expect(fetching).rejects.toMatchObject({
      data: { kind: 'storage', message: expect.stringContaining('was deleted while it was coming') },
    });
    await arrived;
    await other.port.remove(model.id);
    await failure;
    expect(await other.port.stored()).toEqual([]);
    expect(await one.port.stored()).toEqual([]);
  });
});

describe('a worker that dies', () => {
  it('fails what was under way, and the next download goes on from the files that were whole', async () => {
    const { host, arrived, release } = gated('params_shard_1.bin');
    const { tab } = browser(host);
    const { port, crash, spawned } = tab();
    const events = collected(port.download(model, options));
    const failure = expect(events).rejects.toMatchObject({
      data: { kind: 'internal', message: expect.stringMatching(/Out of memory.*press Download again/) },
    });
    await arrived;
    crash();
    await failure;
    release();
    await collected(port.download(model, options));
    expect(spawned()).toBe(2);
    expect(host.given.filter((url) => url === urlOf('params_shard_0.bin'))).toHaveLength(1);
  });

  it('is told apart from one that never started', async () => {
    const { port } = browser().tab({ starts: false });
    port.onChange(() => {})();
    await expect(port.stored()).rejects.toMatchObject({
      data: { kind: 'internal', message: expect.stringContaining('did not start') },
    });
  });

  it('is one that speaks another language', async () => {
    const { port, say } = browser().tab();
    await port.stored();
    const asked = port.stored();
    const failure = expect(asked).rejects.toMatchObject({ data: { message: expect.stringContaining('unknown kind') } });
    say({ type: 'weather' });
    await failure;
  });
});
