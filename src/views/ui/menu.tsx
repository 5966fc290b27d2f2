import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import type { MenuEntry } from './menu-entries';
import type { OverlayTrigger } from './overlay-trigger';

interface MenuProps {
  /** Names the menu; usually the button's own name. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly trigger: (props: OverlayTrigger) => ReactNode;
  readonly align?: 'start' | 'end' | undefined;
}

// Radix and its positioning stay out of the first load: 28 kB, fetched when the button is hovered or focused.
const loadPanel = () => import('./menu-panel').then((module) => ({ default: module.MenuPanel }));
const MenuPanel = lazy(loadPanel);

export function Menu({ label, entries, trigger, align = 'start' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const preload = () => void loadPanel().catch(() => undefined);
  return (
    <span className="overlay-anchor">
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen((was) => !was),
        onFocus: preload,
        onPointerEnter: preload,
      })}
      {open && (
        <Suspense>
          <MenuPanel label={label} entries={entries} align={align} button={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  );
}
