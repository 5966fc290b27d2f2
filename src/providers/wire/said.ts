import { pageTitle } from './page-title';

/** What an answer that is an error says, found in whatever it was wrapped in. Nothing of it is checked or made safe yet. */
export interface Said {
  /** In the service's own words; empty when it has none. */
  readonly message: string;
  /** Its word for it (`model_not_found`, `RESOURCE_EXHAUSTED`); empty when it has none. */
  readonly code: string;
  /** The HTTP status that the body names. */
  readonly status?: number;
  /** Google's list of further particulars (cloud.google.com/apis/design/errors), and what else is called so. */
  readonly details: readonly unknown[];
}

export interface SaidInBody extends Said {
  /** It is a web page: whatever answered is no such service. The message is its title. */
  readonly isPage: boolean;
}

/** What the body of a refusal says. Text that is neither JSON nor a page is the message itself. */
export function saidInBody(body: string): SaidInBody {
  const text = body.trim();
  if (text.startsWith('<')) return { ...nothing, message: pageTitle(text), isPage: true };
  const value = parseJson(text) ?? lastEvent(text);
  if (value === undefined) return { ...nothing, message: text, isPage: false };
  return { ...saidIn(value), isPage: false };
}

/**
 * What a JSON value says, whose shape nobody promised: `{error: {message, type, code}}` (OpenAI, Google, Ollama, llama.cpp, vLLM), in a
 * list (Google's other form), `{error: "…"}` (LM Studio), `{message}` (older vLLM, Mistral), `{detail}` (FastAPI), `{errors: […]}`,
 * `{fault: {faultstring}}` (Apigee), and words that a gateway passes on in `metadata.raw` (OpenRouter) or `DebugInfo.detail` (Google).
 */
export function saidIn(value: unknown): Said {
  return read(value, 0);
}

/** Whether a value calls itself an error, and is not only something else than expected. */
export function isError(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isError);
  if (!isRecord(value)) return false;
  if (value.object === 'error' || value.type === 'error') return true;
  if (errorNames.some((name) => isSomething(value[name]))) return true;
  if (statusNames.some((name) => isErrorStatus(value[name]))) return true;
  return isSomething(value.error_code) || (isText(value.message) && isText(value.code));
}

const nothing: Said = { message: '', code: '', details: [] };

/** In the order in which they are believed. */
const errorNames = ['error', 'errors', 'fault', 'exception'] as const;
const wordNames = [
  ...['message', 'msg', 'Message', 'detail', 'error_description', 'error_message', 'errorMessage', 'error_msg'],
  ...['faultstring', 'status_msg', 'title', 'reason', 'description', 'text'],
] as const;
const statusNames = ['status_code', 'statusCode', 'code', 'status', 'error_code'] as const;
const codeNames = ['code', 'status', 'type', 'error_code', 'reason'] as const;

/** Values inside of values, texts that are JSON included: deeper than anything that was seen. */
const deepest = 6;

function read(value: unknown, depth: number): Said {
  if (depth > deepest) return nothing;
  if (typeof value === 'string') return readText(value, depth);
  if (Array.isArray(value)) return readList(value, depth);
  if (!isRecord(value)) return nothing;
  return [innerOf(value, depth), ownOf(value, depth)].reduce(together);
}

function readText(text: string, depth: number): Said {
  const inner = parseJson(text);
  if (typeof inner === 'object' && inner !== null) {
    const said = read(inner, depth + 1);
    if (said.message !== '') return said;
  }
  return { ...nothing, message: text.trim() };
}

function readList(list: readonly unknown[], depth: number): Said {
  const all = list.slice(0, 5).map((element) => read(element, depth + 1));
  return all.find(({ message }) => message !== '') ?? all.reduce(together, nothing);
}

/** What stands in the error that a value holds. */
function innerOf(record: Readonly<Record<string, unknown>>, depth: number): Said {
  const errors = errorNames.map((name) => record[name]).filter(isSomething);
  return errors.map((error) => read(error, depth + 1)).reduce(together, nothing);
}

function ownOf(record: Readonly<Record<string, unknown>>, depth: number): Said {
  const details = Array.isArray(record.details) ? record.details : [];
  const status = statusNames.map((name) => asStatus(record[name])).find((number) => number !== undefined);
  const code = codeNames.map((name) => record[name]).find((word) => isText(word) && asStatus(word) === undefined);
  return {
    message: messageOf(record, depth, details),
    code: typeof code === 'string' ? code.slice(0, 100) : '',
    ...(status === undefined ? {} : { status }),
    details,
  };
}

function messageOf(record: Readonly<Record<string, unknown>>, depth: number, details: readonly unknown[]): string {
  const own = wordNames.map((name) => wordsOf(record[name], depth)).find((words) => words !== '') ?? '';
  const metadata = record.metadata;
  const passedOn = isRecord(metadata) ? wordsOf(metadata.raw, depth) : '';
  const words = isPlaceholder(own) ? '' : own;
  if (passedOn !== '' && !words.includes(passedOn)) return words === '' ? passedOn : `${passedOn} (${words})`;
  return words === '' ? debugWords(details) || own : words;
}

function wordsOf(value: unknown, depth: number): string {
  return value === undefined || value === null ? '' : read(value, depth + 1).message;
}

/** `$grpcMessage` and the like: a template that nobody filled in. */
function isPlaceholder(words: string): boolean {
  return words.startsWith('$') && !words.includes(' ');
}

/** Of LocalizedMessage, or of DebugInfo: `[ORIGINAL ERROR] generic::failed_precondition: The words. [google.rpc.error_details_ext] {…}` */
function debugWords(details: readonly unknown[]): string {
  const [text = ''] = details.filter(isRecord).flatMap(({ message, detail }) => [message, detail].filter(isText));
  const [words = ''] = text.replace('[ORIGINAL ERROR]', '').split('[google.rpc');
  return words
    .trim()
    .replace(/^generic::\w{1,40}: ?/, '')
    .trim();
}

function together(first: Said, second: Said): Said {
  const status = first.status ?? second.status;
  return {
    message: first.message === '' ? second.message : first.message,
    code: first.code === '' ? second.code : first.code,
    details: first.details.length === 0 ? second.details : first.details,
    ...(status === undefined ? {} : { status }),
  };
}

/** A refusal may come as an event, since a stream was asked for. */
function lastEvent(text: string): unknown {
  const line = text.split('\n').findLast((each) => each.startsWith('data:'));
  return line === undefined ? undefined : parseJson(line.slice('data:'.length));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asStatus(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 100 && number < 600 ? number : undefined;
}

function isErrorStatus(value: unknown): boolean {
  return (asStatus(value) ?? 0) >= 400;
}

function isSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
