import { Popover as Radix } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';

interface PopoverPanelProps {
  readonly label: string;
  readonly side: 'top' | 'right' | 'bottom' | 'left';
  readonly align: 'start' | 'center' | 'end';
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The loaded half of Popover. It is mounted only while the popover is open. */
export function PopoverPanel({ label, side, align, button, close, children }: PopoverPanelProps) {
  const leftForElsewhere = useRef(false);
  return (
    <Radix.Root open onOpenChange={(open) => !open && close()}>
      <Radix.Anchor virtualRef={button} />
      <Radix.Portal>
        <Radix.Content
          className="relative z-60 max-h-(--radix-popover-content-available-height) w-max max-w-[min(380px,100vw-16px)] animate-appear overflow-auto rounded-l border border-line-strong bg-raised px-4 py-3 shadow-mid focus-visible:outline-none"
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The button's own click closes it; without this it would close and open again at once.
            if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
            else leftForElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leftForElsewhere.current) button.current?.focus();
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
