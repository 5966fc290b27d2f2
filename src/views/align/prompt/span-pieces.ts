import type { PreviewSpan } from '../../../core/prompt/preview-spans';
import { piecesOf } from '../../ui/plain-text';

/** In characters, about: the browser lays out a piece at a time, and a key changes one of them. */
const pieceLength = 10_000;

/** Whether a line is too long to be laid out as one paragraph at each key. */
export function isLong(spans: readonly PreviewSpan[]): boolean {
  return spans.reduce((total, { text }) => total + text.length, 0) > 2 * pieceLength;
}

/** A line in pieces; the texts of all their spans together are the line. */
export function spanPieces(spans: readonly PreviewSpan[]): readonly (readonly PreviewSpan[])[] {
  const pieces: PreviewSpan[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const span of spans) {
    for (const text of piecesOf(span.text)) {
      if (length >= pieceLength) {
        pieces.push([]);
        length = 0;
      }
      pieces.at(-1)?.push({ ...span, text });
      length += text.length;
    }
  }
  return pieces;
}
