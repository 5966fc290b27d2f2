import { type BuiltFiles, pagePath } from './built-files';
import { keepable, requestInit } from './fetch-file';
import { type HeldVersion, planUpdate } from './plan-update';

export interface AppFiles {
  /** Makes this version complete. Rejects with the reason when a file cannot be had or kept; what has come stays. */
  complete(): Promise<void>;
  /** Fetches and keeps the engine of local models, unless it is there. */
  keepEngine(): Promise<void>;
  whatIsThere(): Promise<{ readonly app: boolean; readonly engine: boolean }>;
  /** A file of this version, from the cache; fetched, and kept, when it is not there. */
  answer(path: string): Promise<Response>;
  /** A file that an older version may have. */
  older(path: string): Promise<Response | undefined>;
  /** Deletes every other version that nobody uses. */
  clearAway(isInUse: (version: string) => boolean): Promise<void>;
}

interface AppFilesDeps {
  readonly caches: FileCaches;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Address of the folder that holds index.html, with a slash at its end. */
  readonly scope: string;
  readonly built: BuiltFiles;
}

/** What is used of `CacheStorage`. */
export interface FileCaches {
  open(name: string): Promise<FileCache>;
  keys(): Promise<readonly string[]>;
  delete(name: string): Promise<unknown>;
}

interface FileCache {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
  keys(): Promise<readonly { readonly url: string }[]>;
}

/** So many at a time: the author's own calls go over the same line. */
const atATime = 6;

/** The versions of the app in the caches of this device: one cache each, which holds its list of files beside them. */
export function createAppFiles({ caches, fetch, scope, built }: AppFilesDeps): AppFiles {
  // Other copies of the app on this host have a scope, and so caches, of their own.
  const prefix = `constitution-studio ${scope} `;
  const listUrl = `${scope}?built-files`;
  const urlOf = (path: string) =>
    path === pagePath ? scope : new URL(path.split('/').map(encodeURIComponent).join('/'), scope).href;
  /** Of files that are on their way: whoever asks for one as well shares it. */
  const arriving = new Map<string, Arriving>();

  interface Arriving {
    readonly answer: Promise<Response>;
    readonly kept: Promise<void>;
  }

  async function held(): Promise<readonly HeldVersion[]> {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    const versions = await Promise.all(names.map(readVersion));
    return versions.flatMap((version) => version ?? []);
  }

  async function readVersion(name: string): Promise<HeldVersion | null> {
    const cache = await caches.open(name);
    const list = name === prefix + built.version ? built : await listIn(cache);
    if (list === null) return null;
    const { version, files, engine } = list;
    const urls = new Set((await cache.keys()).map(({ url }) => url));
    const there = [...files, ...engine].filter(({ path }) => urls.has(urlOf(path)));
    return {
      version,
      files: new Map(there.map(({ path, hash }) => [path, hash])),
      engine: engine.some(({ path }) => urls.has(urlOf(path))),
    };
  }

  /** Null in a cache whose making was cut off before the first file. */
  async function listIn(cache: FileCache): Promise<BuiltFiles | null> {
    return (await cache.match(listUrl))?.json() ?? null;
  }

  const openOwn = () => caches.open(prefix + built.version);

  function arrive(path: string): Arriving {
    const known = arriving.get(path);
    if (known !== undefined) return known;
    const url = urlOf(path);
    const answer = fetch(url, requestInit(path));
    const kept = answer.then(async (response) => {
      const good = await keepable(response.clone(), { path, url, version: built.version });
      await (await openOwn()).put(url, good);
    });
    const both = { answer, kept };
    arriving.set(path, both);
    const forget = () => arriving.delete(path);
    kept.then(forget, forget);
    return both;
  }

  async function copy(path: string, from: string): Promise<void> {
    const there = await (await caches.open(prefix + from)).match(urlOf(path));
    if (there === undefined) return arrive(path).kept;
    await (await openOwn()).put(urlOf(path), there);
  }

  return {
    async complete() {
      await (await openOwn()).put(listUrl, Response.json(built));
      const plan = planUpdate(built, await held());
      await inTurns(plan.copy, ({ path, from }) => copy(path, from));
      await inTurns(plan.fetch, (path) => arrive(path).kept);
    },
    async keepEngine() {
      const cache = await openOwn();
      for (const { path } of built.engine) {
        if ((await cache.match(urlOf(path))) === undefined) await arrive(path).kept;
      }
    },
    async whatIsThere() {
      const versions = await held();
      const own = versions.find(({ version }) => version === built.version);
      const has = ({ path }: { readonly path: string }) => own?.files.has(path) === true;
      return { app: built.files.every(has), engine: built.engine.length > 0 && built.engine.every(has) };
    },
    async answer(path) {
      const there = await (await openOwn()).match(urlOf(path));
      if (there !== undefined) return there;
      const { answer, kept } = arrive(path);
      // Keeping it may fail, for want of room say; whoever asked has the answer all the same.
      kept.catch(() => undefined);
      return (await answer).clone();
    },
    async older(path) {
      for (const { version, files } of await held()) {
        if (files.has(path)) return (await caches.open(prefix + version)).match(urlOf(path));
      }
      return undefined;
    },
    async clearAway(isInUse) {
      const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
      const versions = names.map((name) => name.slice(prefix.length));
      const unused = versions.filter((version) => version !== built.version && !isInUse(version));
      await Promise.all(unused.map((version) => caches.delete(prefix + version)));
    },
  };
}

/** Rejects at the first failure, and begins nothing after it. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await work(next);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
