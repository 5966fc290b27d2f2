export type Platform = 'mac' | 'other';

/**
 * A shortcut is written `Mod+Shift+Z`: modifiers first, `Mod` is ⌘ on a Mac and Ctrl elsewhere, then one key by its
 * `KeyboardEvent.key` name (`Enter`, `Escape`, `ArrowUp`, `?`, a letter).
 */
export type Shortcut = string;

export function platformOf(navigatorPlatform: string): Platform {
  return /mac|iphone|ipad/i.test(navigatorPlatform) ? 'mac' : 'other';
}

/** As it is printed on the keys: `⌘⇧Z` on a Mac, `Ctrl Shift Z` elsewhere. */
export function shortcutLabel(shortcut: Shortcut, platform: Platform): string {
  const names = platform === 'mac' ? MAC_NAMES : OTHER_NAMES;
  return splitShortcut(shortcut)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(platform === 'mac' ? '' : ' ');
}

/** The same for `aria-keyshortcuts`. */
export function ariaShortcut(shortcut: Shortcut, platform: Platform): string {
  const mod = platform === 'mac' ? 'Meta' : 'Control';
  return splitShortcut(shortcut)
    .map((part) => (part === 'Mod' ? mod : part === '+' ? 'Plus' : part))
    .join('+');
}

/** Splits at `+`, where a last `+` is the key itself. */
function splitShortcut(shortcut: Shortcut): readonly string[] {
  if (shortcut === '+') return ['+'];
  if (shortcut.endsWith('++')) return [...shortcut.slice(0, -2).split('+'), '+'];
  return shortcut.split('+');
}

const SHARED_NAMES: Readonly<Record<string, string>> = {
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};
const MAC_NAMES: Readonly<Record<string, string>> = { ...SHARED_NAMES, Mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' };
const OTHER_NAMES: Readonly<Record<string, string>> = { ...SHARED_NAMES, Mod: 'Ctrl', Control: 'Ctrl' };
