import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords } from './diff-words';

describe('diffWords', () => {
  it('marks the words that differ', () => {
    expect(diffWords('Give three uses.', 'Give five uses.')).toEqual([
      { kind: 'same', text: 'Give ' },
      { kind: 'del', text: 'three' },
      { kind: 'ins', text: 'five' },
      { kind: 'same', text: ' uses.' },
    ]);
  });

  it('finds nothing in empty texts', () => {
    expect(diffWords('', '')).toEqual([]);
  });

  it('joins back to both texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'item', ' ', '\n', '{x}', '.', 'é'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = diffWords(before, after);
        const without = (kind: string) =>
          changes
            .filter((change) => change.kind !== kind)
            .map((change) => change.text)
            .join('');
        expect(without('ins')).toBe(before);
        expect(without('del')).toBe(after);
      }),
    );
  });

  it('shows long texts with nothing in common as one deletion and one insertion', () => {
    const words = (prefix: string) => Array.from({ length: 5000 }, (_, n) => `${prefix}${n}`).join(' / ');
    const before = words('a');
    const after = words('b').replaceAll('/', '+');
    expect(diffWords(before, after)).toEqual([
      { kind: 'del', text: before },
      { kind: 'ins', text: after },
    ]);
  });
});
