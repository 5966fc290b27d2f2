import { withoutEnd } from '../text-ends';
import { type LocalModelOrigin, libraryPath } from './local-model';
import { LocalModelError, type LocalModelErrorData } from './local-model-error';
import { oldTensorListPath, tensorListPath } from './manifest';
import type { ReadableStreamOfBytes } from './model-files';

/** Where the files of a model come from: a host, or a folder on disk. */
export interface FileSource {
  /** Throws LocalModelError when asking again would not help, else `TryAgain`. */
  open(path: string, signal: AbortSignal): Promise<OpenedFile>;
  /** How often a file is asked for while the connection breaks. */
  readonly tries: number;
  /** How often it is asked for while its bytes are not the listed ones. */
  readonly wrongTries: number;
}

interface OpenedFile {
  readonly stream: ReadableStreamOfBytes;
  readonly url?: string;
}

/** It may go better the next time. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
  readonly data: LocalModelErrorData;
  /** Fewer than the source's, where there is little hope. */
  readonly tries: number;

  constructor(
    data: LocalModelErrorData,
    {
      tries = Number.POSITIVE_INFINITY,
      why = data.message,
      cause,
    }: {
      readonly tries?: number;
      /** What happened, without what to do: while it is tried again, nobody has to do anything. */
      readonly why?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(why, { cause });
    this.data = data;
    this.tries = tries;
  }
}

/** Asks an address. Rejects with the signal's reason, and with nothing else. */
export type OpenUrl = (url: string, signal: AbortSignal) => Promise<UrlAnswer>;

type UrlAnswer =
  /** `stream` fails when the connection breaks. Left unread, it must be `cancel`led. */
  | {
      readonly status: 'answered';
      /** HTTP. */
      readonly code: number;
      readonly stream: ReadableStreamOfBytes;
      readonly cancel: () => Promise<void>;
    }
  /** No network, no such host, or a host that does not allow this page: a browser does not tell which. */
  | { readonly status: 'unreachable'; readonly offline: boolean };

/**
 * The files of a model on a host. A breaking connection is tried five times a file; a host that has never answered twice, since it more
 * likely does not allow this page, or is not there, than that the network comes back within the minute.
 */
export function hostSource({
  origin,
  open,
}: {
  readonly origin: Exclude<LocalModelOrigin, { kind: 'folder' }>;
  readonly open: OpenUrl;
}): FileSource {
  let bases = weightsBases(origin.weightsUrl);
  const heardOf = new Set<string>();

  return {
    tries: 5,
    wrongTries: 2,
    async open(path, signal) {
      const places: readonly Place[] =
        path === libraryPath ? [{ url: origin.libraryUrl, bases }] : placesOf(path, bases);
      for (const place of places) {
        const { url } = place;
        const answer = await open(url, signal);
        signal.throwIfAborted();
        if (answer.status === 'unreachable') {
          const data = unreachable({ path, url, offline: answer.offline });
          const why = answer.offline ? 'This device is offline.' : `${hostOf(url)} could not be reached for ${path}.`;
          throw new TryAgain(data, { why, ...(heardOf.has(hostOf(url)) ? {} : { tries: 2 }) });
        }
        heardOf.add(hostOf(url));
        if (answer.code === 200) {
          bases = place.bases;
          return { stream: answer.stream, url };
        }
        await answer.cancel();
        if (!isMissing(answer.code)) throw refused({ path, url, code: answer.code });
      }
      throw missing({ path, urls: places.map(({ url }) => url) });
    },
  };
}

/**
 * Where the folder of a model may be. A repository on Hugging Face is no folder of files: they lie below `resolve/main/`. Other hosts
 * are taken at their word, and asked for the same layout where there is nothing.
 */
function weightsBases(url: string): readonly string[] {
  const folder = `${withoutEnd(url.replace(/mlc-chat-config\.json$/, ''), '/')}/`;
  const repository =
    /^(https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/[^/]+\/[^/]+\/)(?:(?:tree|blob)\/([^/]+)\/)?$/.exec(folder);
  if (repository !== null) return [`${repository[1]}resolve/${repository[2] ?? 'main'}/`];
  return /\/resolve\/[^/]+\//.test(folder) ? [folder] : [folder, `${folder}resolve/main/`];
}

interface Place {
  readonly url: string;
  /** Where the model's folder is, if this file is here. */
  readonly bases: readonly string[];
}

function placesOf(path: string, bases: readonly string[]): readonly Place[] {
  const names = path === tensorListPath ? [tensorListPath, oldTensorListPath] : [path];
  return bases.flatMap((base) => names.map((name) => ({ url: base + encoded(name), bases: [base] })));
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function isMissing(code: number): boolean {
  return code === 404 || code === 410;
}

function missing({ path, urls }: { readonly path: string; readonly urls: readonly string[] }): LocalModelError {
  const [url = '', ...others] = urls;
  const also = others.length === 0 ? '' : ` (also looked for at ${others.join(', ')})`;
  const what = path === libraryPath ? 'model library URL' : 'model URL';
  return new LocalModelError({
    kind: 'missing-file',
    path,
    url,
    message: `The host has no ${path === libraryPath ? 'model library' : path}: ${url} was not found${also}. Check the ${what}.`,
  });
}

function unreachable({
  path,
  url,
  offline,
}: {
  readonly path: string;
  readonly url: string;
  readonly offline: boolean;
}): LocalModelErrorData {
  const message = offline
    ? `This device is offline, so ${path} could not be fetched. Connect it and press Download again: what has come is kept.`
    : `${hostOf(url)} could not be reached for ${path}. Check the network and the address; if both are right, the host does not allow this page to read its files: it must send the header Access-Control-Allow-Origin.${ofPlainHttp(url)} What has come is kept.`;
  return { kind: 'unreachable', path, url, message };
}

function ofPlainHttp(url: string): string {
  return url.startsWith('http://')
    ? ' From a page on https, the browser refuses addresses on http, but for those of this device; for these it may ask for your permission first.'
    : '';
}

function refused({
  path,
  url,
  code,
}: {
  readonly path: string;
  readonly url: string;
  readonly code: number;
}): LocalModelError | TryAgain {
  const data = (advice: string): LocalModelErrorData => ({
    kind: 'refused',
    path,
    url,
    message: `${hostOf(url)} answered the request for ${path} with status ${code}; expected 200. ${advice}`,
  });
  if (code === 408 || code === 429 || code >= 500) {
    return new TryAgain(data('It may be busy: press Download again later. What has come is kept.'), {
      why: `${hostOf(url)} is busy: it answered the request for ${path} with status ${code}.`,
    });
  }
  if (code === 401 || code === 403) {
    return new LocalModelError(
      data('The model may be gated, private or not there. Choose one that is open to everybody.'),
    );
  }
  return new LocalModelError(data('Check the address.'));
}

function hostOf(url: string): string {
  return /^\w+:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
}
