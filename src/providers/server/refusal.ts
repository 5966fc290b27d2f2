import { isError, type Said, saidIn, saidInBody } from '../wire/said';

/** An answer that is an error. */
export interface Refusal {
  /** 0: a redirect, which a browser shows no more of. */
  readonly status: number;
  /** Empty when the body could not be read; the title of a page. */
  readonly message: string;
  /** The server's own word for it (`model_not_found`); empty where it has none. */
  readonly code: string;
  /** It came as a web page: whatever answered is no such server. */
  readonly isPage: boolean;
  readonly retryAfter?: string;
}

export async function readRefusal(response: Response): Promise<Refusal> {
  const { message, code, isPage } = saidInBody(await response.text().catch(() => ''));
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    message,
    code,
    isPage: isPage || isWebPage(response),
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

export function isWebPage(response: Response): boolean {
  return /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
}

/** The error that a body or an event holds; undefined when it is none. */
export function readError(body: unknown): Said | undefined {
  return isError(body) || holdsDetail(body) ? saidIn(body) : undefined;
}

/** FastAPI's form, which calls itself nothing. */
function holdsDetail(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'detail' in body && !('choices' in body) && !('data' in body);
}
