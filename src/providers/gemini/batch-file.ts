import * as z from 'zod/mini';
import { withoutCodeFence } from '../../core/model/code-fence';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Reply } from '../../core/model/reply';
import type { SafetySettings } from '../../core/model/service-settings';
import { err, ok, type Result } from '../../core/result';
import { addChunk, noAnswer, toReply } from './answer';
import { checkModelId, type GeminiCall } from './call';
import { readChunk } from './chunk';
import { type Refusal, readDetails } from './refusal';
import { refusalError } from './refusal-error';
import { toGeminiRequest } from './request';
import { thinkingConfig } from './thinking-config';

/*
 * Files of the Gemini Batch API (ai.google.dev/gemini-api/docs/batch-api, "Input file"): JSONL, in each line a key of ours and the body
 * of `generateContent`; the results name the key again and hold a whole response, or a status in its place.
 */

/** A line for the batch service, without its line end: the same body as a call to the model would send. Throws ModelError `unknown-model`. */
export function batchLine(
  { key, request }: { readonly key: string; readonly request: ModelRequest },
  { ref, safety }: { readonly ref: Extract<ModelRef, { provider: 'gemini' }>; readonly safety: SafetySettings },
): string {
  checkModelId(ref.id);
  const capabilities = capabilitiesOf(ref);
  const schemaPlace = capabilities.replySchema === 'constrained' ? 'setting' : 'text';
  const thinking = thinkingConfig(ref.id, { level: request.thinking, events: false });
  const how = {
    safety,
    capabilities,
    schemaPlace,
    ...(thinking === undefined ? {} : { thinkingConfig: thinking }),
  } as const;
  // A line separator in a text is white space to some readers of lines.
  return escapeLines(JSON.stringify({ key, request: toGeminiRequest(request, how) }));
}

export interface BatchResult {
  readonly key: string;
  readonly outcome:
    | { readonly kind: 'reply'; readonly reply: Reply }
    | { readonly kind: 'error'; readonly error: ModelErrorData };
}

/**
 * A line of the service's results. The error says what is wrong with the line; a call that failed is no error here, but an outcome.
 * `now`: milliseconds since 1970, says until when a used-up quota lasts.
 */
export function readBatchLine(line: string, now: () => number): Result<BatchResult, string> {
  const parsed = parseJson(line);
  if (!parsed.ok) return err(`Expected a JSON object with "key" and "response", and this is no JSON: ${start(line)}`);
  const read = lineSchema.safeParse(parsed.value);
  if (!read.success) {
    return err(
      `Expected a JSON object with "key" and "response" or "error", as the batch service writes, got ${start(line)}`,
    );
  }
  const { key, response, error, status } = read.data;
  const refusal = toRefusal(error) ?? toRefusal(status);
  if (refusal !== undefined) return ok({ key, outcome: failure(refusalError(refusal, callOf(now))) });
  const chunk = readChunk(response);
  if (response === undefined || response === null || chunk === undefined) {
    return err(`Expected a "response" or an "error" for the key "${cut(key)}", and there is none that can be read.`);
  }
  return ok({
    key,
    outcome: outcomeOf(() => toReply(addChunk(noAnswer, chunk), { prompt: { turns: [] }, end: 'whole' })),
  });
}

const lineSchema = z.object({
  key: z.string(),
  response: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  status: z.optional(z.unknown()),
});

const statusSchema = z.object({
  code: z.optional(z.number()),
  message: z.optional(z.string()),
  details: z.optional(z.unknown()),
});

function outcomeOf(read: () => Reply): BatchResult['outcome'] {
  try {
    const reply = read();
    return { kind: 'reply', reply: { ...reply, text: withoutCodeFence(reply.text) } };
  } catch (error) {
    if (error instanceof ModelError) return failure(error);
    throw error;
  }
}

function failure({ data }: ModelError): BatchResult['outcome'] {
  return { kind: 'error', error: data };
}

/** Undefined when it says that nothing is wrong: absent, empty, or the code 0. */
function toRefusal(status: unknown): Refusal | undefined {
  if (typeof status === 'string' && status !== '') return { ...unnamed, message: status };
  const { code, message = '', details } = statusSchema.safeParse(status).data ?? {};
  if (code === undefined || code === 0) {
    return message === '' ? undefined : { ...unnamed, message, details: readDetails(details) };
  }
  return {
    ...unnamed,
    status: httpStatus(code),
    word: code === 9 ? 'FAILED_PRECONDITION' : '',
    message,
    details: readDetails(details),
  };
}

const unnamed: Refusal = { status: 500, word: '', message: '', details: [], isPage: false };

/** A status in a file has a code of gRPC (google.rpc.Code), one of a call has that of HTTP. */
function httpStatus(code: number): number {
  return code >= 100 ? code : (grpcToHttp.get(code) ?? 500);
}

const grpcToHttp: ReadonlyMap<number, number> = new Map([
  [3, 400],
  [4, 504],
  [5, 404],
  [7, 403],
  [8, 429],
  [9, 400],
  [11, 400],
  [14, 503],
  [16, 401],
]);

/** Errors are written with a call, to name its endpoint. There was none of ours: the file went to the public service. */
function callOf(now: () => number): GeminiCall {
  return { key: '', endpoint: 'https://generativelanguage.googleapis.com', now };
}

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(null);
  }
}

function start(line: string): string {
  return `"${cut(line)}"`;
}

function cut(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function escapeLines(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u0085', '\\u0085');
}
