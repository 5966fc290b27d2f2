import { err, ok, type Result } from '../../result';
import { byteReader } from './byte-reader';
import { liesOnSide, type Orientation } from './exif-orientation';
import { readGif, readHeif, readJpeg, readPng, readWebp } from './header-readers';
import { type FileContent, fileContent, type ImageFormat, imageFormats } from './image-format';
import { mostPixels } from './image-limits';

/** What an image file says of itself. Nothing has been decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  readonly mimeType: string;
  /** In pixels, upright. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
}

/** Of a whole file. The error is a sentence: why it is no image that can be attached. */
export function readImageHeader(bytes: Uint8Array): Result<ImageHeader, string> {
  const content = fileContent(bytes);
  if (content.kind !== 'image') return err(refusals[content.kind]);
  const { name, mimeType } = imageFormats[content.format];
  const found = readers[content.format](byteReader(bytes));
  if (!found.isWhole) return err(`The ${name} is cut off: its end is missing. Get the file again.`);
  if (!(found.width > 0 && found.height > 0)) return err(`The ${name} does not say how large it is: it is damaged.`);
  const pixels = found.width * found.height;
  if (pixels > mostPixels) return err(tooManyPixels(found));
  const [width, height] = liesOnSide(found.orientation) ? [found.height, found.width] : [found.width, found.height];
  return ok({ format: content.format, mimeType, width, height, orientation: found.orientation });
}

const readers = { png: readPng, jpeg: readJpeg, webp: readWebp, gif: readGif, heic: readHeif, avif: readHeif } as const;

const refusals: Readonly<Record<Exclude<FileContent['kind'], 'image'>, string>> = {
  empty: 'The file is empty (0 bytes).',
  svg: 'This is an SVG: a drawing in code, which no model takes as an image. Save it as PNG and attach that.',
  page: 'This is a web page (HTML) and no image. Save the image itself and attach it, or paste it.',
  other:
    'This is no image that can be read here: expected PNG, JPEG, WebP, GIF or HEIC. What the file holds counts, not its name.',
};

function tooManyPixels({ width, height }: { readonly width: number; readonly height: number }): string {
  const mega = Math.ceil((width * height) / 1_000_000);
  return `It has ${width} × ${height} pixels, ${mega} megapixels; at most ${mostPixels / 1_000_000} are read. Make it smaller first.`;
}
