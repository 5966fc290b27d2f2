import type { Encoding } from '../../core/dataset/encoding';
import type { TableProblem } from '../../core/dataset/table';

/** Bytes at the start of a file that tell what it is. */
const signatures: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF file' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
];

/** Of Microsoft's older files, and of newer ones that have a password. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

function compoundProblem(head: Uint8Array): TableProblem {
  // The name of the stream that holds the encrypted workbook, in UTF-16.
  const isEncrypted = new TextDecoder('utf-16le').decode(head).includes('EncryptedPackage');
  return {
    kind: 'unreadable',
    title: isEncrypted
      ? 'This workbook has a password.'
      : 'This is an old Excel workbook (.xls), or one with a password.',
    message: `An .xlsx workbook or a table as text was expected; this file is ${isEncrypted ? 'encrypted' : 'of the format before 2007, or encrypted'}. Open it in a spreadsheet program${isEncrypted ? ', remove the password' : ''} and save it as .xlsx or as CSV (UTF-8).`,
  };
}

/** Why the bytes at the start of a file cannot be those of a table; null when they may. */
export function binaryProblem(head: Uint8Array): TableProblem | null {
  if (compoundFile.every((byte, index) => head[index] === byte)) return compoundProblem(head);
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (known !== undefined) {
    return {
      kind: 'unreadable',
      title: 'This file is no text.',
      message: `A CSV, TSV, JSON, JSONL or Excel file (.xlsx) was expected; this is ${known.what}. Open it where it comes from and save it as CSV (UTF-8).`,
    };
  }
  if (markedEncoding(head) === null && encodingByNuls(head) === null && share(head, isControl) > 0.05) {
    return {
      kind: 'encoding',
      title: 'This file is no text.',
      message:
        'A table as text was expected; this file is full of bytes that no text has. Save the table as CSV (UTF-8), or choose its encoding if it is text nevertheless.',
    };
  }
  return null;
}

/** The encoding that a byte order mark at the start tells. */
export function markedEncoding(head: Uint8Array): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0) return 'utf-32le';
  if (head[0] === 0 && head[1] === 0 && head[2] === 0xfe && head[3] === 0xff) return 'utf-32be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** ISO-2022-JP is ASCII but for what stands between escape sequences. */
export function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at !== -1; at = bytes.indexOf(0x1b, at + 1)) {
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x40 || bytes[at + 2] === 0x42)) return true;
  }
  return false;
}

/** UTF-32 without a mark: of every four bytes the first two are zero, or the last two (all of the planes in use). */
function utf32ByNuls(head: Uint8Array): Encoding | null {
  const units = Math.floor(head.length / 4);
  if (units < 2) return null;
  let big = 0;
  let little = 0;
  for (let at = 0; at < units * 4; at += 4) {
    if (head[at] === 0 && (head[at + 1] ?? 0) <= 0x10 && (head[at + 2] !== 0 || head[at + 3] !== 0)) big++;
    if (head[at + 3] === 0 && (head[at + 2] ?? 0) <= 0x10 && (head[at] !== 0 || head[at + 1] !== 0)) little++;
  }
  if (little === units) return 'utf-32le';
  return big === units ? 'utf-32be' : null;
}

/**
 * UTF-16 without a mark: commas, line ends and Latin letters have a zero byte, always on the same side. One unit in fifty is enough, so
 * that a Chinese file is found by its commas, and a few on the other side do not matter, since some Chinese letters end in a zero byte.
 */
export function encodingByNuls(head: Uint8Array): Encoding | null {
  const wide = utf32ByNuls(head);
  if (wide !== null) return wide;
  const units = Math.floor(head.length / 2);
  if (units === 0) return null;
  let first = 0;
  let second = 0;
  for (let index = 0; index + 1 < head.length; index += 2) {
    if (head[index] === 0 && head[index + 1] !== 0) first++;
    if (head[index] !== 0 && head[index + 1] === 0) second++;
  }
  if (Math.max(first, second) < units / 50 || Math.max(first, second) < 2) return null;
  if (first * 4 <= second) return 'utf-16le';
  return second * 4 <= first ? 'utf-16be' : null;
}

function share(head: Uint8Array, matches: (byte: number) => boolean): number {
  return head.length === 0 ? 0 : head.reduce((count, byte) => count + (matches(byte) ? 1 : 0), 0) / head.length;
}

/** All but tab, line feed, vertical tab, form feed, carriage return, substitute (an old end-of-file mark) and escape. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27) || byte === 127;
}
