import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aLocalModel,
  collected,
  type HostAnswer,
  hashOf,
  json,
  libraryUrl,
  memoryModelFiles,
  modelDirectory,
  type ScriptedHost,
  scriptedHost,
  someBytes,
  type TransferHarness,
  transferHarness,
  urlOf,
} from '../../testing/local-models-harness';
import { downloadModel } from './download-model';
import type { LocalModel } from './local-model';
import { LocalModelError } from './local-model-error';
import type { DownloadEvent } from './local-models-port';

const never = new AbortController().signal;
const allPaths = [
  ...['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json', 'library.wasm'],
  ...['params_shard_0.bin', 'params_shard_1.bin', 'params_shard_2.bin'],
];

interface Given {
  readonly model?: LocalModel;
  readonly directory?: ReadonlyMap<string, Uint8Array>;
  readonly host?: ScriptedHost;
  readonly harness?: TransferHarness;
  readonly signal?: AbortSignal;
}

function download({ model = aLocalModel(), directory = modelDirectory(), ...rest }: Given = {}) {
  const { host = scriptedHost(directory), harness = transferHarness(), signal = never } = rest;
  const start = () =>
    downloadModel({ model, options: { backend: 'opfs', signal }, ports: harness.ports, open: host.open });
  return { start, host, harness, directory };
}

async function failureOf(events: AsyncIterable<DownloadEvent>): Promise<LocalModelError> {
  try {
    await collected(events);
  } catch (error) {
    if (error instanceof LocalModelError) return error;
    throw error;
  }
  throw new Error('Expected the download to fail.');
}

const typesOf = (events: readonly DownloadEvent[]) => events.map(({ type }) => type);
const donePaths = ({ files }: TransferHarness) =>
  (files.records.at(-1)?.files ?? []).filter(({ done }) => done).map(({ path }) => path);

describe('a download', () => {
  it('fetches every file once, lists first and shards last, and ends with the model', async () => {
    const { start, host, harness, directory } = download();
    const events = await collected(start());

    expect(host.asked).toEqual(allPaths.map(urlOf));
    expect(new Map(harness.files.contents)).toEqual(directory);
    expect(events.at(-1)).toMatchObject({ type: 'done', stored: { state: 'ready', backend: 'opfs' } });
    expect(donePaths(harness)).toEqual(allPaths);
  });

  it('says at first how much there is, and then how much has come', async () => {
    const events = await collected(download().start());
    const planned = events.find(({ type }) => type === 'planned');
    // The tokenizer and the library have no listed size.
    expect(planned).toMatchObject({ files: 7, totalBytes: null });
    expect(events.filter(({ type }) => type === 'progress').length).toBeLessThanOrEqual(1);
  });

  it('keeps a checksum of its own where the lists give none', async () => {
    const { start, harness, directory } = download();
    await collected(start());
    const files = harness.files.records.at(-1)?.files ?? [];
    const library = directory.get('library.wasm') ?? new Uint8Array();
    expect(files.find(({ path }) => path === 'library.wasm')).toEqual({
      path: 'library.wasm',
      bytes: library.byteLength,
      md5: null,
      sha256: hashOf('sha256', library),
      done: true,
    });
    expect(files.find(({ path }) => path === 'params_shard_0.bin')?.sha256).toBeNull();
  });

  it('keeps the record after each file, so that a killed tab loses one file at most', async () => {
    const { start, harness } = download();
    await collected(start());
    const done = harness.files.records.map(({ files }) => files.filter((file) => file.done).length);
    expect(done).toEqual([1, 2, 2, 3, 4, 5, 6, 7, 7]);
    expect(harness.files.records.slice(0, -1).every(({ state }) => state === 'partial')).toBe(true);
  });

  it('takes the list of an older compiler, and keeps it under the name that the engine asks for', async () => {
    const directory = modelDirectory();
    directory.set('ndarray-cache.json', directory.get('tensor-cache.json') ?? json({}));
    directory.delete('tensor-cache.json');
    const { start, harness } = download({ directory });
    await collected(start());
    expect([...harness.files.contents.keys()]).toContain('tensor-cache.json');
    expect([...harness.files.contents.keys()]).not.toContain('ndarray-cache.json');
  });

  it('fetches the package manifest of a model that comes with one', async () => {
    const directory = modelDirectory();
    const manifest = { schema: 'mlc.model-package', schema_version: 1, weights: { manifest: 'tensor-cache.json' } };
    directory.set('mlc-model-manifest.json', json(manifest));
    const { start, harness } = download({
      directory,
      model: aLocalModel({ packageManifest: 'mlc-model-manifest.json' }),
    });
    await collected(start());
    expect(donePaths(harness)).toContain('mlc-model-manifest.json');
  });

  it('does nothing for a model that is there already', async () => {
    const { start, host, harness } = download();
    await collected(start());
    const [asked, records] = [host.asked.length, harness.files.records.length];
    expect(typesOf(await collected(start()))).toEqual(['done']);
    expect([host.asked.length, harness.files.records.length]).toEqual([asked, records]);
  });

  it('refuses a model that was copied from a folder', async () => {
    const model = aLocalModel({ origin: { kind: 'folder', name: 'tiny' } });
    expect((await failureOf(download({ model }).start())).message).toContain('Pick the folder again');
  });
});

