import * as z from 'zod/mini';

/** An answer that is an error. */
export interface Refusal {
  /** 0: a redirect, which a browser shows no more of. */
  readonly status: number;
  /** Empty when the body could not be read, or is a page. */
  readonly message: string;
  /** The server's own word for it (`model_not_found`); empty where it has none. */
  readonly code: string;
  /** It came as a web page: whatever answered is no such server. */
  readonly isPage: boolean;
  readonly retryAfter?: string;
}

export async function readRefusal(response: Response): Promise<Refusal> {
  const text = await response.text().catch(() => '');
  const retryAfter = response.headers.get('retry-after');
  const said = readError(parseJson(text));
  const isPage = isWebPage(response) || /^\s*<(?:!doctype|html)/i.test(text);
  return {
    status: response.status,
    // Ollama and plain web servers answer some errors in plain text.
    message: said?.message ?? (isPage ? '' : text),
    code: said?.code ?? '',
    isPage,
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

export function isWebPage(response: Response): boolean {
  return /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
}

/**
 * The error that a body holds, in one of the shapes that servers have for it: `{error: {message, type, code}}` (OpenAI, Ollama,
 * llama.cpp, vLLM), `{error: "…"}` (LM Studio), `{object: "error", message}` (older vLLM), `{detail: "…"}` (FastAPI).
 */
export function readError(
  body: unknown,
): { readonly message: string; readonly code: string; readonly status?: number } | undefined {
  const read = bodySchema.safeParse(body).data;
  if (read === undefined) return undefined;
  const { error, detail } = read;
  if (typeof error === 'string') return { message: error, code: '' };
  if (error !== undefined && error !== null) return told(error);
  if (read.object === 'error') return told(read);
  if (typeof detail === 'string') return { message: detail, code: '' };
  return detail === undefined || detail === null ? undefined : { message: JSON.stringify(detail), code: '' };
}

type Told = z.infer<typeof toldSchema>;

function told({ message, type, code }: Told) {
  const word = typeof code === 'string' && code !== '' ? code : (type ?? '');
  return { message: message ?? '', code: word, ...(typeof code === 'number' ? { status: code } : {}) };
}

const text = z.optional(z.nullable(z.string()));

const toldSchema = z.object({
  message: text,
  type: text,
  code: z.optional(z.nullable(z.union([z.string(), z.number()]))),
});

const bodySchema = z.extend(toldSchema, {
  object: text,
  error: z.optional(z.nullable(z.union([z.string(), toldSchema]))),
  detail: z.optional(z.unknown()),
});

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
