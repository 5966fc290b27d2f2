import { describe, expect, it } from 'vitest';
import type { PreviewSpan } from '../../../core/prompt/preview-spans';
import { isLong, spanPieces } from './span-pieces';

describe('a line of the composed prompt', () => {
  it.each<readonly [string, readonly PreviewSpan[]]>([
    ['of one text', [{ type: 'text', text: 'about the ferry '.repeat(15_000) }]],
    ['without a space', [{ type: 'text', text: '\u{1F6A2}'.repeat(100_001) }]],
    [
      'of many variables',
      Array.from(
        { length: 3000 },
        (_, n) => ({ type: n % 2 === 0 ? 'text' : 'hole', text: `a few words, ${n}` }) as const,
      ),
    ],
  ])('that is long and %s is laid out in pieces that together are the line', (_, spans) => {
    expect(isLong(spans)).toBe(true);
    const pieces = spanPieces(spans);
    expect(pieces.length).toBeGreaterThan(2);
    expect(
      pieces
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(spans.map(({ text }) => text).join(''));
    for (const piece of pieces) {
      expect(piece.reduce((total, { text }) => total + text.length, 0)).toBeLessThanOrEqual(30_000);
      expect(piece.every(({ text }) => !/[\uD800-\uDBFF]$/.test(text))).toBe(true);
    }
  });

  it('that is short is one paragraph', () => {
    expect(isLong([{ type: 'text', text: 'Give three uses for ' }])).toBe(false);
  });
});
