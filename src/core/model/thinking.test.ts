import { describe, expect, it } from 'vitest';
import { thinkingLevel } from './thinking';

describe('the level of thinking that a model is asked for', () => {
  it.each([
    ['minimal', ['minimal', 'low'], 'minimal'],
    ['minimal', ['low', 'high'], 'low'],
    ['medium', ['low', 'high'], 'low'],
    ['high', ['minimal', 'low'], 'low'],
    ['high', [], undefined],
    ['default', ['minimal', 'low'], undefined],
  ] as const)('for %s, of %j, is %s', (choice, levels, level) => {
    expect(thinkingLevel(choice, { levels, why: '' })).toBe(level);
  });
});
