import { type KeyboardEvent, lazy, type MouseEvent, type ReactNode, Suspense, useRef, useState } from 'react';
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
  const [opened, setOpened] = useState<'pointer' | 'keyboard'>();
  const button = useRef<HTMLButtonElement>(null);

  function toggle(event: MouseEvent) {
    // A click without a press comes from Enter or Space.
    const by = event.detail === 0 ? 'keyboard' : 'pointer';
    setOpened((was) => (was ? undefined : by));
  }

  function openDownwards(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setOpened('keyboard');
  }

  const preload = () => void loadPanel().catch(() => undefined);
  return (
    <span className="relative inline-flex min-w-0">
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': opened !== undefined,
        onClick: toggle,
        onKeyDown: openDownwards,
        onFocus: preload,
        onPointerEnter: preload,
      })}
      {opened && (
        <Suspense>
          <MenuPanel
            label={label}
            entries={entries}
            align={align}
            button={button}
            startsOnFirst={opened === 'keyboard'}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </span>
  );
}
