/** What the page asks of a service worker. */
export type PageMessage =
  /** How complete are you? It mends what is missing and clears away what nobody uses. */
  | { readonly type: 'state' }
  | { readonly type: 'keep-engine' }
  /** The author pressed Update: the waiting version begins. */
  | { readonly type: 'take-over' };

/** What a service worker tells its pages. Pages and workers of different versions meet: add, never change. */
export type WorkerMessage =
  | {
      readonly type: 'state';
      readonly version: string;
      /** A cold start without network works. */
      readonly complete: boolean;
      /** Local models as well. */
      readonly engine: boolean;
      /** Why something is missing. */
      readonly why: string | null;
    }
  /** A version could not be stored. */
  | { readonly type: 'failed'; readonly version: string; readonly why: string }
  | { readonly type: 'took-over'; readonly version: string };

export function readPageMessage(data: unknown): PageMessage | null {
  const type = field(data, 'type');
  return type === 'state' || type === 'keep-engine' || type === 'take-over' ? { type } : null;
}

export function readWorkerMessage(data: unknown): WorkerMessage | null {
  const type = field(data, 'type');
  const version = field(data, 'version');
  const why = field(data, 'why');
  if (typeof version !== 'string') return null;
  if (type === 'took-over') return { type, version };
  if (type === 'failed' && typeof why === 'string') return { type, version, why };
  if (type !== 'state') return null;
  return {
    type,
    version,
    complete: field(data, 'complete') === true,
    engine: field(data, 'engine') === true,
    why: typeof why === 'string' ? why : null,
  };
}

/**
 * Every page holds the lock of its own version for as long as it lives, so that the files which it may still open are kept. The browser
 * lets go of it however the page ends.
 */
export function pageLock(scope: string, version: string): string {
  return `${pageLocks(scope)}${version}`;
}

/** What the names of all those locks begin with. */
export function pageLocks(scope: string): string {
  return `constitution-studio page ${scope} `;
}

function field(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
}