describe('the address of a model', () => {
  const hub = 'https://huggingface.co/mlc-ai/tiny-MLC';
  const at = async (weightsUrl: string, base: string) => {
    const directory = modelDirectory();
    const host = scriptedHost(new Map());
    for (const [path, bytes] of directory) host.plan(base + path, { kind: 'bytes', bytes });
    host.plan(libraryUrl, { kind: 'bytes', bytes: directory.get('library.wasm') ?? new Uint8Array() });
    await collected(
      download({ model: aLocalModel({ origin: { kind: 'custom', weightsUrl, libraryUrl } }), host }).start(),
    );
    return host.asked;
  };

  it.each([hub, `${hub}/`, `${hub}/tree/main`, `${hub}/resolve/main/`, `${hub}/blob/main/mlc-chat-config.json`])(
    'means the files of the repository for %s',
    async (weightsUrl) => {
      expect((await at(weightsUrl, `${hub}/resolve/main/`))[0]).toBe(`${hub}/resolve/main/mlc-chat-config.json`);
    },
  );

  it('keeps the branch of a repository', async () => {
    expect((await at(`${hub}/tree/v2`, `${hub}/resolve/v2/`))[0]).toBe(`${hub}/resolve/v2/mlc-chat-config.json`);
  });

  it('is a folder on any other host, or one laid out as a repository', async () => {
    const asked = await at('http://localhost:8000/tiny', 'http://localhost:8000/tiny/resolve/main/');
    expect(asked.slice(0, 3)).toEqual([
      'http://localhost:8000/tiny/mlc-chat-config.json',
      'http://localhost:8000/tiny/resolve/main/mlc-chat-config.json',
      'http://localhost:8000/tiny/resolve/main/tensor-cache.json',
    ]);
  });
});

describe('a file that the host does not have', () => {
  it.each(allPaths)('is named with its address, and is not asked for again: %s', async (path) => {
    const directory = modelDirectory();
    directory.delete(path);
    const { start, host, harness } = download({ directory });
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'missing-file', path, url: urlOf(path) });
    expect(data.message).toContain(urlOf(path));
    expect(host.asked.filter((url) => url === urlOf(path))).toHaveLength(1);
    expect(harness.slept).toEqual([]);
  });

  it('is found out before the first shard, unless it is one', async () => {
    const directory = modelDirectory();
    directory.delete('library.wasm');
    const { start, host } = download({ directory });
    await failureOf(start());
    expect(host.asked.some((url) => url.endsWith('.bin'))).toBe(false);
  });
});

describe('a host that refuses', () => {
  it.each([401, 403])('with %d is said to be so at once', async (code) => {
    const { start, host, harness } = download();
    host.plan(urlOf('mlc-chat-config.json'), { kind: 'code', code });
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'refused', path: 'mlc-chat-config.json' });
    expect(data.message).toContain(`models.example answered the request for mlc-chat-config.json with status ${code}`);
    expect(harness.slept).toEqual([]);
  });

  it.each([429, 500, 503])('with %d is asked again, later each time, and given up after five tries', async (code) => {
    const { start, host, harness } = download();
    host.plan(urlOf('tokenizer.json'), ...Array.from({ length: 9 }, (): HostAnswer => ({ kind: 'code', code })));
    expect((await failureOf(start())).data).toMatchObject({ kind: 'refused', path: 'tokenizer.json' });
    expect(host.asked.filter((url) => url === urlOf('tokenizer.json'))).toHaveLength(5);
    expect(harness.slept).toEqual([1_000, 3_000, 9_000, 27_000]);
  });
});

