import { orAbort } from '../../core/model/abort';
import { ModelError } from '../../core/model/model-error';
import type { Connection } from './connection';
import { isWebPage, readError, readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { unreachable } from './unreachable';

export interface Sending {
  /** After the base address, with its slash. */
  readonly path: string;
  /** `beside`: in place of the version at the end of the base address, where programs have calls of their own. */
  readonly at?: 'beside';
  /** Sent as JSON by POST; without one, the call is a GET. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/**
 * The only place that sends the key, and it goes to the address of the settings alone: a redirect is not followed but answered as it is,
 * with the prompt and the key still here. Throws a ModelError when no answer comes, or the signal's reason once aborted.
 */
export async function send(connection: Connection, sending: Sending): Promise<Response> {
  const { signal } = sending;
  const response = await answerTo(connection, sending);
  if (response !== undefined) return response;
  throw await orAbort(unreachable(connection, signal), signal);
}

/** The same for a question that may be one too many: undefined when no answer comes, and nobody looks for the reason. */
export async function answerTo(
  connection: Connection,
  { path, at, body, signal }: Sending,
): Promise<Response | undefined> {
  signal.throwIfAborted();
  const { url, key, fetch } = connection;
  const base = at === 'beside' ? url.replace(/\/v\d\w*$/, '') : url;
  try {
    const sent = fetch(`${base}${path}`, {
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
    return undefined;
  }
}

/** Asks, and reads the answer in one piece. Throws a ModelError for a refusal, a web page and an error inside of an answer. */
export async function askJson(
  connection: Connection,
  { model, ...sending }: Sending & { readonly model: string },
): Promise<unknown> {
  const { signal } = sending;
  const response = await send(connection, sending);
  if (!response.ok || isWebPage(response)) {
    throw refusalError(await orAbort(readRefusal(response), signal), { connection, model });
  }
  const body = await jsonOf(response, signal);
  const error = readError(body);
  if (error !== undefined) throw refusalError(error, { connection, model });
  return body;
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
