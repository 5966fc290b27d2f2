import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import type { DialogProps } from './dialog-props';

/** The loaded half of Dialog. It is mounted only while the dialog is open. */
export function DialogPanel(props: DialogProps) {
  const {
    onClose,
    title,
    description,
    children,
    footer,
    size = 'medium',
    keepsDraft,
    role = 'dialog',
    focusFirst,
  } = props;
  // Dialogs are opened by state, not by a Radix trigger, so the way back is remembered here.
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          role={role}
          className={classNames('dialog', size)}
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            if (!focusFirst?.current) return;
            event.preventDefault();
            focusFirst.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
          }}
          onInteractOutside={(event) => (keepsDraft || role === 'alertdialog') && event.preventDefault()}
        >
          {/* Not a header element: outside of sectioning content that would be a second banner. */}
          <div className="dialog-head">
            <Radix.Title asChild>
              <h2>{title}</h2>
            </Radix.Title>
            <Button variant="ghost" icon="x" label="Close" onClick={onClose} />
          </div>
          <div className="dialog-body">
            {description !== undefined && (
              <Radix.Description asChild>
                <div className="muted">{description}</div>
              </Radix.Description>
            )}
            {children}
          </div>
          {footer !== undefined && <div className="dialog-foot">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
