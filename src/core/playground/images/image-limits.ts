/** The long side of an image that is sent, in pixels, unless it is sent as it is. */
const longestSide = 1536;

/** More are not decoded: 100 million are 400 MB in memory. */
export const mostPixels = 100_000_000;

/** Bytes of a file that is looked at at all. */
export const largestImageFile = 100_000_000;

/** Bytes of an image that is sent as it is. Source: the limit of inline data of Gemini, ai.google.dev/gemini-api/docs/image-understanding. */
export const largestOriginal = 20_000_000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Within the long side that is sent; never larger than it was, never without a pixel. */
export function shrunk({ width, height }: Size): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** In pixels of the upright image, from its upper left corner. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Why this square cannot be cut out; undefined when it can. */
export function cropProblem({ x, y, size }: Square, of: Size): string | undefined {
  if (![x, y, size].every(Number.isInteger)) return 'x, y and size are whole numbers of pixels.';
  if (size < 1) return 'The square has at least 1 pixel.';
  const { width, height } = of;
  if (x >= 0 && y >= 0 && x + size <= width && y + size <= height) return undefined;
  return `The square reaches outside the image, which has ${width} × ${height} pixels: x + size is at most ${width}, y + size at most ${height}.`;
}
