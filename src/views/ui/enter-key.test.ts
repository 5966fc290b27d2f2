import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isEnter, isEscape, isPlainEnter } from './enter-key';

const views = resolve(import.meta.dirname, '..');

/** As a browser tells of it. */
function pressed(given: Partial<KeyboardEvent>): KeyboardEvent {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  return { key: 'Enter', keyCode: 13, isComposing: false, ...none, ...given } as KeyboardEvent;
}

describe('Enter', () => {
  it('sends, alone or with what a shortcut asks for', () => {
    expect(isPlainEnter(pressed({}))).toBe(true);
    expect(isPlainEnter(pressed({ shiftKey: true }))).toBe(false);
    expect(isEnter(pressed({ ctrlKey: true }))).toBe(true);
  });

  it.each([
    ['Chrome and Firefox: the key comes while the words are being converted', { isComposing: true, keyCode: 229 }],
    ['Safari: the key comes after the conversion has ended', { isComposing: false, keyCode: 229 }],
  ])('that picks the words of an input method sends nothing, in the order of %s', (_, event) => {
    expect(isPlainEnter(pressed(event))).toBe(false);
    expect(isEnter(pressed(event))).toBe(false);
    expect(isEscape(pressed({ ...event, key: 'Escape' }))).toBe(false);
  });

  it('is asked about here alone, so that no field forgets input methods', () => {
    // The border between panes is no field: nothing is converted in it.
    const own = ['ui/enter-key.ts', 'ui/workbench/pane-width.ts'];
    const others = readdirSync(views, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !own.includes(path))
      .filter((path) => {
        const source = readFileSync(join(views, path), 'utf8');
        return /['"](?:Enter|Escape)['"]|\bisComposing\b|\bkeyCode\b/.test(source);
      });
    expect(others).toEqual([]);
  });
});
