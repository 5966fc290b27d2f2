import type { Template } from '../../../core/prompt/template';

/** In characters. To lay out a longer text twice takes seconds a key: from here on the field is a plain one. */
export const longestInked = 40_000;

/** `start` is a UTF-16 offset in the source. The texts join to the source. */
export interface InkPiece {
  readonly kind: 'text' | 'variable' | 'escape';
  readonly text: string;
  readonly start: number;
}

/** A template's source, cut where the editor colours it: variables, and the runs of braces that hold a doubled one. */
export function inkPieces(template: Template): readonly InkPiece[] {
  return template.segments.flatMap((segment): readonly InkPiece[] => {
    const source = template.text.slice(segment.start, segment.end);
    if (segment.type === 'variable') return [{ kind: 'variable', text: source, start: segment.start }];
    if (source === segment.text) return [{ kind: 'text', text: source, start: segment.start }];
    return textPieces(source, segment.text, segment.start);
  });
}

/** Only braces are written differently from how they are read, so both split into the same runs. */
function textPieces(source: string, rendered: string, start: number): readonly InkPiece[] {
  const read = rendered.split(braces);
  let at = start;
  const pieces = source.split(braces).map((text, index): InkPiece => {
    const piece: InkPiece = { kind: text === read[index] ? 'text' : 'escape', text, start: at };
    at += text.length;
    return piece;
  });
  return pieces.filter((piece) => piece.text !== '');
}

const braces = /([{}]+)/;
