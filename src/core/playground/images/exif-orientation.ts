import type { ByteReader } from './byte-reader';

/** How a picture lies in its file, as EXIF counts: 1 upright, 3 upside down, 6 and 8 on a side, the others mirrored too. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Of the TIFF block at this place; 1 where it says nothing. Source: Exif 2.32, 4.6.4. */
export function exifOrientation({ ascii, u16, u32 }: ByteReader, at: number): Orientation {
  const mark = ascii(at, 2);
  if (mark !== 'II' && mark !== 'MM') return 1;
  const order = mark === 'II' ? 'little' : 'big';
  const directory = at + u32(at + 4, order);
  const entries = u16(directory, order);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    if (u16(entry, order) !== orientationTag) continue;
    const value = u16(entry + 8, order);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

const orientationTag = 0x0112;

function isOrientation(value: number): value is Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}

/** It lies on a side: its width is the height of the upright picture. */
export function liesOnSide(orientation: Orientation): boolean {
  return orientation >= 5;
}
