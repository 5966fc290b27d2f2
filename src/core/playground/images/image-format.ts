import { type ByteReader, byteReader } from './byte-reader';

export const imageFormats = {
  png: { name: 'PNG', mimeType: 'image/png' },
  jpeg: { name: 'JPEG', mimeType: 'image/jpeg' },
  webp: { name: 'WebP', mimeType: 'image/webp' },
  gif: { name: 'GIF', mimeType: 'image/gif' },
  heic: { name: 'HEIC', mimeType: 'image/heic' },
  avif: { name: 'AVIF', mimeType: 'image/avif' },
} as const;

export type ImageFormat = keyof typeof imageFormats;

/** What a file is by what it holds: neither its name nor the type that it comes with counts. */
export type FileContent =
  | { readonly kind: 'image'; readonly format: ImageFormat }
  | { readonly kind: 'empty' | 'svg' | 'page' | 'other' };

/** The first thousand bytes are enough. */
export function fileContent(bytes: Uint8Array): FileContent {
  if (bytes.length === 0) return { kind: 'empty' };
  const reader = byteReader(bytes);
  const format = formatOf(reader);
  return format === undefined ? { kind: markup(reader) } : { kind: 'image', format };
}

function formatOf({ ascii, u32, u24 }: ByteReader): ImageFormat | undefined {
  if (u32(0) === 0x89504e47 && u32(4) === 0x0d0a1a0a) return 'png';
  if (u24(0) === 0xffd8ff) return 'jpeg';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return 'gif';
  if (ascii(4, 4) !== 'ftyp') return undefined;
  const brands = [8, 16, 20, 24, 28, 32].filter((at) => at < u32(0)).map((at) => ascii(at, 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : undefined;
}

/** Source: ISO/IEC 23008-12, Annex B. `mif1` and `msf1` alone say no more than that it is a still image in this container. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

function markup({ ascii }: ByteReader): 'svg' | 'page' | 'other' {
  // Two bytes a character in UTF-16: the zeros between say nothing.
  const start = ascii(0, 1000).replaceAll('\0', '').toLowerCase();
  if (/<(?:!doctype html|html)[\s>]/.test(start)) return 'page';
  if (/<svg[\s>]/.test(start)) return 'svg';
  return /<(?:head|body|script|meta|title)[\s>]/.test(start) ? 'page' : 'other';
}
