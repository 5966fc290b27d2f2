import type { ReactNode, RefObject } from 'react';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: 'narrow' | 'medium' | 'wide' | undefined;
  /** Keeps it open when the ground beside it is pressed: for dialogs in which something is written. */
  readonly keepsDraft?: boolean | undefined;
  /** `alertdialog` for a question that must be answered before anything else. */
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  /** Gets the focus on opening; otherwise the first control does. */
  readonly focusFirst?: RefObject<HTMLElement | null> | undefined;
}
