import { memo } from 'react';
import type { MarkdownProps } from './markdown-props';

/** The text as it came. A long one stands in pieces of whole lines, of which the browser lays out those in sight. */
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

/** Each but the last ends with a line feed; together they are the text. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > PIECE) {
    const end = text.indexOf('\n', from + PIECE / 2) + 1;
    if (end === 0) break;
    pieces.push(text.slice(from, end));
    from = end;
  }
  return from < text.length ? [...pieces, text.slice(from)] : pieces;
}
