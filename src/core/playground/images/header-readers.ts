import type { ByteReader } from './byte-reader';
import { exifOrientation, type Orientation } from './exif-orientation';

/** As it lies in the file; a size of NaN is not said. */
export interface StoredImage {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** The end of the file is there: of an animation, the end of its first frame. */
  readonly isWhole: boolean;
}

/** Source: PNG specification, 5 and 11. */
export function readPng(file: ByteReader): StoredImage {
  const image = { width: file.u32(16), height: file.u32(20) };
  let orientation: Orientation = 1;
  for (let at = 8; at + 12 <= file.length; at += 12 + file.u32(at)) {
    const type = file.ascii(at + 4, 4);
    if (type === 'eXIf') orientation = exifOrientation(file, at + 8);
    if (type === 'IEND') return { ...image, orientation, isWhole: true };
  }
  return { ...image, orientation, isWhole: false };
}

/** Source: ITU T.81, Annex B. */
export function readJpeg(file: ByteReader): StoredImage {
  let image = { width: Number.NaN, height: Number.NaN };
  let orientation: Orientation = 1;
  let at = 2;
  while (at + 4 <= file.length) {
    const marker = file.u8(at + 1);
    // Any number of fill bytes may come before a marker.
    if (marker === 0xff) at++;
    else if (marker === 0xda) return { ...image, orientation, isWhole: endsAfter(file, at) };
    else {
      if (isFrame(marker)) image = { height: file.u16(at + 5), width: file.u16(at + 7) };
      if (marker === 0xe1 && file.ascii(at + 4, 6) === 'Exif\0\0') orientation = exifOrientation(file, at + 10);
      at += 2 + file.u16(at + 2);
    }
  }
  return { ...image, orientation, isWhole: false };
}

/** Start of frame: every kind of coding, without the tables that share its range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Programs append things behind the end of the image. */
function endsAfter(file: ByteReader, start: number): boolean {
  for (let at = file.length - 2; at > start; at--) if (file.u8(at) === 0xff && file.u8(at + 1) === 0xd9) return true;
  return false;
}

/** Source: developers.google.com/speed/webp/docs/riff_container; RFC 6386, 9.1; WebP lossless, 3. */
export function readWebp(file: ByteReader): StoredImage {
  let image = { width: Number.NaN, height: Number.NaN };
  let orientation: Orientation = 1;
  for (let at = 12; at + 8 <= file.length; at += 8 + even(file.u32(at + 4, 'little'))) {
    const type = file.ascii(at, 4);
    const data = at + 8;
    if (type === 'VP8X') image = { width: 1 + file.u24(data + 4, 'little'), height: 1 + file.u24(data + 7, 'little') };
    if (type === 'VP8 ' && Number.isNaN(image.width))
      image = { width: file.u16(data + 6, 'little') % 0x4000, height: file.u16(data + 8, 'little') % 0x4000 };
    if (type === 'VP8L' && Number.isNaN(image.width)) image = losslessSize(file.u32(data + 1, 'little'));
    if (type === 'EXIF') orientation = exifOrientation(file, file.ascii(data, 4) === 'Exif' ? data + 6 : data);
  }
  return { ...image, orientation, isWhole: file.u32(4, 'little') + 8 <= file.length };
}

const even = (size: number) => size + (size % 2);

/** Two numbers of 14 bits, each less by one. */
function losslessSize(bits: number) {
  return { width: 1 + (bits % 0x4000), height: 1 + (Math.floor(bits / 0x4000) % 0x4000) };
}

/** Source: GIF89a specification, 15 to 27. */
export function readGif(file: ByteReader): StoredImage {
  const image = { width: file.u16(6, 'little'), height: file.u16(8, 'little'), orientation: 1 } as const;
  let at = 13 + colours(file.u8(10));
  while (at < file.length) {
    const block = file.u8(at);
    if (block === 0x2c) {
      const end = afterBlocks(file, at + 11 + colours(file.u8(at + 9)));
      return { ...image, isWhole: end <= file.length };
    }
    if (block !== 0x21) break;
    at = afterBlocks(file, at + 2);
  }
  return { ...image, isWhole: false };
}

/** Bytes of a table of colours that these flags tell of. */
const colours = (flags: number) => (flags >= 0x80 ? 3 * 2 ** ((flags % 8) + 1) : 0);

/** Behind a chain of blocks, each with its length before it; NaN where the file ends within. */
function afterBlocks(file: ByteReader, start: number): number {
  let at = start;
  while (file.u8(at) > 0) at += 1 + file.u8(at);
  return file.u8(at) === 0 ? at + 1 : Number.NaN;
}

/** HEIC and AVIF. Its tiles say their size as well: the largest is the whole image. Source: ISO/IEC 23008-12, 6.5. */
export function readHeif(file: ByteReader): StoredImage {
  const top = boxes(file, 0, file.length);
  const properties = ['meta', 'iprp', 'ipco'].reduce<readonly Box[]>((level, type) => {
    const box = level.find((each) => each.type === type);
    // A full box begins with its version.
    return box === undefined ? [] : boxes(file, box.start + (type === 'meta' ? 4 : 0), box.end);
  }, top);
  const sizes = properties.filter(({ type }) => type === 'ispe').map(({ start }) => sizeAt(file, start + 4));
  const largest = sizes.reduce((most, size) => (size.width * size.height > most.width * most.height ? size : most), {
    width: 0,
    height: 0,
  });
  const turn = properties.find(({ type }) => type === 'irot');
  const isWhole = (top.at(-1)?.end ?? 0) <= file.length && top.some(({ type }) => type === 'mdat');
  return { ...largest, orientation: orientationOf(turn === undefined ? 0 : file.u8(turn.start) % 4), isWhole };
}

interface Box {
  readonly type: string;
  /** Of what it holds. */
  readonly start: number;
  readonly end: number;
}

function boxes(file: ByteReader, from: number, to: number): readonly Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = file.u32(at);
    const isLong = size === 1;
    // 0: to the end of the file.
    const end = size === 0 ? to : at + (isLong ? file.u32(at + 8) * 2 ** 32 + file.u32(at + 12) : size);
    if (!(end >= at + 8)) break;
    found.push({ type: file.ascii(at + 4, 4), start: at + (isLong ? 16 : 8), end });
    at = end;
  }
  return found;
}

const sizeAt = (file: ByteReader, at: number) => ({ width: file.u32(at), height: file.u32(at + 4) });

/** Quarter turns against the clock, as EXIF says them. */
function orientationOf(quarters: number): Orientation {
  return quarters === 1 ? 8 : quarters === 2 ? 3 : quarters === 3 ? 6 : 1;
}
