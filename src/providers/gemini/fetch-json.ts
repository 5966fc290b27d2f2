import * as z from 'zod/mini';
import { ModelError } from '../../core/model/model-error';
import type { GeminiCall } from './call';
import { keepKeyHome } from './keep-key-home';
import { readDetails } from './refusal';
import { refusalError } from './refusal-error';
import { unreachable } from './unreachable';

const errorSchema = z.object({
  error: z.object({ message: z.optional(z.string()), details: z.optional(z.unknown()) }),
});

/**
 * A call that is answered in one piece: its body, undefined when that is no JSON. Throws a ModelError when the service refuses or does
 * not answer, or the signal's reason once aborted.
 */
export async function fetchJson(
  call: GeminiCall,
  {
    url,
    body,
    fetch,
    signal,
  }: {
    readonly url: URL;
    /** Sent as JSON by POST; without one, the call is a GET. */
    readonly body?: unknown;
    readonly fetch: typeof globalThis.fetch;
    readonly signal: AbortSignal;
  },
): Promise<unknown> {
  let status: number;
  let answer: unknown;
  try {
    const response = await keepKeyHome(fetch)(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'x-goog-api-key': call.key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal,
    });
    status = response.status;
    answer = await response.json().catch(() => undefined);
  } catch (error) {
    signal.throwIfAborted();
    // What guards the way out says itself why nothing was sent.
    if (error instanceof ModelError) throw error;
    throw unreachable(call);
  }
  signal.throwIfAborted();
  if (status !== 200) {
    const { message = '', details } = errorSchema.safeParse(answer).data?.error ?? {};
    throw refusalError({ status, message, details: readDetails(details) }, call);
  }
  return answer;
}
