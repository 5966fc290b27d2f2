import { ModelError } from '../core/model/model-error';

export interface PrivateDoors {
  /** Closed, nothing leaves but requests to the app's own origin. */
  close(closed: boolean): void;
}

/**
 * Puts a guard at every door through which code of a worker can send something: what a library does on its own, a report of its use
 * for one, passes here and not the models' own policy. The doors are closed until they are opened. Call it before any library is
 * loaded, since one may keep the `fetch` that it finds.
 *
 * What no guard of ours sees: `import()` of another origin, which nothing of ours does since the build bundles every module.
 */
export function guardDoors(scope: WorkerScope, refused: Refused = inPrivateMode): PrivateDoors {
  let closed = true;
  const home = scope.location.href;

  function refusal(addresses: readonly unknown[], door: string): ModelError | undefined {
    if (!closed) return undefined;
    const away = addresses.find((address) => !isHome(addressOf(address), home));
    return away === undefined ? undefined : blocked(addressOf(away), { door, ...refused });
  }

  const first = (args: readonly unknown[]) => args.slice(0, 1);
  const all = (args: readonly unknown[]) => args;
  const open = (door: string, addresses: Addresses) => ({
    refuse: (args: readonly unknown[]) => refusal(addresses(args), door),
  });
  const asPromise = { fail: (error: ModelError) => Promise.reject(error) };

  guard(scope, 'fetch', {
    ...open('fetch', first),
    ...asPromise,
    pass: (args) => (closed ? notRedirected(args) : args),
  });
  for (const door of ['WebSocket', 'EventSource', 'WebTransport']) guard(scope, door, open(door, first));
  guard(scope, 'importScripts', open('importScripts', all));
  guard(
    prototypeOf(scope, 'XMLHttpRequest'),
    'open',
    open('XMLHttpRequest', (args) => args.slice(1, 2)),
  );
  guard(member(scope, 'navigator'), 'sendBeacon', open('sendBeacon', first));
  // `caches.add` fetches by itself, and so does a worker of one's own, whose doors nobody guards.
  const cache = prototypeOf(scope, 'Cache');
  guard(cache, 'add', { ...open('Cache.add', first), ...asPromise });
  guard(cache, 'addAll', { ...open('Cache.addAll', ([requests]) => (isList(requests) ? requests : [])), ...asPromise });
  const nowhere = () => [elsewhere];
  for (const door of ['Worker', 'SharedWorker', 'RTCPeerConnection']) guard(scope, door, open(door, nowhere));

  return {
    close(next) {
      closed = next;
    },
  };
}

/** For a worker that sees what people wrote and asks nobody itself, whatever a library that it loads may try. */
export function shutDoors(scope: WorkerScope): void {
  guardDoors(scope, always);
}

/** As much of a worker's global as every worker has; the doors are those that it turns out to have. */
export interface WorkerScope {
  readonly location: { readonly href: string };
}

type Addresses = (args: readonly unknown[]) => readonly unknown[];

interface Guard {
  /** Undefined lets it pass. */
  readonly refuse: (args: readonly unknown[]) => ModelError | undefined;
  /** How this door fails; by throwing where it is not said. */
  readonly fail?: (error: ModelError) => unknown;
  readonly pass?: (args: readonly unknown[]) => readonly unknown[];
}

/** Replaces a function or a class by itself behind the guard; a door that is not there needs none. */
function guard(owner: unknown, name: string, { refuse, fail = raise, pass = (args) => args }: Guard): void {
  const door = member(owner, name);
  if (typeof door !== 'function' || !isObject(owner)) return;
  const guarded = new Proxy(door, {
    apply(call, self, args) {
      const error = refuse(args);
      return error === undefined ? Reflect.apply(call, self, pass(args)) : fail(error);
    },
    construct(made, args, newTarget) {
      const error = refuse(args);
      if (error !== undefined) raise(error);
      // A constructor makes objects.
      return Reflect.construct(made, args, newTarget) as object;
    },
  });
  Object.defineProperty(owner, name, { value: guarded, configurable: true, writable: true });
}

function raise(error: ModelError): never {
  throw error;
}

/** A redirect would lead away after the look at the address. */
function notRedirected([input, init]: readonly unknown[]): readonly unknown[] {
  return [input, { ...(isObject(init) ? init : {}), redirect: 'error' }];
}

/** Stands for an address that nobody names beforehand. */
const elsewhere = 'anywhere:';

function addressOf(request: unknown): string {
  const url = member(request, 'url');
  return typeof url === 'string' ? url : String(request);
}

/** An address that cannot be read is not home: the guard does not guess. */
function isHome(address: string, home: string): boolean {
  const url = parsed(address, home);
  if (url === undefined) return false;
  if (url.protocol === 'blob:' || url.protocol === 'data:') return true;
  const { origin, protocol } = new URL(home);
  if (origin !== 'null') return url.origin === origin;
  // Files have no origin. A folder of them may be the app.
  return protocol === 'file:' && url.protocol === 'file:';
}

/** `URL.parse` is younger than the oldest browser that we support. */
function parsed(address: string, base?: string): URL | undefined {
  return URL.canParse(address, base) ? new URL(address, base) : undefined;
}

interface Refused {
  readonly kind: 'private' | 'internal';
  readonly code: string;
  /** Ends a sentence. */
  readonly because: string;
  readonly advice: string;
}

const inPrivateMode: Refused = {
  kind: 'private',
  code: 'PRIVATE_MODE',
  because: '"Data never leaves this device" is on',
  advice: 'If it has to go out, switch that mode off in Settings.',
};

const always: Refused = {
  kind: 'internal',
  code: 'SHUT',
  because: 'this part of it calls nobody by itself',
  advice: 'This is a fault of the studio: report it.',
};

function blocked(
  address: string,
  { door, kind, code, because, advice }: Refused & { readonly door: string },
): ModelError {
  const host = parsed(address)?.host ?? '';
  const where = host === '' ? 'a connection' : `a request to ${host}`;
  return new ModelError({
    kind,
    code,
    message: `This app blocked ${where} (${door}), because ${because}. Nothing was sent. ${advice}`,
  });
}

function prototypeOf(scope: WorkerScope, name: string): unknown {
  return member(member(scope, name), 'prototype');
}

function member(owner: unknown, name: string): unknown {
  return isObject(owner) ? Reflect.get(owner, name) : undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
