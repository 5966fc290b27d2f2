import type { GenerateContentRequest, GoogleGenerativeAI } from '@google/generative-ai';
import { ModelError } from '../../core/model/model-error';
import type { GeminiCall } from './call';
import type { GeminiRequest } from './request';

/** What goes on the wire. */
export interface WrittenRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/**
 * The request with the address, version and headers that the SDK gives it, around our body. It is not sent by the SDK, which would read the
 * answer by an expression that one line separator in a text defeats, and hides the body of an error in the text of an exception.
 */
export async function writeRequest(
  call: GeminiCall,
  { model, body, whole }: { readonly model: string; readonly body: GeminiRequest; readonly whole: boolean },
): Promise<WrittenRequest> {
  // Address and headers are the same for every body, and to have them written costs several exceptions with their traces.
  const key = JSON.stringify([call.key, call.endpoint, model, whole]);
  const envelope = envelopes.get(key) ?? (await envelopeOf(call, { model, body, whole }));
  if (envelopes.size >= mostEnvelopes) envelopes.clear();
  envelopes.set(key, envelope);
  // The SDK writes the same body with its names in another order: equal requests are equal texts, the first one too.
  return { url: envelope.url, init: { ...envelope.init, body: JSON.stringify(body) } };
}

async function envelopeOf(
  call: GeminiCall,
  { model, body, whole }: { readonly model: string; readonly body: GeminiRequest; readonly whole: boolean },
): Promise<WrittenRequest> {
  const sdk = await loadSdk();
  // Our request is the documented one; the SDK's types lag behind it (seed, OFF, upper-case types) and are mutable.
  const request = body as unknown as GenerateContentRequest;
  return captured((mark) => {
    const service = new sdk.GoogleGenerativeAI(call.key).getGenerativeModel(
      { model },
      { baseUrl: call.endpoint, customHeaders: { [markHeader]: mark } },
    );
    return whole ? service.generateContent(request) : service.generateContentStream(request);
  });
}

/** Few models of few keys, unless somebody types. */
const mostEnvelopes = 50;
const envelopes = new Map<string, WrittenRequest>();

/** On what the SDK hands to `fetch`, and never on the wire. */
const markHeader = 'x-studio-request';
const captures = new Map<string, (request: WrittenRequest) => void>();
let marks = 0;

/** What `ask` hands to the global `fetch`, which the SDK calls and cannot be told not to: marked requests go no further than here. */
async function captured(ask: (mark: string) => Promise<unknown>): Promise<WrittenRequest> {
  standBeforeFetch();
  marks += 1;
  const mark = String(marks);
  let request: WrittenRequest | undefined;
  captures.set(mark, (written) => {
    request = written;
  });
  try {
    await ask(mark);
  } catch (error) {
    // The SDK tells of what we throw in its own words.
    if (request === undefined) throw error;
  } finally {
    captures.delete(mark);
  }
  if (request === undefined) throw new Error('Expected the SDK to write a request, and it wrote none.');
  return request;
}

let standing: typeof globalThis.fetch | undefined;

/** Done before each call, since others may put something in its place, too. */
function standBeforeFetch(): void {
  if (globalThis.fetch === standing) return;
  const send = globalThis.fetch;
  standing = (input, init) => {
    const headers = init?.headers;
    const mark = headers instanceof Headers ? headers.get(markHeader) : null;
    const capture = mark === null ? undefined : captures.get(mark);
    if (!(headers instanceof Headers) || capture === undefined) return send(input, init);
    headers.delete(markHeader);
    capture({ url: String(input), init: { ...init } });
    return Promise.reject(new Error('Captured.'));
  };
  globalThis.fetch = standing;
}

/** The first Gemini call loads the SDK, so that nobody else waits for it. */
async function loadSdk(): Promise<{ readonly GoogleGenerativeAI: typeof GoogleGenerativeAI }> {
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
