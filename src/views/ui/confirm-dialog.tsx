import { type ReactNode, useRef } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmDialogProps {
  readonly open: boolean;
  /** A question. */
  readonly title: string;
  /** What will be gone, and whether it can come back. */
  readonly children: ReactNode;
  /** The verb of the action, not "OK". */
  readonly confirm: string;
  readonly cancel?: string | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that cannot be undone. Focus starts on the harmless answer. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  cancel = 'Cancel',
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const harmless = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      role="alertdialog"
      size="narrow"
      title={title}
      description={children}
      focusFirst={harmless}
      footer={
        <>
          <span className="grow" />
          <Button ref={harmless} variant="ghost" onClick={onCancel}>
            {cancel}
          </Button>
          <Button variant="solid" onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    />
  );
}
