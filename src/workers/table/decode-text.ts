import type { Encoding } from '../../core/dataset/encoding';
import type { ReadOptions } from '../../core/dataset/table';
import { binaryProblem, encodingByNuls, hasJapaneseEscapes, markedEncoding } from './detect-encoding';
import { TableError } from './table-error';
import { createUtf32Decoder, type TextStreamDecoder } from './utf-32';

/** Text of a part of a file, and how far that is. */
export interface TextPiece {
  readonly text: string;
  /** Bytes read so far. */
  readonly bytes: number;
  /** As known so far: a file is taken for UTF-8 until a byte says otherwise. */
  readonly encoding: Encoding;
  /** The file begins with the mark of this encoding. */
  readonly marked: boolean;
  /** The bytes are no UTF-8, and what they are was found by what they would mean. */
  readonly guessed: boolean;
}

/** Parsed in some milliseconds, so that an abort is heard soon, and large enough that the file is read at the speed of the disk. */
export const pieceBytes = 2 * 1024 * 1024;
const headBytes = 64 * 1024;

/**
 * A file as text, piece by piece, each in a task of its own. A character whose bytes lie on both sides of a border is in the later piece.
 * Throws a TableError when the bytes are no text, or when the file cannot be read any more.
 */
export async function* decodeText(
  blob: Blob,
  encoding: ReadOptions['encoding'],
  signal: AbortSignal,
): AsyncGenerator<TextPiece, void, undefined> {
  const head = await bytesOf(blob.slice(0, headBytes));
  const problem = encoding === 'auto' ? binaryProblem(head) : binaryProblem(head.subarray(0, 8));
  if (problem !== null && (encoding === 'auto' || problem.kind === 'unreadable')) throw new TableError(problem);
  const mark = markedEncoding(head);
  const decoder = createDecoder(encoding === 'auto' ? (mark ?? encodingByNuls(head)) : encoding);
  const about = () => ({
    encoding: decoder.encoding(),
    marked: mark === decoder.encoding(),
    guessed: decoder.guessed(),
  });
  for (let from = 0; from < blob.size; from += pieceBytes) {
    signal.throwIfAborted();
    const bytes = await bytesOf(blob.slice(from, from + pieceBytes));
    const text = await decoder.decode(bytes);
    yield { text, bytes: Math.min(from + pieceBytes, blob.size), ...about() };
    await nextTask();
  }
  signal.throwIfAborted();
  const text = await decoder.end();
  yield { text, bytes: blob.size, ...about() };
}

interface Decoder {
  decode(bytes: Uint8Array): Promise<string>;
  end(): Promise<string>;
  encoding(): Encoding;
  guessed(): boolean;
}

/**
 * Null: UTF-8, or whatever the bytes look like. As long as all bytes are ASCII, all read the same; the first piece with other bytes decides,
 * and nothing has to be read twice.
 */
function createDecoder(known: Encoding | null): Decoder {
  let encoding = known;
  let decoder = encoding === null ? null : openDecoder(encoding);
  let guessed = false;
  let held: Uint8Array = new Uint8Array(0);

  return {
    async decode(bytes) {
      if (decoder !== null) return decoder.decode(bytes, { stream: true });
      const all = joined(held, bytes);
      if (isAscii(all)) {
        held = new Uint8Array(0);
        return latin(all);
      }
      // The bytes at the end may be the first half of a character: they cannot be judged before the next piece is here.
      const end = all.length - halfCharacter(all);
      const judged = all.subarray(0, end);
      if (isAscii(judged)) {
        held = all.slice(end);
        return latin(judged);
      }
      return decide(all, judged);
    },
    async end() {
      const rest = held;
      held = new Uint8Array(0);
      const last = decoder === null && rest.length > 0 ? await decide(rest, rest) : '';
      return last + (decoder?.decode() ?? '');
    },
    encoding: () => encoding ?? 'utf-8',
    guessed: () => guessed,
  };

  async function decide(all: Uint8Array, judged: Uint8Array): Promise<string> {
    encoding = await encodingOf(judged);
    guessed = encoding !== 'utf-8';
    decoder = openDecoder(encoding);
    held = new Uint8Array(0);
    return decoder.decode(all, { stream: true });
  }
}

async function encodingOf(bytes: Uint8Array): Promise<Encoding> {
  if (hasJapaneseEscapes(bytes)) return 'iso-2022-jp';
  if (isMostlyUtf8(bytes)) return 'utf-8';
  // Few files need it.
  const { guessEncoding } = await import('./guess-encoding');
  const first = bytes.findIndex((byte) => byte >= 0x80);
  return guessEncoding(bytes.subarray(Math.max(0, first - contextBytes)));
}

const contextBytes = 256;

function openDecoder(encoding: Encoding): TextStreamDecoder {
  return encoding === 'utf-32le' || encoding === 'utf-32be' ? createUtf32Decoder(encoding) : new TextDecoder(encoding);
}

/** A few broken bytes in a text of many good characters are damage, and no reason to misread all the others. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let good = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd) broken++;
    else if (unit > 127) good++;
  }
  return broken * 10 <= good;
}

/** How many bytes at the end begin a character of UTF-8 that they do not end; 0 to 3. */
function halfCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if ((bytes[index] ?? 0) >= 0x80) return false;
  return !hasJapaneseEscapes(bytes);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Throws a TableError when the file cannot be read any more. */
export async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    const error = new TableError({
      kind: 'gone',
      title: 'The file cannot be read any more.',
      message: 'It was changed, moved or deleted after it was chosen, or its disk is gone. Choose the file again.',
    });
    error.cause = cause;
    throw error;
  }
}

/** Lets messages in, an abort among them. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
