import type { Platform, Shortcut } from '../../ui/shortcut';

export type ShortcutCommand = 'run' | 'undo' | 'redo' | 'show-shortcuts' | RowCommand;
/** On a row of fine-tuning data. */
type RowCommand = 'reject-row' | 'flag-row' | 'edit-row' | 'swap-row';

interface ShortcutEntry {
  readonly command: ShortcutCommand;
  /** Any of them does it; the first is the one to show on a button. */
  readonly keys: readonly Shortcut[];
}

/** The one table of shortcuts: the key handler and the sheet both read it. What each does is said in `shortcut-list.tsx`. */
export const shortcuts: readonly ShortcutEntry[] = [
  { command: 'run', keys: ['Mod+Enter'] },
  { command: 'undo', keys: ['Mod+z'] },
  { command: 'redo', keys: ['Mod+Shift+z', 'Mod+y'] },
  { command: 'reject-row', keys: ['x'] },
  { command: 'flag-row', keys: ['f'] },
  { command: 'edit-row', keys: ['e'] },
  { command: 'swap-row', keys: ['s'] },
  { command: 'show-shortcuts', keys: ['?'] },
];

export function keysOf(command: ShortcutCommand): Shortcut {
  return shortcuts.find((entry) => entry.command === command)?.keys[0] ?? '';
}

/** The part of a KeyboardEvent that tells one key from another. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function commandOf(pressed: PressedKey, platform: Platform): ShortcutCommand | null {
  return shortcuts.find(({ keys }) => keys.some((shortcut) => matches(pressed, shortcut, platform)))?.command ?? null;
}

function matches(pressed: PressedKey, shortcut: Shortcut, platform: Platform): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const mod = platform === 'mac' ? pressed.metaKey : pressed.ctrlKey;
  const otherMod = platform === 'mac' ? pressed.ctrlKey : pressed.metaKey;
  if (pressed.key.toLowerCase() !== key.toLowerCase() || pressed.altKey || otherMod) return false;
  if (mod !== parts.includes('Mod')) return false;
  // On many keyboards Shift is part of the sign itself.
  return isSign(key) || pressed.shiftKey === parts.includes('Shift');
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}
