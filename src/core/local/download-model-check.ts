import { TryAgain } from './download-model-source';
import { libraryPath } from './local-model';
import type { LocalModelErrorData } from './local-model-error';
import type { ListedFile } from './manifest';
import type { ReadableStreamOfBytes } from './model-files';

/** A checksum that is computed while the bytes come. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** Lower-case. Call it once. */
  hex(): string;
}

export interface Hashing {
  md5(): Digest;
  sha256(): Digest;
}

/** What came is not what was listed. */
export class WrongBytes extends Error {
  override readonly name = 'WrongBytes';
  readonly data: LocalModelErrorData;

  constructor(data: LocalModelErrorData) {
    super(data.message);
    this.data = data;
  }
}

export interface CheckedStream {
  /** Fails with `WrongBytes`, or with `TryAgain` where the stream fails: whoever stores it must then not keep it. */
  readonly bytes: ReadableStreamOfBytes;
  /** Of the whole, once it has been read to its end. */
  result(): { readonly bytes: number; readonly sha256: string | null };
}

/** Looks at a file's bytes on their way. `onBytes` hears how many have come. */
export function checkedStream({
  file,
  url,
  stream,
  hashing,
  onBytes,
}: {
  readonly file: ListedFile;
  readonly url: string | undefined;
  readonly stream: ReadableStreamOfBytes;
  readonly hashing: Hashing;
  readonly onBytes: (bytes: number) => void;
}): CheckedStream {
  const about = { path: file.path, ...(url === undefined ? {} : { url }) };
  const digest = file.md5 === null ? hashing.sha256() : hashing.md5();
  let came = 0;
  let sha256: string | null = null;
  let start: readonly number[] = [];

  async function* checked(): AsyncGenerator<Uint8Array> {
    for await (const chunk of cutsNamed(stream, about)) {
      if (start.length < startLength) start = [...start, ...chunk.subarray(0, startLength - start.length)];
      digest.update(chunk);
      came += chunk.byteLength;
      if (file.bytes !== null && came > file.bytes) throw wrong(sizeDiffers(file, `more than ${came}`));
      onBytes(came);
      yield chunk;
    }
    if (file.bytes !== null && came < file.bytes) throw wrong(sizeDiffers(file, String(came)));
    const foreign = foreignStart(file.path, start);
    if (foreign !== null) throw new WrongBytes({ kind: 'unreadable-file', ...about, message: foreign });
    const hex = digest.hex();
    if (file.md5 === null) sha256 = hex;
    else if (hex !== file.md5) {
      throw wrong(`Its checksum (MD5) is not the one that the model's list gives: expected ${file.md5}, came ${hex}.`);
    }
  }

  function wrong(what: string): WrongBytes {
    return new WrongBytes({ kind: 'broken-file', ...about, message: `${file.path} is damaged. ${what}` });
  }

  return { bytes: checked(), result: () => ({ bytes: came, sha256 }) };
}

async function* cutsNamed(
  stream: ReadableStreamOfBytes,
  about: { readonly path: string; readonly url?: string },
): AsyncGenerator<Uint8Array> {
  const reader = stream[Symbol.asyncIterator]();
  let open = true;
  try {
    while (true) {
      const next = await reader.next().catch((cause: unknown) => {
        open = false;
        throw cut(about, cause);
      });
      if (next.done === true) {
        open = false;
        return;
      }
      yield next.value;
    }
  } finally {
    if (open) await reader.return?.();
  }
}

function cut(about: { readonly path: string; readonly url?: string }, cause: unknown): TryAgain {
  if (about.url === undefined) {
    const message = `${about.path} could not be read to its end. The folder may have been moved or changed meanwhile: pick it again.`;
    return new TryAgain({ kind: 'unreadable-file', ...about, message }, { cause });
  }
  const why = `The connection broke while ${about.path} was coming.`;
  const message = `${why} Check the network and press Download again: what has come is kept, and this file starts anew.`;
  return new TryAgain({ kind: 'unreachable', ...about, message }, { why, cause });
}

function sizeDiffers({ bytes }: ListedFile, came: string): string {
  return `Expected ${bytes} bytes, came ${came}.`;
}

const startLength = 16;
const wasmStart = [0x00, 0x61, 0x73, 0x6d];

/** A host that has a page for every address answers with it where a file is missing. Null when nothing is wrong. */
function foreignStart(path: string, start: readonly number[]): string | null {
  if (path === libraryPath && !wasmStart.every((byte, at) => start[at] === byte)) {
    return `The model library is none: expected a WebAssembly file, came one that begins with ${shown(start)}. Check the model library URL.`;
  }
  if (path === 'tokenizer.json' && !/^\s*\{/.test(text(start))) {
    return `tokenizer.json is none: expected JSON, came a file that begins with ${shown(start)}. Check the model URL.`;
  }
  return null;
}

function shown(start: readonly number[]): string {
  if (start.length === 0) return 'nothing: it is empty';
  const readable = start.every((byte) => byte >= 0x20 && byte < 0x7f);
  return readable
    ? `"${text(start)}"`
    : `the bytes ${start.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}

/** Without a byte order mark, which some editors write. */
function text(start: readonly number[]): string {
  return String.fromCharCode(...start).replace(/^\u00ef\u00bb\u00bf/, '');
}
