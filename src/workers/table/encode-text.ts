import type { Encoding } from '../../core/dataset/encoding';

export interface TextEncoding {
  /** The bytes of a text; null when the encoding has none for one of its characters. Texts may be given piece by piece. */
  encode(text: string): Uint8Array<ArrayBuffer> | null;
}

/**
 * The other way round of `TextDecoder`, which the platform lacks for all but UTF-8: legacy encodings are decoded once, whole, and looked
 * up from then on. What is encoded reads as the same text again; where several bytes stand for a character, the first ones are taken.
 */
export function createTextEncoding(encoding: Encoding): TextEncoding {
  switch (encoding) {
    case 'utf-8':
      return { encode: (text) => new TextEncoder().encode(text) };
    case 'utf-16le':
    case 'utf-16be':
      return { encode: (text) => utf16(text, encoding === 'utf-16le') };
    case 'utf-32le':
    case 'utf-32be':
      return { encode: (text) => utf32(text, encoding === 'utf-32le') };
    case 'iso-2022-jp':
      return { encode: iso2022jp };
    case 'gb18030':
      return lookedUp(tableOf(encoding), beyondPlaneZero);
    default:
      return lookedUp(tableOf(encoding));
  }
}

/** Bytes by code point. */
type ByteTable = ReadonlyMap<number, readonly number[]>;

function lookedUp(
  table: ByteTable,
  other: (code: number) => readonly number[] | undefined = () => undefined,
): TextEncoding {
  return {
    encode(text) {
      const bytes: number[] = [];
      for (const character of text) {
        const code = character.codePointAt(0) ?? 0;
        if (code < 0x80) bytes.push(code);
        else {
          const found = table.get(code) ?? other(code);
          if (found === undefined) return null;
          for (const byte of found) bytes.push(byte);
        }
      }
      return Uint8Array.from(bytes);
    },
  };
}

const tables = new Map<Encoding, ByteTable>();

function tableOf(encoding: Encoding): ByteTable {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<number, readonly number[]>();
  for (const sequences of sequencesOf(encoding)) addAll(table, encoding, sequences);
  tables.set(encoding, table);
  return table;
}

/** All sequences of bytes that can stand for a character that is not ASCII, shorter ones first. */
function* sequencesOf(encoding: Encoding): Generator<readonly (readonly number[])[]> {
  yield range(0x80, 0xff).map((byte) => [byte]);
  if (!multibyte.has(encoding)) return;
  yield range(0x81, 0xfe).flatMap((lead) => range(0x40, 0xfe).map((trail) => [lead, trail]));
  if (encoding === 'euc-jp')
    yield range(0xa1, 0xfe).flatMap((second) => range(0xa1, 0xfe).map((third) => [0x8f, second, third]));
  if (encoding === 'gb18030') {
    for (const lead of range(0x81, 0x84))
      yield range(0x30, 0x39).flatMap((second) =>
        range(0x81, 0xfe).flatMap((third) => range(0x30, 0x39).map((fourth) => [lead, second, third, fourth])),
      );
  }
}

const multibyte: ReadonlySet<Encoding> = new Set(['shift_jis', 'euc-jp', 'euc-kr', 'gbk', 'gb18030', 'big5']);

/** GB 18030 counts the code points from U+10000 on in sequences of four bytes, from 90 30 81 30. */
function beyondPlaneZero(code: number): readonly number[] | undefined {
  if (code < 0x10000) return undefined;
  const place = code - 0x10000;
  return [
    0x90 + Math.floor(place / 12_600),
    0x30 + (Math.floor(place / 1260) % 10),
    0x81 + (Math.floor(place / 10) % 126),
    0x30 + (place % 10),
  ];
}

/** Between line ends, so that one that stands for nothing spoils no other. */
function addAll(
  table: Map<number, readonly number[]>,
  encoding: Encoding,
  sequences: readonly (readonly number[])[],
): void {
  const bytes = Uint8Array.from(sequences.flatMap((sequence) => [...sequence, 0x0a]));
  const decoded = new TextDecoder(encoding).decode(bytes).split('\n');
  for (const [at, text] of decoded.entries()) {
    const code = text.codePointAt(0);
    const sequence = sequences[at];
    const isOne = code !== undefined && text.length === String.fromCodePoint(code).length;
    if (isOne && sequence !== undefined && code >= 0x80 && code !== 0xfffd && !table.has(code))
      table.set(code, sequence);
  }
}

/** JIS X 0208 between escape sequences, as EUC-JP has it with the high bits set; back in ASCII at the end. */
function iso2022jp(text: string): Uint8Array<ArrayBuffer> | null {
  const table = tableOf('euc-jp');
  const bytes: number[] = [];
  let isJapanese = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const found = code < 0x80 ? undefined : table.get(code);
    if (code >= 0x80 && (found === undefined || found.length !== 2 || found[0] === 0x8e)) return null;
    if (isJapanese !== (found !== undefined)) bytes.push(0x1b, ...(found === undefined ? [0x28, 0x42] : [0x24, 0x42]));
    isJapanese = found !== undefined;
    for (const byte of found ?? [code]) bytes.push(byte & 0x7f);
  }
  if (isJapanese) bytes.push(0x1b, 0x28, 0x42);
  return Uint8Array.from(bytes);
}

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

function utf32(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(codes.length * 4));
  for (const [at, code] of codes.entries()) view.setUint32(at * 4, code, littleEndian);
  return new Uint8Array(view.buffer);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
