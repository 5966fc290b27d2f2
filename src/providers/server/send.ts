import { orAbort } from '../../core/model/abort';
import { ModelError } from '../../core/model/model-error';
import type { Connection } from './connection';
import { unreachable } from './unreachable';

export interface Sending {
  /** After the base address, with its slash. */
  readonly path: string;
  /** Sent as JSON by POST; without one, the call is a GET. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/**
 * The only place that sends the key, and it goes to the address of the settings alone: a redirect is not followed but answered as it is,
 * with the prompt and the key still here. Throws a ModelError when no answer comes, or the signal's reason once aborted.
 */
export async function send(connection: Connection, { path, body, signal }: Sending): Promise<Response> {
  signal.throwIfAborted();
  const { url, key, fetch } = connection;
  try {
    const sent = fetch(`${url}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      },
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
    return await orAbort(sent, signal);
  } catch (error) {
    signal.throwIfAborted();
    // The guard of private mode says by itself why nothing leaves.
    if (error instanceof ModelError) throw error;
    throw await orAbort(unreachable(connection, signal), signal);
  }
}

/** The body of an answer in one piece; undefined when that is no JSON. */
export async function jsonOf(response: Response, signal: AbortSignal): Promise<unknown> {
  const body: unknown = await orAbort(
    response.json().catch(() => undefined),
    signal,
  );
  signal.throwIfAborted();
  return body;
}
