import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThoughtFilter, withoutThoughts } from './thoughts';

describe('withoutThoughts', () => {
  it.each([
    ['An answer.', 'An answer.'],
    ['<think>Rhymes.</think>An answer.', 'An answer.'],
    ['\n<think>\nRhymes.\n</think>\n\nAn answer.\n', 'An answer.\n'],
    ['<think></think>\n\nAn answer.', 'An answer.'],
    ['<think>Never ending', ''],
    ['The mark was in the prompt.\n</think>\n\nAn answer.', 'An answer.'],
    ['</think>An answer.', 'An answer.'],
    ['Write </think> at the end.', 'Write </think> at the end.'],
    ['Use it so:\n<think>\nthoughts\n</think>\n', 'Use it so:\n<think>\nthoughts\n</think>\n'],
    ['<think>a</think>b</think>c', 'b</think>c'],
    ['<thinking>is another mark</thinking>', '<thinking>is another mark</thinking>'],
    ['', ''],
  ])('of %j leaves %j', (raw, text) => {
    const readable = withoutThoughts(raw);
    expect(readable.text).toBe(text);
    expect(raw.slice(readable.from)).toBe(text);
  });
});

describe('createThoughtFilter', () => {
  it('shows the same of a text in pieces', () => {
    const part = fc.oneof(
      fc.constantFrom('<think>', '</think>', '\n', ' ', '<', 'think>', '</thi', 'nk>', '\n</think>\n\n'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (pieces) => {
        const filter = createThoughtFilter();
        let shown = '';
        for (const next of [...pieces.map((piece) => filter.take(piece)), filter.end()]) {
          shown = next.kind === 'anew' ? next.text : shown + next.text;
        }
        expect(shown).toBe(withoutThoughts(pieces.join('')).text);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows an answer without thoughts as it comes', () => {
    const filter = createThoughtFilter();
    expect(['Roses', ' are', ' red.'].map((piece) => filter.take(piece))).toEqual([
      { kind: 'text', text: 'Roses' },
      { kind: 'text', text: ' are' },
      { kind: 'text', text: ' red.' },
    ]);
  });
});
