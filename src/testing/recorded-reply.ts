import * as z from 'zod/mini';
import type { FakeClock } from './fake-clock';

/*
 * Replies of services as fixtures: the exact text on the wire, and what has to come of it. They lie beside the provider that reads them, as
 * JSON, so that a line feed or a comma is the one that was sent.
 */

/** One answer on the wire. */
interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as UTF-8. */
  readonly body: string;
}

export interface RecordedReply extends WireReply {
  readonly name: string;
  /** What is odd about it. */
  readonly why: string;
  readonly api: 'gemini' | 'server';
  /** Whether the call asked for a stream; false: for a whole answer. */
  readonly stream: boolean;
  /** What is asked for, when it is not a candidate. */
  readonly ask?: 'models' | 'rationales' | undefined;
  /** Replies to the next requests, the last one to all that follow. Without it, each request gets the same. */
  readonly then?: readonly WireReply[] | undefined;
  readonly expect: Expectation;
}

/** What the caller gets, in the words of the table of tests; see there for what each of them means. */
export type Expectation = z.infer<typeof expectationSchema>;

export interface Replay {
  /** Plays the reply; rejects, and breaks off a body, with the reason of the signal. */
  readonly fetch: typeof globalThis.fetch;
  /** What was asked so far, in order: its length is the number of requests. */
  readonly requests: readonly RecordedRequest[];
}

interface RecordedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Parsed where it is JSON; undefined where nothing was sent. */
  readonly body: unknown;
}

/** Where a body is cut: byte positions in rising order. None: it comes in one piece. */
export type Cuts = readonly number[];

/** Reads a fixture. A misspelled field fails here, and not as a case that expects nothing. */
export function readRecordedReplies(json: unknown): readonly RecordedReply[] {
  return z.array(replySchema).parse(json);
}

/** One of them by its name. */
export function namedReply(recorded: readonly RecordedReply[], name: string): RecordedReply {
  const found = recorded.find((reply) => reply.name === name);
  if (found === undefined) throw new Error(`The fixture has no "${name}".`);
  return found;
}

/** A service that answers as was recorded. */
export function replay(recorded: RecordedReply, cutsOf: (body: string) => Cuts = () => []): Replay {
  const requests: RecordedRequest[] = [];
  const replies: readonly WireReply[] = [recorded, ...(recorded.then ?? [])];
  return {
    requests,
    async fetch(input, init) {
      init?.signal?.throwIfAborted();
      const reply = replies[Math.min(requests.length, replies.length - 1)] ?? recorded;
      requests.push(recordedRequest(input, init));
      const stream = bytesOf(reply.body, { cuts: cutsOf(reply.body), signal: init?.signal });
      return new Response(stream, { status: reply.status, headers: { ...reply.headers } });
    },
  };
}

/** Ways to cut a body, with a name for each: whole, and so that every pair of neighbouring bytes is torn apart at least once. */
export const waysToCut: readonly { readonly name: string; readonly cutsOf: (body: string) => Cuts }[] = [
  { name: 'whole', cutsOf: () => [] },
  { name: 'byte by byte', cutsOf: (body) => everyNth(1, byteLength(body)) },
  { name: 'in pieces of 7 bytes', cutsOf: (body) => everyNth(7, byteLength(body)) },
  { name: 'in pieces of 64 bytes', cutsOf: (body) => everyNth(64, byteLength(body)) },
  { name: 'with its last byte alone', cutsOf: (body) => [byteLength(body) - 1] },
];

/**
 * Waits for what a promise comes to, and moves the clock whenever nothing but time can bring it on. For waits of any length, also those that
 * are set off by another. Throws when six simulated hours were not enough.
 */
export async function settledInTime<T>(promise: Promise<T>, clock: FakeClock): Promise<PromiseSettledResult<T>> {
  let result: PromiseSettledResult<T> | undefined;
  void Promise.allSettled([promise]).then(([settled]) => {
    result = settled;
  });
  for (let step = 0; step < stepsOfSixHours; step += 1) {
    await turnOfEventLoop();
    if (result !== undefined) return result;
    await clock.advance(stepMs);
  }
  throw new Error('Expected the call to end, and six hours on the clock of the test were not enough.');
}

const stepMs = 10_000;
const stepsOfSixHours = (6 * 3_600_000) / stepMs;

function everyNth(size: number, length: number): Cuts {
  return Array.from({ length: Math.max(0, Math.ceil(length / size) - 1) }, (_, at) => (at + 1) * size);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Everything that can happen without time passing happens before it: a stream of one-byte pieces takes many turns. */
function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

function bytesOf(
  body: string,
  { cuts, signal }: { readonly cuts: Cuts; readonly signal: AbortSignal | null | undefined },
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  const ends = [...cuts.filter((at) => at > 0 && at < bytes.length), bytes.length];
  let piece = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (signal?.aborted === true) return controller.error(signal.reason);
        const end = ends[piece];
        if (end === undefined) return controller.close();
        const start = ends[piece - 1] ?? 0;
        piece += 1;
        // An empty body has one piece, and it is no piece to a reader.
        if (end > start) controller.enqueue(bytes.slice(start, end));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

function recordedRequest(input: RequestInfo | URL, init: RequestInit | undefined): RecordedRequest {
  const request = input instanceof Request ? input : undefined;
  return {
    url: request?.url ?? String(input),
    method: init?.method ?? request?.method ?? 'GET',
    headers: new Headers(init?.headers ?? request?.headers),
    body: parsed(init?.body),
  };
}

function parsed(body: RequestInit['body']): unknown {
  if (typeof body !== 'string') return body ?? undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

const texts = z.optional(z.array(z.string()));

const expectationSchema = z.strictObject({
  kind: z.enum([
    'answer',
    'json',
    'models',
    'no-credit',
    'rate-limited-minute',
    'rate-limited-day',
    'bad-key',
    'model-unknown',
    'unsupported-region',
    'refused',
    'too-long',
    'unavailable',
    'prompt-blocked',
    'answer-blocked',
    'empty',
    'cut',
    'unknown-format',
    'token-limit',
    'token-limit-thinking',
  ]),
  /** Most requests in all, every repeat included. */
  requests: z.number(),
  /** Of an answer, to the letter. */
  text: z.optional(z.string()),
  /** Text that is kept beside a failure. */
  partial: z.optional(z.string()),
  /** What a reply in JSON is read as. */
  json: z.optional(z.unknown()),
  /** Ids, in order. */
  models: texts,
  finish: z.optional(z.string()),
  /** Words of the service that are shown. */
  quotes: z.optional(z.string()),
  thoughtsHidden: z.optional(z.boolean()),
  /** What must not be seen, saved or sent back. */
  hidden: texts,
  /** What stands beside an answer. */
  shows: texts,
  /** Until when to wait, in seconds from the answer. */
  untilSeconds: z.optional(z.number()),
  capabilities: z.optional(z.unknown()),
  /** What else, in words. */
  note: z.optional(z.string()),
});

const wireSchema = {
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
};

const replySchema = z.strictObject({
  ...wireSchema,
  name: z.string(),
  why: z.string(),
  api: z.enum(['gemini', 'server']),
  stream: z.boolean(),
  ask: z.optional(z.enum(['models', 'rationales'])),
  // biome-ignore lint/suspicious/noThenProperty: the fixtures' own word, and a list is never awaited.
  then: z.optional(z.array(z.strictObject(wireSchema))),
  expect: expectationSchema,
});
