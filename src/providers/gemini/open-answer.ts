import { ModelError } from '../../core/model/model-error';
import type { GeminiCall } from './call';
import { keepKeyHome } from './keep-key-home';
import { type Refusal, readRefusal } from './refusal';
import type { GeminiRequest } from './request';
import { writeRequest } from './sdk-request';
import { unreachable } from './unreachable';

export type Opened =
  | { readonly opened: true; readonly body: ReadableStream<Uint8Array> | null }
  | { readonly opened: false; readonly refusal: Refusal };

/** Sends the request and waits for the status line. Throws a ModelError when no answer comes, or the signal's reason once aborted. */
export async function openAnswer(
  call: GeminiCall,
  {
    fetch,
    signal,
    ...asked
  }: {
    readonly model: string;
    readonly body: GeminiRequest;
    /** In one piece instead of a stream: for short answers that nobody reads as they come, at less work for the browser. */
    readonly whole: boolean;
    readonly fetch: typeof globalThis.fetch;
    readonly signal: AbortSignal;
  },
): Promise<Opened> {
  const { url, init } = await writeRequest(call, asked);
  signal.throwIfAborted();
  try {
    const response = await keepKeyHome(fetch)(url, { ...init, signal });
    if (response.ok) return { opened: true, body: response.body };
    return { opened: false, refusal: await readRefusal(response) };
  } catch (error) {
    signal.throwIfAborted();
    // What guards the way out says itself why nothing was sent.
    if (error instanceof ModelError) throw error;
    throw unreachable(call);
  }
}
