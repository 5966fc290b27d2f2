import { type Platform, platformOf, type Shortcut, shortcutLabel } from './shortcut';

// `navigator.platform` is deprecated but still the only answer that every browser gives at once.
export const platform: Platform = platformOf(navigator.platform);

interface KbdProps {
  readonly keys: Shortcut;
  /** Inside a button, whose `aria-keyshortcuts` already says it. */
  readonly silent?: boolean | undefined;
}

/** A shortcut as it is printed on this machine's keys. */
export function Kbd({ keys, silent }: KbdProps) {
  return (
    <kbd className="kbd" aria-hidden={silent || undefined}>
      {shortcutLabel(keys, platform)}
    </kbd>
  );
}
