import type { Made } from './made-row';
import { lastRevision } from './outcome';

/**
 * About as many as a person would count: what stands between spaces and dashes and holds a letter or a digit; of scripts that part no words
 * (Chinese, Japanese, Thai, Lao, Khmer, Burmese), each character. Tens of thousands of texts are counted at once, so it goes by a table.
 */
export function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)];
    if (kind === alone || (kind === letter && !isInWord)) words += 1;
    if (kind !== mark) isInWord = kind === letter;
  }
  return words;
}

/** A mark neither begins a word nor ends one: an apostrophe, a full stop. */
const [gap, mark, letter, alone] = [0, 1, 2, 3];

/** Each with the first code that is not in it any more, in order. */
const blocks: readonly (readonly [end: number, kind: number])[] = [
  // White space.
  [0x21, gap],
  [0x2f, mark],
  // A slash.
  [0x30, gap],
  [0x3a, letter],
  [0x41, mark],
  [0x5b, letter],
  [0x61, mark],
  [0x7b, letter],
  [0x80, mark],
  // Controls and the space that does not break.
  [0xa1, gap],
  [0xc0, mark],
  [0xe00, letter],
  // Thai and Lao.
  [0xf00, alone],
  [0x1000, letter],
  // Burmese.
  [0x10a0, alone],
  [0x1780, letter],
  // Khmer.
  [0x1800, alone],
  [0x2000, letter],
  // Spaces.
  [0x200c, gap],
  // Joiners and hyphens.
  [0x2012, mark],
  // Dashes.
  [0x2016, gap],
  [0x2028, mark],
  [0x202a, gap],
  [0x2c00, mark],
  [0x2e00, letter],
  [0x2e80, mark],
  [0x3005, gap],
  [0x3008, alone],
  [0x3040, gap],
  // Kana and Han.
  [0xa000, alone],
  [0xd800, letter],
  // Emoji, for the most part.
  [0xe000, mark],
  [0xf900, mark],
  [0xfb00, alone],
  [0xfe00, letter],
  [0xfe70, mark],
  [0xff00, letter],
  [0xff10, mark],
  [0xff1a, letter],
  [0xff21, mark],
  [0xff3b, letter],
  [0xff41, mark],
  [0xff5b, letter],
  [0xff66, mark],
  // Kana of half width.
  [0xffa0, alone],
  [0x10000, letter],
];

const kinds = kindsOf(blocks);

/** By the code of a character. */
function kindsOf(ends: typeof blocks): Uint8Array {
  const table = new Uint8Array(0x10000);
  let from = 0;
  for (const [end, kind] of ends) {
    table.fill(kind, from, end);
    from = end;
  }
  return table;
}

/** Of the answer and its last revision, or of both answers; null for what is not there. */
export function wordCounts(made: Made | null): readonly [number | null, number | null] {
  if (made === null) return [null, null];
  switch (made.kind) {
    case 'improved':
      return [countWords(made.answer.text), countedOrNull(lastRevision(made.rounds))];
    case 'compared':
      return [countWords(made.answers[0].text), countWords(made.answers[1].text)];
    case 'failed':
      return [countedOrNull(made.answers[0]), countedOrNull(made.answers[1] ?? lastRevision(made.rounds))];
  }
}

function countedOrNull(made: { readonly text: string } | null | undefined): number | null {
  return made === null || made === undefined ? null : countWords(made.text);
}