describe('a network that is lost', () => {
  it('is waited for, and the download goes on with the file that was cut', async () => {
    const { start, host, harness, directory } = download();
    host.plan(urlOf('params_shard_1.bin'), { kind: 'cut', after: 70 }, { kind: 'unreachable', offline: true });
    const events = await collected(start());
    expect(events.filter(({ type }) => type === 'retrying')).toMatchObject([
      { path: 'params_shard_1.bin', attempt: 2, waitMs: 1_000, why: expect.stringContaining('connection broke') },
      { path: 'params_shard_1.bin', attempt: 3, waitMs: 3_000, why: expect.stringContaining('offline') },
    ]);
    expect(new Map(harness.files.contents)).toEqual(directory);
    expect(host.given.filter((url) => url === urlOf('params_shard_0.bin'))).toHaveLength(1);
  });

  it('says only what happened while it is tried again: nobody has to press anything', async () => {
    const { start, host } = download();
    host.plan(
      urlOf('params_shard_1.bin'),
      { kind: 'cut', after: 70 },
      { kind: 'unreachable', offline: true },
      { kind: 'unreachable', offline: false },
      { kind: 'code', code: 503 },
    );
    const events = await collected(start());
    const whys = events.flatMap((event) => (event.type === 'retrying' ? [event.why] : []));
    expect(whys).toHaveLength(4);
    expect(whys.filter((why) => /press|check/i.test(why))).toEqual([]);
  });

  it('ends the download after five tries with what to do, and the next one goes on from there', async () => {
    const { start, host, harness, directory } = download();
    host.plan(urlOf('params_shard_1.bin'), ...Array.from({ length: 5 }, (): HostAnswer => ({ kind: 'cut', after: 3 })));
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'unreachable', path: 'params_shard_1.bin', url: urlOf('params_shard_1.bin') });
    expect(data.message).toContain('press Download again');
    expect(harness.files.contents.has('params_shard_1.bin')).toBe(false);

    const before = host.asked.length;
    await collected(start());
    expect(host.asked.slice(before)).toEqual(['params_shard_1.bin', 'params_shard_2.bin'].map(urlOf));
    expect(new Map(harness.files.contents)).toEqual(directory);
  });

  const unreachable = (offline: boolean) =>
    Array.from({ length: 5 }, (): HostAnswer => ({ kind: 'unreachable', offline }));

  it('is told apart from a host that does not allow this page, as far as it can be', async () => {
    const url = urlOf('mlc-chat-config.json');
    const offline = download();
    offline.host.plan(url, ...unreachable(true));
    expect((await failureOf(offline.start())).message).toMatch(/offline.*Connect it and press Download again/);
    const refusing = download();
    refusing.host.plan(url, ...unreachable(false));
    expect((await failureOf(refusing.start())).message).toContain('Access-Control-Allow-Origin');
  });

  it('is not waited for long when the host has never answered', async () => {
    const { start, host, harness } = download();
    host.plan(urlOf('mlc-chat-config.json'), ...unreachable(false));
    await failureOf(start());
    expect(harness.slept).toEqual([1_000]);
  });

  it('may be the browser that refuses an address on http, which is said', async () => {
    const origin = { kind: 'custom', weightsUrl: 'http://intranet.example/tiny', libraryUrl } as const;
    const { start, host } = download({ model: aLocalModel({ origin }) });
    host.plan('http://intranet.example/tiny/mlc-chat-config.json', ...unreachable(false));
    expect((await failureOf(start())).message).toContain('refuses addresses on http');
  });
});

