import { describe, expect, it } from 'vitest';
import { ariaShortcut, platformOf, shortcutLabel } from './shortcut';

describe('platformOf', () => {
  it.each([
    ['MacIntel', 'mac'],
    ['iPhone', 'mac'],
    ['Win32', 'other'],
    ['Linux x86_64', 'other'],
    ['', 'other'],
  ])('takes %j for %s', (name, platform) => {
    expect(platformOf(name)).toBe(platform);
  });
});

describe('shortcutLabel', () => {
  it('shows what is printed on the keys', () => {
    expect(shortcutLabel('Mod+Enter', 'mac')).toBe('⌘↵');
    expect(shortcutLabel('Mod+Enter', 'other')).toBe('Ctrl ↵');
    expect(shortcutLabel('Mod+Shift+z', 'mac')).toBe('⌘⇧Z');
    expect(shortcutLabel('Mod+Shift+z', 'other')).toBe('Ctrl Shift Z');
    expect(shortcutLabel('?', 'other')).toBe('?');
  });

  it('knows the plus key from the plus between keys', () => {
    expect(shortcutLabel('+', 'other')).toBe('+');
    expect(shortcutLabel('Mod++', 'other')).toBe('Ctrl +');
  });
});

describe('ariaShortcut', () => {
  it('uses the names that aria-keyshortcuts wants', () => {
    expect(ariaShortcut('Mod+Enter', 'mac')).toBe('Meta+Enter');
    expect(ariaShortcut('Mod+Enter', 'other')).toBe('Control+Enter');
    expect(ariaShortcut('Mod++', 'other')).toBe('Control+Plus');
  });
});
