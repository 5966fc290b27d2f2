import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import type { OverlayTrigger } from './overlay-trigger';

interface PopoverProps {
  /** Names the popover. */
  readonly label: string;
  readonly trigger: (props: OverlayTrigger) => ReactNode;
  readonly children: (close: () => void) => ReactNode;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
}

// Fetched when the button is hovered or focused, as in Menu.
const loadPanel = () => import('./popover-panel').then((module) => ({ default: module.PopoverPanel }));
const PopoverPanel = lazy(loadPanel);

/** A small non-modal dialog beside its button. Esc and a press outside close it. */
export function Popover({ label, trigger, children, side = 'bottom', align = 'start' }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  const preload = () => void loadPanel().catch(() => undefined);
  return (
    <>
      {trigger({
        ref: button,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => setOpen((was) => !was),
        onFocus: preload,
        onPointerEnter: preload,
      })}
      {open && (
        <Suspense>
          <PopoverPanel {...{ label, side, align, button, close }}>{children(close)}</PopoverPanel>
        </Suspense>
      )}
    </>
  );
}