describe('a file that is not what was listed', () => {
  const shard = urlOf('params_shard_0.bin');

  it.each([
    ['truncated', someBytes(120, 0), 'Expected 300 bytes, came 120'],
    ['too long', someBytes(400, 0), 'Expected 300 bytes, came more than'],
    ['of other bytes', someBytes(300, 9), 'checksum'],
  ])('is fetched again when it came %s', async (_name, bytes, why) => {
    const { start, host, harness, directory } = download();
    host.plan(shard, { kind: 'bytes', bytes });
    const events = await collected(start());
    expect(events.filter(({ type }) => type === 'retrying')).toMatchObject([{ attempt: 2, waitMs: 0 }]);
    expect(events.find((event) => event.type === 'retrying')?.why).toContain(why);
    expect(new Map(harness.files.contents)).toEqual(directory);
  });

  it('is not kept, and named, when it comes so twice', async () => {
    const { start, host, harness } = download();
    const bytes = someBytes(300, 9);
    host.plan(shard, { kind: 'bytes', bytes }, { kind: 'bytes', bytes });
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'broken-file', path: 'params_shard_0.bin', url: shard });
    expect(harness.files.contents.has('params_shard_0.bin')).toBe(false);
    expect(host.asked.filter((url) => url === shard)).toHaveLength(2);
  });

  it('has its list read anew by the next download, since the host may have another version', async () => {
    const old = modelDirectory();
    const renewed = modelDirectory([300, 222, 100]);
    const host = scriptedHost(renewed);
    host.plan(urlOf('tensor-cache.json'), { kind: 'bytes', bytes: old.get('tensor-cache.json') ?? json({}) });
    const { start, harness } = download({ host });
    expect((await failureOf(start())).data).toMatchObject({ kind: 'broken-file', path: 'params_shard_1.bin' });
    await collected(start());
    expect(new Map(harness.files.contents)).toEqual(renewed);
    expect(host.given.filter((url) => url === shard)).toHaveLength(1);
  });

  it.each([
    ['library.wasm', 'expected a WebAssembly file, came one that begins with "<!doctype html>'],
    ['tokenizer.json', 'expected JSON, came a file that begins with "<!doctype html>'],
  ])('is found out by its beginning where nothing is listed: %s', async (path, message) => {
    const page: HostAnswer = { kind: 'bytes', bytes: new TextEncoder().encode('<!doctype html><title>Studio</title>') };
    const { start, host, harness } = download();
    host.plan(urlOf(path), page, page);
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'unreadable-file', path, url: urlOf(path) });
    expect(data.message).toContain(message);
    expect(harness.files.contents.has(path)).toBe(false);
  });

  it('is not kept when it is the configuration of a chat model that does not say how turns are written', async () => {
    const { start, host, harness } = download();
    const url = urlOf('mlc-chat-config.json');
    host.plan(url, { kind: 'bytes', bytes: json({ tokenizer_files: ['tokenizer.json'], model_type: 'bert' }) });
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'unreadable-file', path: 'mlc-chat-config.json', url });
    expect(data.message).toMatch(/"conv_template".*an embedding model has not/);
    expect(harness.files.contents.has('mlc-chat-config.json')).toBe(false);
  });

  it('is not kept when it is a list, so that a corrected one is read', async () => {
    const { start, host, harness, directory } = download();
    host.plan(urlOf('tensor-cache.json'), { kind: 'bytes', bytes: json({ records: 'none' }) });
    const { data } = await failureOf(start());
    expect(data).toMatchObject({ kind: 'unreadable-file', url: urlOf('tensor-cache.json') });
    expect(donePaths(harness)).toEqual(['mlc-chat-config.json']);
    await collected(start());
    expect(new Map(harness.files.contents)).toEqual(directory);
  });
});

describe('storage', () => {
  it('that is too small is said before the first shard, with both figures', async () => {
    const harness = transferHarness({ freeBytes: 300_000 });
    const { start, host } = download({ harness, directory: modelDirectory([40_000, 360_000]) });
    const { kind, message } = await failureOf(start());
    expect(kind).toBe('storage-full');
    expect(message).toContain('needs 0.4 MB more, and the browser gives this app 0.3 MB');
    expect(host.asked.some((url) => url.endsWith('.bin'))).toBe(false);
  });

  it('has to hold only what is missing', async () => {
    const { start, host, harness } = download();
    host.plan(urlOf('params_shard_1.bin'), { kind: 'code', code: 403 });
    await failureOf(start());
    const tooTight = transferHarness({ files: harness.files, freeBytes: 299 });
    expect((await failureOf(download({ host, harness: tooTight }).start())).kind).toBe('storage-full');
    const tight = transferHarness({ files: harness.files, freeBytes: 300 });
    expect(typesOf(await collected(download({ host, harness: tight }).start())).at(-1)).toBe('done');
  });

  it('that is full while a file is written ends the download, which keeps what has come', async () => {
    const full = new LocalModelError({ kind: 'storage-full', message: 'Full.' });
    const files = memoryModelFiles({
      beforeWrite: (path) => {
        if (path === 'params_shard_2.bin') throw full;
      },
    });
    const { start, harness } = download({ harness: transferHarness({ files }) });
    expect(await failureOf(start())).toBe(full);
    expect(donePaths(harness)).toEqual(allPaths.slice(0, -1));
  });

  it('that was cleared by the browser is filled again', async () => {
    const { start, host, harness, directory } = download();
    await collected(start());
    harness.files.contents.delete('params_shard_1.bin');
    harness.files.contents.set('tokenizer.json', json(''));
    const before = host.asked.length;
    await collected(start());
    expect(host.asked.slice(before)).toEqual(['tokenizer.json', 'params_shard_1.bin'].map(urlOf));
    expect(new Map(harness.files.contents)).toEqual(directory);
  });
});

