import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertedRanges } from './inserted-ranges';

function inserted(before: string, after: string): readonly string[] {
  return insertedRanges(before, after).map(({ start, end }) => after.slice(start, end));
}

describe('insertedRanges', () => {
  it.each([
    ['Give three uses.', 'Give three uses.', []],
    ['Give three uses.', 'Give five uses.', ['five']],
    ['Give three uses.', 'Give three good, cheap uses.', ['good, cheap']],
    ['Give three good uses.', 'Give three uses.', []],
    ['', 'Be kind.', ['Be kind.']],
    ['Be kind.\nBe true.', 'Be kind.\nBe brief.\nBe true.', ['Be brief.']],
    ['Be kind.\nBe true.', 'Be very kind.\nBe true.\n', ['very']],
    ['三つの使い方', '五つの使い方', ['五']],
    ['a  b', 'a b', []],
  ])('of %j and %j', (before, after, expected) => {
    expect(inserted(before, after).join('|').replace(/\s/g, '')).toBe(expected.join('|').replace(/\s/g, ''));
  });

  it('leaves what is in the text before: without them, every word stands there in this order', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', '.', '界', '🥄'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const ranges = insertedRanges(before, after);
        const kept = ranges
          .toReversed()
          .reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), after);
        let at = 0;
        for (const unit of kept.replace(/\s/g, '')) {
          at = before.indexOf(unit, at);
          expect(at).not.toBe(-1);
          at += unit.length;
        }
      }),
    );
  });

  it('aligns thousands of lines that differ', () => {
    const lines = Array.from({ length: 2000 }, (_, at) => `line ${at} of them`);
    const after = ['first', ...lines.map((line, at) => (at % 2 === 0 ? line : `other ${at}`)), 'last'];
    const found = inserted(lines.join('\n'), after.join('\n'));
    expect(found).toHaveLength(1002);
    expect(found.slice(0, 2)).toEqual(['first', 'other']);
  });
});
