import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShownText, stopSequences } from './stop-sequences';

function shownOf(text: ShownText, pieces: readonly string[]): string {
  return pieces.map((piece) => text.push(piece)).join('') + text.end();
}

/** Texts of few letters, so that they overlap with the sequences often. */
const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
const piecesOf = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), {
  maxLength: 10,
});

describe('Stop sequences', () => {
  it('cut at the first one, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        piecesOf,
        fc.array(
          letters.filter((text) => text !== ''),
          { maxLength: 3 },
        ),
        (pieces, sequences) => {
          const shown = shownOf(stopSequences(sequences), pieces);
          const whole = pieces.join('');
          const found = sequences.map((sequence) => whole.indexOf(sequence)).filter((at) => at >= 0);
          // A sequence that ends first in the stream wins over one that begins earlier and ends later.
          if (found.length === 0) expect(shown).toBe(whole);
          else {
            expect(whole.startsWith(shown)).toBe(true);
            expect(sequences.some((sequence) => whole.startsWith(sequence, shown.length))).toBe(true);
            expect(sequences.some((sequence) => shown.includes(sequence))).toBe(false);
          }
        },
      ),
    );
  });
});
