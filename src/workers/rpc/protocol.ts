/**
 * One protocol for all workers. Whoever serves has a table of methods; a client calls them by name. Both ends come from one build, so an
 * envelope that does not fit means that they do not: it is looked at on arrival. What it carries is not walked through: our own types
 * have been over it, and a delta arrives every few milliseconds.
 */

/** What a method is sent, what it tells meanwhile, and what it answers in the end. A type alone. */
export interface Method<Input, Event, Value> {
  readonly input: Input;
  readonly event: Event;
  readonly value: Value;
}

export type Methods<M> = { readonly [Name in keyof M]: Method<unknown, unknown, unknown> };

/** One end of a channel: a `Worker`, a worker's own scope, or a `MessagePort`. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** Ports deliver nothing before it is called. */
  start?(): void;
}

/** How errors cross: as data out of which the same error is made at the other end. */
export interface ErrorCodec {
  toData(error: unknown): object;
  /** `data` is what `toData` of the same codec made. */
  fromData(data: object): Error;
  /** The other end sent something that is no message of this protocol. */
  readonly unreadable: object;
}

export type Request =
  /** Without an id nobody waits for an answer. */
  | { readonly type: 'call'; readonly id?: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'abort'; readonly id: number }
  /** The client goes away: what it had under way is aborted. */
  | { readonly type: 'close' }
  | { readonly type: 'ping' };

export type Answer =
  | { readonly type: 'events'; readonly id: number; readonly events: readonly unknown[] }
  /** The end, with the events that had not gone out before. */
  | { readonly type: 'value'; readonly id: number; readonly events: readonly unknown[]; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly events: readonly unknown[]; readonly error: object }
  | { readonly type: 'pong' };

/** Undefined when it is no message of this protocol. */
export function readRequest(data: unknown): Request | undefined {
  const { type, id, method } = membersOf(data);
  const fits =
    type === 'close' ||
    type === 'ping' ||
    (type === 'abort' && typeof id === 'number') ||
    (type === 'call' && typeof method === 'string' && (id === undefined || typeof id === 'number'));
  return fits ? (data as Request) : undefined; // every member was looked at, but for what it carries
}

/** Undefined when it is no message of this protocol. */
export function readAnswer(data: unknown): Answer | undefined {
  const { type, id, events, error } = membersOf(data);
  const isOfCall = typeof id === 'number' && Array.isArray(events);
  const fits =
    type === 'pong' ||
    (isOfCall && (type === 'events' || type === 'value')) ||
    (isOfCall && type === 'failed' && typeof error === 'object' && error !== null);
  return fits ? (data as Answer) : undefined; // as above
}

/** Of a message that is none of this protocol: whoever waits for an answer is told so. */
export function idOf(data: unknown): number | undefined {
  const { id } = membersOf(data);
  return typeof id === 'number' ? id : undefined;
}

interface Members {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly method?: unknown;
  readonly events?: unknown;
  readonly error?: unknown;
}

function membersOf(data: unknown): Members {
  return typeof data === 'object' && data !== null ? data : {};
}
