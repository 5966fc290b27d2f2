import * as z from 'zod/mini';
import type { CallRecord } from '../core/model/call-record';
import type { EngineState } from '../core/model/engine-state';
import type { ModelEvent } from '../core/model/language-model';
import type { ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import { modelRefSchema } from '../core/model/model-ref-schema';
import type { ModelRequest } from '../core/model/model-request';
import {
  type ListedModel,
  type ModelsConfig,
  type ModelsStatus,
  safetyCategories,
  safetyThresholds,
} from '../core/model/models-port';
import { type ServiceId, serviceIds } from '../core/model/provider-table';
import type { Spending } from '../core/model/spending';
import { thinkingChoices } from '../core/model/thinking';

/**
 * What a client (the page, or another worker through a port of its own) and the models worker say to each other. Both ends come from
 * one build, so an envelope that does not fit means that they do not: it is checked on arrival. What the envelope carries is not
 * walked through, because a delta arrives every few milliseconds and our own types have been over it.
 */
export type ToWorker =
  /** From the page alone, before anything else and at every change. `spent` is what the session had spent before a restart. */
  | { readonly type: 'configure'; readonly config: ModelsConfig; readonly spent: Spending }
  | { readonly type: 'start'; readonly id: string; readonly ref: ModelRef; readonly request: ModelRequest }
  | { readonly type: 'embed'; readonly id: string; readonly ref: ModelRef; readonly texts: readonly string[] }
  | { readonly type: 'abort'; readonly id: string }
  | { readonly type: 'list-models'; readonly id: string; readonly service: ServiceId }
  /** From the page alone: gives the GPU memory back. */
  | { readonly type: 'unload-local' }
  /** Nobody waits for the end of a pause any longer. */
  | { readonly type: 'try-now' }
  /** From the page alone: at the other end of `port` the browser's own model answers. */
  | { readonly type: 'offer-browser-model'; readonly port: Endpoint }
  /** Makes another client of whoever holds the other end of `port`. */
  | { readonly type: 'connect'; readonly port: Endpoint }
  /** The client goes away: what it had under way is aborted. */
  | { readonly type: 'close' }
  | { readonly type: 'ping' };

export type FromWorker =
  | { readonly type: 'events'; readonly id: string; readonly events: readonly ModelEvent[] }
  /** The stream has ended: every event of it was sent before. */
  | { readonly type: 'ended'; readonly id: string }
  | { readonly type: 'failed'; readonly id: string; readonly error: ModelErrorData }
  | { readonly type: 'listed'; readonly id: string; readonly models: readonly ListedModel[] }
  | { readonly type: 'embedded'; readonly id: string; readonly vectors: readonly Float32Array[] }
  /** These to the page alone. Of a call that is told of twice in one message, only the later record is in it. */
  | { readonly type: 'records'; readonly records: readonly CallRecord[] }
  | { readonly type: 'spending'; readonly spending: Spending }
  | { readonly type: 'status'; readonly status: ModelsStatus }
  | { readonly type: 'engine'; readonly state: EngineState }
  | { readonly type: 'pong' };

/** One end of a channel: a `Worker`, a worker's own scope, or a `MessagePort`. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** Ports deliver nothing before it is called. */
  start?(): void;
}

/** Undefined when it is no message of this protocol. */
export function readToWorker(data: unknown): ToWorker | undefined {
  const read = toWorkerSchema.safeParse(data);
  // The schema holds the envelope to this type, and leaves what it carries as it came.
  return read.success ? (read.data as ToWorker) : undefined;
}

/** Undefined when it is no message of this protocol. */
export function readFromWorker(data: unknown): FromWorker | undefined {
  const read = fromWorkerSchema.safeParse(data);
  // As above.
  return read.success ? (read.data as FromWorker) : undefined;
}

const id = z.string().check(z.minLength(1));
const wholeFromOne = z.int().check(z.gte(1));
const limit = z.nullable(z.number().check(z.gte(0)));
const tally = z.object({ calls: z.number(), tokens: z.number(), estimated: z.exactOptional(z.literal(true)) });
const spending = z.object({ all: tally, paid: tally });
const object = z.custom<object>((value) => typeof value === 'object' && value !== null);

const thinking = z.enum(thinkingChoices);

const configSchema = z.object({
  gemini: z.object({
    key: z.string(),
    endpoint: z.string(),
    safety: z.record(z.enum(safetyCategories), z.enum(safetyThresholds)),
    requestsPerMinute: wholeFromOne,
    parallelRequests: wholeFromOne,
  }),
  server: z.object({
    url: z.string(),
    key: z.string(),
    embeddingModel: z.string(),
    requestsPerMinute: wholeFromOne,
    parallelRequests: wholeFromOne,
  }),
  local: z.object({
    selfTest: z.enum(['known-answer', 'numbers']),
  }),
  privateMode: z.boolean(),
  budget: z.object({ calls: limit, tokens: limit }),
  thinking: z.object({ responses: thinking, labels: thinking, alignment: thinking }),
});

const requestSchema = z.looseObject({
  purpose: z.string(),
  prompt: z.looseObject({ turns: z.custom<unknown[]>(Array.isArray) }),
  settings: object,
  reply: z.looseObject({ type: z.enum(['text', 'json', 'choice']) }),
  cache: z.enum(['fresh', 'reuse']),
});

const toWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('configure'), config: configSchema, spent: spending }),
  z.object({ type: z.literal('start'), id, ref: modelRefSchema, request: requestSchema }),
  z.object({ type: z.literal('embed'), id, ref: modelRefSchema, texts: z.array(z.string()) }),
  z.object({ type: z.literal('abort'), id }),
  z.object({ type: z.literal('list-models'), id, service: z.enum(serviceIds) }),
  z.object({ type: z.literal('unload-local') }),
  z.object({ type: z.literal('try-now') }),
  z.object({ type: z.literal('offer-browser-model'), port: object }),
  z.object({ type: z.literal('connect'), port: object }),
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('ping') }),
]);

const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('events'), id, events: z.custom<unknown[]>(Array.isArray) }),
  z.object({ type: z.literal('ended'), id }),
  z.object({
    type: z.literal('failed'),
    id,
    error: z.looseObject({ kind: z.string(), code: z.string(), message: z.string(), partialText: z.string() }),
  }),
  z.object({ type: z.literal('listed'), id, models: z.custom<unknown[]>(Array.isArray) }),
  z.object({ type: z.literal('embedded'), id, vectors: z.custom<unknown[]>(Array.isArray) }),
  z.object({ type: z.literal('records'), records: z.custom<unknown[]>(Array.isArray) }),
  z.object({ type: z.literal('spending'), spending }),
  z.object({ type: z.literal('status'), status: z.looseObject({ state: z.string() }) }),
  z.object({ type: z.literal('engine'), state: z.looseObject({ chat: object, embedding: object }) }),
  z.object({ type: z.literal('pong') }),
]);
