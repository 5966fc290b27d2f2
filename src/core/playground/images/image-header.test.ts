import { describe, expect, it } from 'vitest';
import { bytesOf, gifBytes, heicBytes, jpegBytes, pngBytes, tiff, webpBytes } from '../../../testing/image-bytes';
import { err, ok } from '../../result';
import { byteReader } from './byte-reader';
import { exifOrientation } from './exif-orientation';
import { readImageHeader } from './image-header';
import { cropProblem, shrunk } from './image-limits';

const size = { width: 640, height: 480 };

describe('what an image file says of itself', () => {
  it.each([
    ['png', pngBytes(size)],
    ['jpeg', jpegBytes(size)],
    ['gif', gifBytes(size)],
    ['webp', webpBytes(size)],
    ['webp', webpBytes(size, 'VP8 ')],
    ['webp', webpBytes(size, 'VP8L')],
    ['heic', heicBytes({ width: 640, height: 480 * 2 })],
    ['avif', heicBytes({ width: 640, height: 480 * 2 }, { brand: 'avif' })],
  ])('is its format by content, and its size: %s', (format, bytes) => {
    const height = format === 'heic' || format === 'avif' ? 960 : 480;
    expect(readImageHeader(bytes)).toMatchObject(ok({ format, width: 640, height, orientation: 1 }));
  });

  it('is its size upright', () => {
    const turned = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => readImageHeader(jpegBytes({ ...size, orientation })));
    expect(turned.map((header) => header.ok && [header.value.width, header.value.orientation])).toEqual([
      ...[1, 2, 3, 4].map((orientation) => [640, orientation]),
      ...[5, 6, 7, 8].map((orientation) => [480, orientation]),
    ]);
    expect(readImageHeader(heicBytes({ width: 4032, height: 3024 }, { quarters: 3 }))).toMatchObject(
      ok({ width: 3024, height: 4032, orientation: 6 }),
    );
  });

  it('is read in both orders of bytes, and is upright where it makes no sense', () => {
    const found = [tiff(6, 'II'), tiff(6, 'MM'), tiff(9), bytesOf('XX'), bytesOf('MM'), bytesOf()];
    expect(found.map((bytes) => exifOrientation(byteReader(bytes), 0))).toEqual([6, 6, 1, 1, 1, 1]);
  });

  it.each([
    ['PNG', pngBytes(size)],
    ['JPEG', jpegBytes(size)],
    ['GIF', gifBytes(size)],
    ['WebP', webpBytes(size)],
    ['HEIC', heicBytes(size)],
  ])('refuses a %s that is cut off, wherever it is cut', (name, bytes) => {
    const end = { JPEG: bytes.length - 8, GIF: bytes.length - 18 }[name] ?? bytes.length;
    for (let cut = 40; cut < end; cut++)
      expect(readImageHeader(bytes.slice(0, cut))).toEqual(
        err(`The ${name} is cut off: its end is missing. Get the file again.`),
      );
  });

  it('is refused above a hundred megapixels before anything is decoded', () => {
    expect(readImageHeader(pngBytes({ width: 10_000, height: 10_000 }))).toMatchObject({ ok: true });
    expect(readImageHeader(pngBytes({ width: 10_001, height: 10_000 }))).toEqual(
      err('It has 10001 × 10000 pixels, 101 megapixels; at most 100 are read. Make it smaller first.'),
    );
  });

  it('is refused without any size', () => {
    expect(readImageHeader(pngBytes({ width: 0, height: 480 }))).toMatchObject({ ok: false });
  });

  it.each([
    ['empty', bytesOf()],
    ['SVG', bytesOf('<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg">')],
    ['HTML', bytesOf('\n<!DOCTYPE html><html lang="en"><body><svg></svg>')],
    ['no image', bytesOf('BM, or whatever it is')],
    ['no image', bytesOf('%PDF-1.7')],
  ])('is refused with the reason: %s', (reason, bytes) => {
    const header = readImageHeader(bytes);
    expect(header.ok ? '' : header.error).toContain(reason);
  });
});

describe('an image that is sent', () => {
  it('has a long side of 1,536 pixels at most, and is never made larger', () => {
    expect([shrunk({ width: 6000, height: 4000 }), shrunk({ width: 20, height: 30 })]).toEqual([
      { width: 1536, height: 1024 },
      { width: 20, height: 30 },
    ]);
    expect(shrunk({ width: 90_000, height: 1 })).toEqual({ width: 1536, height: 1 });
  });

  it('is cropped to a square within it, or not at all', () => {
    expect(cropProblem({ x: 160, y: 0, size: 480 }, size)).toBeUndefined();
    for (const square of [
      { x: 161, y: 0, size: 480 },
      { x: 0, y: 1, size: 480 },
      { x: -1, y: 0, size: 10 },
    ])
      expect(cropProblem(square, size)).toContain('outside the image, which has 640 × 480 pixels');
    expect(cropProblem({ x: 0, y: 0, size: 0 }, size)).toContain('at least 1 pixel');
    expect(cropProblem({ x: 0.5, y: 0, size: 10 }, size)).toContain('whole numbers');
    expect(cropProblem({ x: Number.NaN, y: 0, size: 10 }, size)).toContain('whole numbers');
  });
});
