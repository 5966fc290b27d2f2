import { describe, expect, it } from 'vitest';
import { commandOf, keysOf, type PressedKey, shortcuts } from './shortcuts';

const bare = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

function press(key: string, modifiers: Partial<PressedKey> = {}): PressedKey {
  return { ...bare, ...modifiers, key };
}

describe('commandOf', () => {
  it('undoes and redoes with Ctrl where there is no ⌘', () => {
    expect(commandOf(press('z', { ctrlKey: true }), 'other')).toBe('undo');
    expect(commandOf(press('Z', { ctrlKey: true, shiftKey: true }), 'other')).toBe('redo');
    expect(commandOf(press('y', { ctrlKey: true }), 'other')).toBe('redo');
  });

  it('takes ⌘ on a Mac, and there leaves Ctrl alone', () => {
    expect(commandOf(press('z', { metaKey: true }), 'mac')).toBe('undo');
    expect(commandOf(press('z', { ctrlKey: true }), 'mac')).toBeNull();
    expect(commandOf(press('z', { metaKey: true }), 'other')).toBeNull();
  });

  it('knows the question mark with or without Shift', () => {
    expect(commandOf(press('?', { shiftKey: true }), 'other')).toBe('show-shortcuts');
    expect(commandOf(press('?'), 'other')).toBe('show-shortcuts');
  });

  it('lets plain letters and other combinations through', () => {
    expect(commandOf(press('z'), 'other')).toBeNull();
    expect(commandOf(press('z', { ctrlKey: true, altKey: true }), 'other')).toBeNull();
    expect(commandOf(press('?', { ctrlKey: true }), 'other')).toBeNull();
  });

  it('gives each combination to one command', () => {
    const all = shortcuts.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('keysOf', () => {
  it('gives the combination to show on a button', () => {
    expect(keysOf('undo')).toBe('Mod+z');
    expect(keysOf('redo')).toBe('Mod+Shift+z');
  });
});
