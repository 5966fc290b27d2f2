import { describe, expect, it } from 'vitest';
import type { ShownText } from '../../core/sampling/stop-sequences';
import { withoutThoughts } from './shown-text';

function shownOf(text: ShownText, pieces: readonly string[]): string {
  return pieces.map((piece) => text.push(piece)).join('') + text.end();
}

describe('Thoughts', () => {
  it.each([
    ['an answer without any', ['Just ', 'this.'], 'Just this.'],
    ['an empty block', ['<think>\n\n</think>\n\n', 'Blue'], 'Blue'],
    ['a block in pieces', ['<th', 'ink>', 'hm', '</thi', 'nk>', '\n', '\nBlue'], 'Blue'],
    ['what only begins like one', ['<thi', 's>'], '<this>'],
    ['an answer cut at what may begin one', ['<th'], '<th'],
    ['thoughts without an end', ['<think>hm ', 'hm'], ''],
    ['a block in the middle, which is the answer’s own', ['See <think>x</think>'], 'See <think>x</think>'],
  ])('are taken out of %s', (_what, pieces, shown) => {
    expect(shownOf(withoutThoughts(), pieces)).toBe(shown);
  });
});
