import { describe, expect, it } from 'vitest';
import type { WordChange } from '../../core/prompt/diff-words';
import { describeDiff } from './describe-diff';

const parts: readonly WordChange[] = [
  { kind: 'same', text: 'Give three ' },
  { kind: 'ins', text: 'everyday ' },
  { kind: 'same', text: 'uses' },
  { kind: 'del', text: '.' },
  { kind: 'ins', text: ', one sentence each.' },
];

describe('describeDiff', () => {
  it('counts the words that come and go', () => {
    expect(describeDiff(parts)).toBe('5 words added, 1 word removed');
  });

  it('names one side only when only one side changes', () => {
    expect(describeDiff([{ kind: 'ins', text: 'please' }])).toBe('1 word added');
    expect(describeDiff([{ kind: 'del', text: 'very very' }])).toBe('2 words removed');
  });

  it('tells no change from a change of spaces', () => {
    expect(describeDiff([{ kind: 'same', text: 'a b' }])).toBe('No change');
    expect(
      describeDiff([
        { kind: 'same', text: 'a' },
        { kind: 'ins', text: '\n' },
      ]),
    ).toBe('Only spaces or line breaks change');
  });
});
