import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog-props';

// Radix stays out of the first load: 13 kB that nobody needs before the first dialog.
const loadPanel = () => import('./dialog-panel').then((module) => ({ default: module.DialogPanel }));
const DialogPanel = lazy(loadPanel);

/** A modal dialog named by its title. Esc closes it and focus returns to where it was. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null;
  return (
    <Suspense>
      <DialogPanel {...props} />
    </Suspense>
  );
}

/** Fetches the code of dialogs ahead, for instance while a button that opens one is hovered. */
export function preloadDialog(): void {
  // A failure here shows when the dialog is opened.
  loadPanel().catch(() => undefined);
}
