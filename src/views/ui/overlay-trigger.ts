import type { KeyboardEvent, MouseEvent, RefObject } from 'react';

/** To be spread on the Button that opens a menu or a popover. */
export interface OverlayTrigger {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly 'aria-haspopup': 'menu' | 'dialog';
  readonly 'aria-expanded': boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onPointerEnter: () => void;
}
