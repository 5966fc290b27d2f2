import { describe, expect, it } from 'vitest';
import { thinkingLevel, thinkingUse } from './thinking';

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

  it('is one for labels, another for rationales and principles, and a third for responses', () => {
    expect((['respond', 'classify', 'suggest-rationales', 'propose-mutation'] as const).map(thinkingUse)).toEqual([
      ...['responses', 'labels', 'alignment', 'alignment'],
    ]);
  });
});
