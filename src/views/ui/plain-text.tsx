import { memo } from 'react';
import type { MarkdownProps } from './markdown-props';

/** The text as it came. A long one stands in pieces, of which the browser lays out those in sight. */
export function PlainText({ text }: MarkdownProps) {
  return <div className="plain-text">{text.length <= PIECE ? text : <Pieces text={text} />}</div>;
}

const PIECE = 20_000;

function Pieces({ text }: { readonly text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces stay where they are while the text grows
  return piecesOf(text).map((piece, index) => <Piece key={index} text={piece} />);
}

const Piece = memo(function Piece({ text }: { readonly text: string }) {
  return <div className="plain-piece">{text}</div>;
});

/** Together they are the text. A piece ends behind a line feed; in a line that is longer, behind a space or else anywhere between two characters. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > PIECE) {
    const end = from + lengthOfPiece(text.slice(from, from + PIECE));
    pieces.push(text.slice(from, end));
    from = end;
  }
  return from < text.length ? [...pieces, text.slice(from)] : pieces;
}

function lengthOfPiece(window: string): number {
  const line = window.lastIndexOf('\n') + 1;
  if (line > 0) return line;
  const word = window.lastIndexOf(' ') + 1;
  if (word > 0) return word;
  return highSurrogate.test(window) ? window.length - 1 : window.length;
}

const highSurrogate = /[\uD800-\uDBFF]$/;
