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
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Radix.Content
          role={role}
          className={classNames(frame, widths[size])}
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
          <div className="flex min-h-12 flex-none items-center justify-between pr-2 pl-4">
            <Radix.Title asChild>
              <h2 className="text-title">{title}</h2>
            </Radix.Title>
            <Button variant="ghost" icon="x" label="Close" onClick={onClose} />
          </div>
          <div className="thin-scrollbar relative min-h-0 flex-1 overflow-auto px-4 pt-0.5 pb-4 [&>*+*]:mt-3">
            {description !== undefined && (
              <Radix.Description asChild>
                <div className="text-ink-2">{description}</div>
              </Radix.Description>
            )}
            {children}
          </div>
          {footer !== undefined && (
            <div className="dialog-foot flex flex-none flex-wrap items-center gap-2 border-line border-t px-4 py-3 max-medium:[&>.btn]:min-h-10 max-medium:[&>.btn]:flex-auto max-medium:[&>.grow]:hidden [&>.hint]:mr-auto">
              {footer}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Over the page; on a narrow window it comes up from the lower edge, as wide as the window. */
const frame = classNames(
  'dialog fixed inset-0 z-51 m-auto flex h-fit max-h-[calc(100dvh-48px)] flex-col overflow-hidden',
  'rounded-l border border-line-strong bg-raised shadow-high animate-rise focus-visible:outline-none',
  'max-medium:top-auto max-medium:max-h-[calc(100dvh-24px)] max-medium:rounded-b-none max-medium:border-x-0 max-medium:border-b-0',
  'max-medium:w-full max-medium:pb-[env(safe-area-inset-bottom)]',
);

const widths = {
  narrow: 'medium:w-[min(420px,100vw-32px)]',
  medium: 'medium:w-[min(640px,100vw-32px)]',
  wide: 'medium:w-[min(960px,100vw-32px)]',
} as const;
