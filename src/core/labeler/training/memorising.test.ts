import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestSharedRun, memorisingGuard } from './memorising';

const guard = memorisingGuard({
  task: 'Tell whether a review of the Lumen lamp is positive.',
  labels: ['positive', 'negative'],
  rows: Array.from({ length: 3 }, () => fields('I bought this product two weeks ago and on Monday it arrived')),
});
const row = fields(
  'My sister Clara ordered 250 of them, order AX-2214, and I have never been so pleased with a purchase at all.',
);

function fields(text: string) {
  return [{ name: 'text', text }];
}

describe('the guard against memorising', () => {
  it.each([
    [
      'The row says that the writer was never been so pleased with a purchase before.',
      'never been so pleased with a purchase',
    ],
    ['The row is about what Clara did.', 'Clara'],
    ['The row speaks of order AX-2214.', 'AX-2214'],
    ['The row mentions an order of 250 pieces.', '250'],
    ['A row names a number, such as "250".', '250'],
  ])('finds what a rule has of the row: %s', (rule, shared) => {
    expect(guard.sharedWith(rule, row)).toBe(shared);
  });

  it.each([
    'The row praises the product.',
    'My view: the row praises a purchase with a word like "pleased".',
    'The row speaks of one product and 1 order.',
    'The row mentions 300 pieces.',
    'The row says I am HAPPY.',
  ])('lets a general rule pass: %s', (rule) => {
    expect(guard.sharedWith(rule, row)).toBeNull();
  });

  it('lets pass what the task names, and what several rows say', () => {
    expect(guard.sharedWith('The row praises the Lumen lamp.', fields('The Lumen lamp is fine'))).toBeNull();
    const common = fields('I bought this product two weeks ago and on Monday it arrived');
    expect(guard.sharedWith('The row says "I bought this product two weeks ago".', common)).toBeNull();
    expect(guard.sharedWith('The row says that it came on Monday.', common)).toBeNull();
  });

  it('holds nothing against an edit that the rule said before', () => {
    expect(guard.sharedWith('The row is about Clara and likes it.', row, 'The row is about Clara.')).toBeNull();
  });

  const word = fc.stringMatching(/^[a-z]{2,8}$/);

  it('refuses every run of six words that only the row has, wherever it stands in the rule', () => {
    const plain = memorisingGuard({ task: '', labels: [], rows: [] });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: longestSharedRun + 1, maxLength: 20 }),
        fc.array(word, { maxLength: 5 }),
        fc.array(word, { maxLength: 5 }),
        fc.nat(),
        (words, before, after, seed) => {
          const start = seed % (words.length - longestSharedRun);
          const run = words.slice(start, start + longestSharedRun + 1);
          const shared = plain.sharedWith([...before, ...run, ...after].join(' '), fields(words.join(', ')));
          expect(shared).toContain(run.join(' '));
        },
      ),
    );
  });

  it('lets every rule pass that has no word of the row', () => {
    const plain = memorisingGuard({ task: '', labels: [], rows: [] });
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (rule, text) => {
        const words = rule.map((each) => `x${each}`);
        const others = text.map((each) => `y${each}`);
        expect(plain.sharedWith(words.join(' '), fields(others.join(' ')))).toBeNull();
      }),
    );
  });

  it('answers with words of the rule, for any texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (rule, text) => {
        const shared = guard.sharedWith(rule, fields(text));
        if (shared !== null) for (const each of shared.split(' ')) expect(rule).toContain(each);
      }),
    );
  });
});