describe('a model whose address was changed', () => {
  it('keeps its shards, which their checksums vouch for, and asks for the rest at the new one', async () => {
    const { start, harness, directory } = download();
    await collected(start());
    const elsewhere = 'https://elsewhere.example/tiny';
    const host = scriptedHost(new Map());
    for (const [path, bytes] of directory) host.plan(`${elsewhere}/${path}`, { kind: 'bytes', bytes });
    const model = aLocalModel({ origin: { kind: 'custom', weightsUrl: elsewhere, libraryUrl } });
    await collected(download({ model, harness, host }).start());
    expect(host.asked).toEqual(
      ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json'].map((path) => `${elsewhere}/${path}`),
    );
    expect(harness.files.records.at(-1)).toMatchObject({ model, state: 'ready' });
  });
});

describe('an abort', () => {
  it('ends the download with its reason, and keeps the files that are whole', async () => {
    const stop = new AbortController();
    const reason = new Error('Enough.');
    const harness = transferHarness();
    const files = {
      ...harness.files,
      async write(...[stored, path, bytes]: Parameters<typeof harness.files.write>) {
        if (path === 'params_shard_1.bin') stop.abort(reason);
        await harness.files.write(stored, path, bytes);
      },
    };
    const { start } = download({ harness: { ...harness, ports: { ...harness.ports, files } }, signal: stop.signal });
    await expect(collected(start())).rejects.toBe(reason);
    expect(donePaths(harness)).toContain('params_shard_0.bin');
    expect(donePaths(harness)).not.toContain('params_shard_2.bin');
  });

  it('before the start asks nobody', async () => {
    const { start, host } = download({ signal: AbortSignal.abort(new Error('Never.')) });
    await expect(collected(start())).rejects.toThrow('Never.');
    expect(host.asked).toEqual([]);
  });

  it('by a reader that goes away stops the work', async () => {
    const { start, host } = download();
    for await (const event of start()) if (event.type === 'planned') break;
    const asked = host.asked.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(host.asked).toHaveLength(asked);
    expect(asked).toBeLessThan(allPaths.length);
  });
});

describe('whatever breaks whenever', () => {
  const fault = fc.record({
    path: fc.constantFrom(...allPaths),
    answer: fc.oneof(
      fc.record({ kind: fc.constant('cut' as const), after: fc.nat(320) }),
      fc.record({ kind: fc.constant('code' as const), code: fc.constantFrom(429, 500, 503, 403) }),
      fc.record({ kind: fc.constant('unreachable' as const), offline: fc.boolean() }),
      fc.nat(320).map((size) => ({ kind: 'bytes' as const, bytes: someBytes(size, 5) })),
    ),
  });

  it('ends, after as many new starts as it takes, with exactly the right bytes, and fetches nothing twice that was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 25 }), async (faults) => {
        const { start, host, harness, directory } = download();
        for (const { path, answer } of faults) host.plan(urlOf(path), answer);
        let starts = 0;
        let finished = false;
        while (!finished && starts <= faults.length) {
          starts += 1;
          finished = await collected(start()).then(
            () => true,
            (error: unknown) => {
              if (error instanceof LocalModelError) return false;
              throw error;
            },
          );
        }
        expect(finished).toBe(true);
        expect(new Map(harness.files.contents)).toEqual(directory);
        for (const path of allPaths.filter((name) => name.endsWith('.bin'))) {
          expect(host.given.filter((url) => url === urlOf(path)).length).toBe(1 + wrongBytesOf(faults, path));
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  const wrongBytesOf = (faults: readonly { readonly path: string; readonly answer: HostAnswer }[], path: string) => {
    const listed = modelDirectory().get(path)?.byteLength ?? 0;
    // One that is too long is hung up on before its end.
    return faults.filter(
      ({ path: of, answer }) => of === path && answer.kind === 'bytes' && answer.bytes.byteLength <= listed,
    ).length;
  };
});
