import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names';

interface LinkButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'type'> {
  readonly children: ReactNode;
  /** The accessible name, where it says more than the visible words. It must hold them. */
  readonly label?: string | undefined;
}

/** An action that reads as part of a sentence. It looks like a link and does not lead anywhere. */
export function LinkButton({ children, label, className, ...rest }: LinkButtonProps) {
  return (
    <button {...rest} type="button" className={classNames('link', className)} aria-label={label}>
      {children}
    </button>
  );
}
