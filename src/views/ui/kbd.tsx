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
    <kbd
      className="kbd inset-ring in-[.btn]:inset-ring-0 inset-ring-line-strong inline-block rounded-s bg-sunken in-[.btn.primary]:bg-[rgb(0_0_0/0.2)] in-[.btn]:bg-pressed px-[5px] py-[3px] font-regular font-sans in-[.btn]:text-inherit text-ink-2 text-micro/none"
      aria-hidden={silent || undefined}
    >
      {shortcutLabel(keys, platform)}
    </kbd>
  );
}
