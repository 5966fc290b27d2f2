import { describe, expect, it } from 'vitest';
import { flippedTheme } from './theme';

describe('flippedTheme', () => {
  it('chooses the opposite of what is seen', () => {
    expect(flippedTheme('light', true)).toBe('dark');
    expect(flippedTheme('dark', false)).toBe('light');
    expect(flippedTheme('system', true)).toBe('light');
    expect(flippedTheme('system', false)).toBe('dark');
  });
});
