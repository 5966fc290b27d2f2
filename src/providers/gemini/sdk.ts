import type { GenerateContentRequest } from '@google/generative-ai';
import { ModelError } from '../../core/model/model-error';
import type { GeminiCall } from './call';
import { type Refusal, readDetails } from './refusal';
import type { GeminiRequest } from './request';
import { unreachable } from './unreachable';

export type Opened =
  | { readonly opened: true; readonly events: AsyncIterator<unknown> }
  | { readonly opened: false; readonly refusal: Refusal };

/**
 * Sends the request and waits for the status line. Throws a ModelError when no answer comes.
 *
 * Four surprises of the SDK (0.24): it ignores a signal that is aborted already; its second copy of the stream
 * (`response`) rejects unhandled when the stream breaks; ending its iterator does not end the transfer, only the signal does;
 * and it hides the body of an error in the text of an exception.
 */
export async function openStream(
  call: GeminiCall,
  { model, body, signal }: { readonly model: string; readonly body: GeminiRequest; readonly signal: AbortSignal },
): Promise<Opened> {
  const sdk = await loadSdk();
  signal.throwIfAborted();
  try {
    const { stream, response } = await new sdk.GoogleGenerativeAI(call.key)
      .getGenerativeModel({ model }, { baseUrl: call.endpoint })
      // Our request is the documented one; the SDK's types lag behind it (seed, OFF, upper-case types) and are mutable.
      .generateContentStream(body as unknown as GenerateContentRequest, { signal });
    response.catch(() => undefined);
    return { opened: true, events: stream };
  } catch (error) {
    if (error instanceof sdk.GoogleGenerativeAIFetchError) return { opened: false, refusal: toRefusal(error) };
    if (error instanceof sdk.GoogleGenerativeAIError && error.message.includes('Error fetching from')) {
      throw unreachable(call);
    }
    throw error;
  }
}

/** The first Gemini call loads the SDK, so that nobody else waits for it. */
async function loadSdk() {
  try {
    return await import('@google/generative-ai');
  } catch {
    throw new ModelError({
      kind: 'unreachable',
      code: 'LOAD_FAILED',
      message:
        'The part of the app that talks to Gemini could not be loaded. Check the connection, then reload the page.',
    });
  }
}

function toRefusal(error: {
  readonly message: string;
  readonly status?: number;
  readonly errorDetails?: unknown;
}): Refusal {
  const head = /^\[GoogleGenerativeAI Error\]: Error fetching from \S+ \[\d+ [^\]]*\] /;
  const tail = error.errorDetails === undefined ? '' : ` ${JSON.stringify(error.errorDetails)}`;
  const rest = error.message.replace(head, '');
  return {
    status: error.status ?? 0,
    message: tail !== '' && rest.endsWith(tail) ? rest.slice(0, -tail.length) : rest,
    details: readDetails(error.errorDetails),
  };
}
