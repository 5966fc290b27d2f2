import * as z from 'zod/mini';
import type { ModelErrorData } from '../../core/model/model-error';

/** What the models worker asks the page, which has the browser's model, and what that answers. Both ends come from one build. */
export type ToPage =
  | {
      readonly type: 'ask';
      readonly id: string;
      readonly system?: string | undefined;
      readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
      readonly constraint?: object | undefined;
    }
  /** Nobody waits for the answer any more. */
  | { readonly type: 'stop'; readonly id: string };

export type FromPage =
  | { readonly type: 'text'; readonly id: string; readonly text: string }
  | { readonly type: 'done'; readonly id: string }
  | { readonly type: 'failed'; readonly id: string; readonly error: ModelErrorData };

/** A `MessagePort`, as much of it as both ends need. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start?(): void;
}

/** Undefined when it is no message of this protocol. */
export function readToPage(data: unknown): ToPage | undefined {
  const read = toPage.safeParse(data);
  return read.success ? read.data : undefined;
}

/** Undefined when it is no message of this protocol. */
export function readFromPage(data: unknown): FromPage | undefined {
  const read = fromPage.safeParse(data);
  // The kind of an error is one of ours: the page made it.
  return read.success ? (read.data as FromPage) : undefined;
}

/** Of a message that is none of this protocol: who waits for an answer is told so. */
export function idOf(data: unknown): string | undefined {
  const read = z.looseObject({ id: z.string() }).safeParse(data);
  return read.success ? read.data.id : undefined;
}

export const notUnderstood: ModelErrorData = {
  kind: 'internal',
  code: 'UNREADABLE_MESSAGE',
  message:
    'The page and its models worker do not understand each other: they may be of different versions. Reload the page.',
  partialText: '',
};

const id = z.string().check(z.minLength(1));

const toPage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ask'),
    id,
    system: z.optional(z.string()),
    turns: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })).check(z.minLength(1)),
    constraint: z.optional(z.custom<object>((value) => typeof value === 'object' && value !== null)),
  }),
  z.object({ type: z.literal('stop'), id }),
]);

const fromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id, text: z.string() }),
  z.object({ type: z.literal('done'), id }),
  z.object({
    type: z.literal('failed'),
    id,
    error: z.looseObject({ kind: z.string(), code: z.string(), message: z.string(), partialText: z.string() }),
  }),
]);
