/** A stretch of a text that is cut into pieces: piece and offset of its first character, and of the end behind its last. */
export interface QuotePlace {
  readonly start: { readonly piece: number; readonly offset: number };
  readonly end: { readonly piece: number; readonly offset: number };
}

/**
 * Where a quoted text stands in pieces of text (the text nodes of an element, in order). White space does not count: a selection
 * has line breaks between paragraphs that the nodes do not. Null when it is not there.
 */
export function quotePlace(pieces: readonly string[], quote: string): QuotePlace | null {
  const wanted = quote.replace(/\s+/g, '');
  if (wanted === '') return null;
  const places: { readonly piece: number; readonly offset: number }[] = [];
  let solid = '';
  for (const [piece, text] of pieces.entries()) {
    for (let offset = 0; offset < text.length; offset += 1) {
      const unit = text.charAt(offset);
      if (/\s/.test(unit)) continue;
      solid += unit;
      places.push({ piece, offset });
    }
  }
  const at = solid.indexOf(wanted);
  const start = places[at];
  const last = places[at + wanted.length - 1];
  if (start === undefined || last === undefined) return null;
  return { start, end: { piece: last.piece, offset: last.offset + 1 } };
}
