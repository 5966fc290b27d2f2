import { isError, type Said, saidIn, saidInBody } from '../wire/said';
import { isRecord } from './content-parts';

/** An answer that is an error. */
export interface Refusal {
  /** 0: a redirect, which a browser shows no more of. */
  readonly status: number;
  /** The status is not the server's: it said what is wrong in an answer that began well, and named none. */
  readonly isGuessed?: boolean;
  /** Empty when the body could not be read; the title of a page. */
  readonly message: string;
  /** The server's own word for it (`model_not_found`); empty where it has none. */
  readonly code: string;
  /** Further particulars, as JSON; empty where there are none. */
  readonly details: string;
  /** It came as a web page: whatever answered is no such server. */
  readonly isPage: boolean;
  readonly retryAfter?: string;
}

export async function readRefusal(response: Response): Promise<Refusal> {
  const said = saidInBody(await response.text().catch(() => ''));
  const retryAfter = response.headers.get('retry-after');
  return {
    ...readable(said),
    status: response.status,
    isPage: said.isPage || isWebPage(response),
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

export function isWebPage(response: Response): boolean {
  return /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
}

/** A page that came in place of an answer, by what it begins with; undefined for any other text. */
export function pageRefusal(text: string): Refusal | undefined {
  const said = saidInBody(text);
  return said.isPage ? { ...readable(said), status: 200, isPage: true } : undefined;
}

/** The error that a body or an event holds, of an answer that began with 200; undefined when it is none. */
export function readError(body: unknown): Refusal | undefined {
  const said = isError(body) || holdsDetail(body) ? saidIn(body) : errorOfMiniMax(body);
  if (said === undefined) return undefined;
  const { status } = said;
  const refusal = { ...readable(said), isPage: false };
  return status === undefined || status < 400
    ? { ...refusal, status: statusOf(refusal), isGuessed: true }
    : { ...refusal, status };
}

/** Nobody says more in a refusal; a whole prompt may be repeated in it. */
const longest = 4000;

function readable({ message, code, details }: Said): Pick<Refusal, 'message' | 'code' | 'details'> {
  return {
    message: message.slice(0, longest),
    code: code.slice(0, 100),
    details: details.length === 0 ? '' : JSON.stringify(details).slice(0, longest),
  };
}

/** FastAPI's form, which calls itself nothing. */
function holdsDetail(body: unknown): boolean {
  return isRecord(body) && 'detail' in body && !('choices' in body) && !('data' in body);
}

function errorOfMiniMax(body: unknown): Said | undefined {
  const response = isRecord(body) ? body.base_resp : undefined;
  if (!isRecord(response) || response.status_code === 0 || response.status_code === undefined) return undefined;
  return saidIn(response);
}

/** What a refusal without a status most likely is, by its words: what may pass is asked again, and anything else is not. */
function statusOf({ code, message }: Pick<Refusal, 'code' | 'message'>): number {
  const words = `${code} ${message}`;
  if (/rate.?limit|too many requests|throttl/i.test(words)) return 429;
  if (/auth|api.?key|unauthori[sz]ed/i.test(code)) return 401;
  if (/invalid|validation|bad.?request|unsupported/i.test(code)) return 400;
  const passes =
    /overload|unavailable|\bbusy\b|server.?error|internal|time.?out|timed out|capacity|try again|temporar|upstream/i;
  return passes.test(words) ? 500 : 400;
}
