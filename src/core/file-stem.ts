import { withoutBeginning, withoutEnd } from './text-ends';

/** A file name without its ending. */
export function fileStem(name: string): string {
  const words = [
    ...name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-'),
  ].slice(0, 60);
  const slug = withoutBeginning(withoutEnd(words.join(''), '-'), '-');
  // Windows keeps these for devices, whatever stands after the dot.
  return slug === '' ? 'untitled' : /^(con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? `${slug}-project` : slug;
}
