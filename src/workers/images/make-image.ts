import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type ImageFormat, imageFormats } from '../../core/playground/images/image-format';
import { type ImageHeader, readImageHeader } from '../../core/playground/images/image-header';
import {
  cropProblem,
  largestImageFile,
  largestOriginal,
  type Square,
  shrunk,
} from '../../core/playground/images/image-limits';
import type { AttachedImage, ImagesPort, ReadImage } from '../../core/playground/images/images-port';
import type { KeptImage } from '../../core/playground/playground-work';
import { err, ok, type Result } from '../../core/result';
import { fromBase64, toBase64 } from './base64';
import { fetchImage } from './fetch-image';
import type { Drawing, ImageCodec } from './image-codec';

interface ImageDeps {
  readonly codec: ImageCodec;
  readonly fetch: typeof fetch;
}

/** What the worker of images does. Nothing is decoded before the header has been read. */
export function makeImages(deps: ImageDeps): ImagesPort {
  return {
    read: (request) => read(request, deps),
    crop: (image, square) => crop(image, { square, codec: deps.codec }),
  };
}

async function read(
  { source, original, privateMode }: ReadImage,
  { codec, fetch }: ImageDeps,
): Promise<Result<AttachedImage, string>> {
  const found = source.kind === 'file' ? ok(source) : await fetchImage(source.address, { fetch, privateMode });
  if (!found.ok) return found;
  const { name, file } = found.value;
  if (file.size > largestImageFile)
    return err(`The file has ${megabytes(file.size)} MB; at most ${megabytes(largestImageFile)} are read.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = readImageHeader(bytes);
  if (!header.ok) return header;
  if (original) return asItIs(name, { bytes, header: header.value });
  const { format, mimeType } = header.value;
  const plan = (upright: Drawing['from']): Drawing => ({ ...shrunk(upright), from: upright });
  return redrawn(name, { file: new Blob([bytes], { type: mimeType }), format, plan, codec });
}

function asItIs(
  name: string,
  { bytes, header: { mimeType, width, height } }: { readonly bytes: Uint8Array; readonly header: ImageHeader },
): Result<AttachedImage, string> {
  if (bytes.length <= largestOriginal) return ok(attached(bytes, { name, mimeType, width, height }));
  const [has, most] = [bytes.length, largestOriginal].map(megabytes);
  return err(
    `The image has ${has} MB, and at most ${most} are sent as they are. Without “Send original” it is made smaller.`,
  );
}

async function crop(
  image: KeptImage,
  { square, codec }: { readonly square: Square; readonly codec: ImageCodec },
): Promise<Result<AttachedImage, string>> {
  const problem = cropProblem(square, image);
  if (problem !== undefined) return err(problem);
  const { x, y, size } = square;
  const file = new Blob([fromBase64(image.data)], { type: image.mimeType });
  const plan = (): Drawing => ({ ...shrunk({ width: size, height: size }), from: { x, y, width: size, height: size } });
  return redrawn(image.name, { file, format: formatOf(image.mimeType), plan, codec });
}

interface Redraw {
  readonly file: Blob;
  readonly format: ImageFormat;
  readonly plan: (upright: Drawing['from']) => Drawing;
  readonly codec: ImageCodec;
}

async function redrawn(name: string, { file, format, plan, codec }: Redraw): Promise<Result<AttachedImage, string>> {
  let size = { width: 0, height: 0 };
  const remember = ({ width, height }: Size): Drawing => {
    const drawing = plan({ x: 0, y: 0, width, height });
    size = { width: drawing.width, height: drawing.height };
    return drawing;
  };
  let drawn: Blob;
  try {
    drawn = await codec.redraw(file, remember, encodedAs[format]);
  } catch {
    return err(undecoded(format));
  }
  const bytes = new Uint8Array(await drawn.arrayBuffer());
  return ok(attached(bytes, { name, mimeType: drawn.type, ...size }));
}

type Size = Pick<Drawing, 'width' | 'height'>;

/** What keeps transparency, where there may be any. */
const encodedAs: Readonly<Record<ImageFormat, string>> = {
  png: 'image/png',
  gif: 'image/png',
  jpeg: 'image/jpeg',
  heic: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/webp',
};

function undecoded(format: ImageFormat): string {
  const { name } = imageFormats[format];
  if (format === 'heic' || format === 'avif')
    return `This browser does not decode ${name}. Save the image as JPEG and attach that; “Send original” sends it as it is, to models that take it.`;
  return `The ${name} cannot be decoded: it is damaged. Get the file again.`;
}

function attached(bytes: Uint8Array, about: Omit<KeptImage, 'data'>): AttachedImage {
  return { sha256: bytesToHex(sha256(bytes)), image: { ...about, data: toBase64(bytes) } };
}

/** What we kept is of a type that we know. */
function formatOf(mimeType: string): ImageFormat {
  const formats = Object.keys(imageFormats) as readonly ImageFormat[]; // the keys of that record
  return formats.find((format) => imageFormats[format].mimeType === mimeType) ?? 'png';
}

const megabytes = (bytes: number) => Math.ceil(bytes / 100_000) / 10;
