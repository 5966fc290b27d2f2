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
export async function openStream(call: GeminiCall, { model, body, whole, signal }: OpenOptions): Promise<Opened> {
  const sdk = await loadSdk();
  signal.throwIfAborted();
  const service = new sdk.GoogleGenerativeAI(call.key).getGenerativeModel({ model }, { baseUrl: call.endpoint });
  // Our request is the documented one; the SDK's types lag behind it (seed, OFF, upper-case types) and are mutable.
  const request = body as unknown as GenerateContentRequest;
  try {
    if (whole) {
      const { response } = await service.generateContent(request, { signal });
      return { opened: true, events: one(response) };
    }
    const { stream, response } = await service.generateContentStream(request, { signal });
    response.catch(() => undefined);
    return { opened: true, events: stream };
  } catch (error) {
    if (error instanceof sdk.GoogleGenerativeAIFetchError) return { opened: false, refusal: toRefusal(error) };
    if (error instanceof sdk.GoogleGenerativeAIError && error.message.includes('Error fetching from')) {
      throw unreachable(call);
    }
    // The status line was fine and what followed was not: the reader says so, as of a stream that breaks.
    if (whole && !signal.aborted) return { opened: true, events: broken(error) };
    throw error;
  }
}

interface OpenOptions {
  readonly model: string;
  readonly body: GeminiRequest;
  /** In one piece instead of a stream: for short answers that nobody reads as they come, at a third of the work for the browser. */
  readonly whole: boolean;
  readonly signal: AbortSignal;
}

async function* one(event: unknown): AsyncGenerator<unknown> {
  yield event;
}

// biome-ignore lint/correctness/useYield: it ends before there is anything to yield.
async function* broken(error: unknown): AsyncGenerator<unknown> {
  throw error;
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
