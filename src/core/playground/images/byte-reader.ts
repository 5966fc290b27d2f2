/** Looks into the bytes of a file. Beyond its end there is nothing: a number is then NaN, a text shorter. */
export interface ByteReader {
  readonly length: number;
  readonly u8: (at: number) => number;
  readonly u16: (at: number, order?: ByteOrder) => number;
  readonly u24: (at: number, order?: ByteOrder) => number;
  readonly u32: (at: number, order?: ByteOrder) => number;
  /** Each byte a character. */
  readonly ascii: (at: number, length: number) => string;
}

type ByteOrder = 'big' | 'little';

export function byteReader(bytes: Uint8Array): ByteReader {
  const number = (at: number, length: number, order: ByteOrder) => {
    if (at < 0 || at + length > bytes.length) return Number.NaN;
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + (bytes[order === 'big' ? at + i : at + length - 1 - i] ?? 0);
    return value;
  };
  return {
    length: bytes.length,
    u8: (at) => number(at, 1, 'big'),
    u16: (at, order = 'big') => number(at, 2, order),
    u24: (at, order = 'big') => number(at, 3, order),
    u32: (at, order = 'big') => number(at, 4, order),
    ascii: (at, length) => String.fromCharCode(...bytes.subarray(at, at + length)),
  };
}
