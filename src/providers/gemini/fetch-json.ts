import { ModelError } from '../../core/model/model-error';
import type { GeminiCall } from './call';
import { keepKeyHome } from './keep-key-home';
import { readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { unreachable } from './unreachable';

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
  let response: Response;
  try {
    response = await keepKeyHome(fetch)(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'x-goog-api-key': call.key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    // What guards the way out says itself why nothing was sent.
    if (error instanceof ModelError) throw error;
    throw unreachable(call);
  }
  if (response.status !== 200) {
    const refusal = await readRefusal(response);
    signal.throwIfAborted();
    throw refusalError(refusal, call);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  signal.throwIfAborted();
  return answer;
}
