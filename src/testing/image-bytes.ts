/** Headers of image files, without a picture in them unless it is said. */

export const bytesOf = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])),
  );

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const little = (bytes: readonly number[]) => bytes.toReversed();

interface Given {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
}

/** TIFF with one entry, most significant byte first or last. */
export function tiff(orientation: number, order: 'II' | 'MM' = 'MM'): Uint8Array {
  const put = (bytes: readonly number[]) => (order === 'II' ? little(bytes) : bytes);
  const entry = [...put(u16(0x0112)), ...put(u16(3)), ...put(u32(1)), ...put(u16(orientation)), 0, 0];
  return bytesOf(order, put(u16(42)), put(u32(8)), put(u16(1)), entry, u32(0));
}

export function pngBytes({ width, height }: Given): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: readonly number[]) => [...u32(data.length), ...bytesOf(type), ...data, ...u32(0)];
  return bytesOf(
    [0x89, ...bytesOf('PNG'), 13, 10, 26, 10],
    chunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0]),
    chunk('IDAT', [1, 2, 3, 4]),
    chunk('IEND', []),
  );
}

export function jpegBytes({ width, height, orientation }: Given): Uint8Array<ArrayBuffer> {
  const segment = (marker: number, data: Uint8Array) => [0xff, marker, ...u16(data.length + 2), ...data];
  return bytesOf(
    [0xff, 0xd8],
    orientation === undefined ? [] : segment(0xe1, bytesOf('Exif\0\0', tiff(orientation))),
    segment(0xc4, bytesOf([1, 2, 3])),
    segment(0xc2, bytesOf([8], u16(height), u16(width), [3])),
    segment(0xda, bytesOf([1])),
    [7, 7, 7, 0xff, 0xd9],
    'appended',
  );
}

export function gifBytes({ width, height }: Given): Uint8Array<ArrayBuffer> {
  const size = [...little(u16(width)), ...little(u16(height))];
  const frame = [0x2c, 0, 0, 0, 0, ...size, 0, 2, 3, 1, 2, 3, 0];
  return bytesOf('GIF89a', size, [0x80, 0, 0], [0, 0, 0, 255, 255, 255], [0x21, 0xf9, 4, 0, 0, 0, 0, 0], frame, frame);
}

export function webpBytes(
  { width, height }: Given,
  coding: 'VP8X' | 'VP8 ' | 'VP8L' = 'VP8X',
): Uint8Array<ArrayBuffer> {
  const u24 = (value: number) => little(u32(value)).slice(0, 3);
  const lossless = (width - 1) | ((height - 1) << 14);
  const data = {
    VP8X: [0, 0, 0, 0, ...u24(width - 1), ...u24(height - 1)],
    'VP8 ': [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(u16(width)), ...little(u16(height))],
    VP8L: [0x2f, ...little(u32(lossless >>> 0)), 0],
  }[coding];
  const chunk = bytesOf(coding, little(u32(data.length)), data);
  return bytesOf('RIFF', little(u32(4 + chunk.length)), 'WEBP', chunk);
}

/** A grid: its tiles say their size, too. */
export function heicBytes({ width, height }: Given, { brand = 'heic', quarters = 0 } = {}): Uint8Array<ArrayBuffer> {
  const box = (type: string, ...data: readonly (string | readonly number[] | Uint8Array)[]) => {
    const held = bytesOf(...data);
    return bytesOf(u32(held.length + 8), type, held);
  };
  const size = (wide: number, high: number) => box('ispe', u32(0), u32(wide), u32(high));
  const properties = box('ipco', size(512, 512), size(width, height), box('irot', [quarters]));
  return bytesOf(
    box('ftyp', brand, u32(0), 'mif1', brand),
    box('meta', u32(0), box('hdlr', u32(0)), box('iprp', properties)),
    box('mdat', [1, 2, 3]),
  );
}
