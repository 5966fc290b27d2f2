import type { Platform, Shortcut } from '../../ui/shortcut';

type ShortcutCommand = 'run' | 'undo' | 'redo' | 'show-shortcuts' | RowCommand;
/** On a row of fine-tuning data. */
type RowCommand = 'reject-row' | 'flag-row' | 'edit-row' | 'swap-row';

export interface ShortcutEntry {
  readonly command: ShortcutCommand;
  /** Any of them does it; the first is the one to show on a button. */
  readonly keys: readonly Shortcut[];
  readonly does: string;
  /** Where it holds, when not everywhere. */
  readonly where?: string;
}

const onRow = 'On an opened row in Tune, when you are not typing';

/** The one table of shortcuts: the key handler and the sheet both read it. */
export const shortcuts: readonly ShortcutEntry[] = [
  { command: 'run', keys: ['Mod+Enter'], does: 'Run the prompt, or send the message', where: 'In Align' },
  {
    command: 'undo',
    keys: ['Mod+z'],
    does: 'Undo the last change of the prompt or its principles; in Tune, of an example',
  },
  { command: 'redo', keys: ['Mod+Shift+z', 'Mod+y'], does: 'Redo what was undone' },
  { command: 'reject-row', keys: ['x'], does: 'Reject the row, or take it back', where: onRow },
  { command: 'flag-row', keys: ['f'], does: 'Flag the row', where: onRow },
  { command: 'edit-row', keys: ['e'], does: 'Edit its texts', where: onRow },
  { command: 'swap-row', keys: ['s'], does: 'Swap chosen and rejected', where: onRow },
  { command: 'show-shortcuts', keys: ['?'], does: 'Show this list', where: 'When you are not typing' },
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
