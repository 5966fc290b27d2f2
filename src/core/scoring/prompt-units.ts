export type PromptUnit = 'word' | 'sentence' | 'paragraph';

/** Code units of a text: from `start` up to `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Cuts as `Intl.Segmenter` does: where each piece begins, and whether it is a word. */
type Segments = (text: string) => Iterable<{ readonly index: number; readonly isWordLike?: boolean }>;

/**
 * The words, sentences or paragraphs of a text, which follow on each other and cover all of it: spaces and punctuation belong to what
 * they stand behind, so that a text without one of them still reads. Paragraphs are parted by blank lines.
 */
export function unitsOf(text: string, unit: PromptUnit, cut: Segments | null = segmenter(unit)): readonly TextRange[] {
  if (text === '') return [];
  const starts = [...startsOf(text, unit, cut)];
  const [, ...later] = starts;
  // What comes before the first word belongs to it.
  const begins = [0, ...later];
  return begins.map((start, index) => ({ start, end: begins[index + 1] ?? text.length }));
}

/** The text without one of its units; not with half of the space on either side. */
export function withoutUnit(text: string, { start, end }: TextRange): string {
  return text.slice(0, start) + text.slice(end);
}

function* startsOf(text: string, unit: PromptUnit, cut: Segments | null): Generator<number> {
  if (unit === 'paragraph') yield* startsAfter(text, /\n[^\S\n]*\n\s*/g);
  else if (cut === null) yield* startsAfter(text, unit === 'word' ? /\s+/g : /[.!?…。！？]["'”’)\]]*\s+|\n+/g);
  else
    for (const { index, isWordLike } of cut(text))
      if (unit === 'sentence' ? startsWithText(text, index) : isWordLike === true) yield index;
}

/** Where a text begins behind what parts it. */
function* startsAfter(text: string, border: RegExp): Generator<number> {
  yield 0;
  for (const { index, 0: found } of text.matchAll(border)) {
    const start = index + found.length;
    if (start < text.length && text.slice(0, index).trim() !== '') yield start;
  }
}

/** A sentence that is nothing but space belongs to the one before it. */
function startsWithText(text: string, at: number): boolean {
  return /\S/y.test(text.slice(at, at + 1));
}

/** Null where the platform has none. */
function segmenter(unit: PromptUnit): Segments | null {
  if (unit === 'paragraph' || typeof Intl === 'undefined' || Intl.Segmenter === undefined) return null;
  const cutter = new Intl.Segmenter(undefined, { granularity: unit });
  return (text) => cutter.segment(text);
}
