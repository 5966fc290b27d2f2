import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names';

interface LinkButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'type'> {
  readonly children: ReactNode;
  /** The accessible name, where it says more than the visible words. It must hold them. */
  readonly label?: string | undefined;
}

/** The classes of a link in a sentence, as high as anything that can be pressed. */
export const linkLook =
  'link min-h-target border-0 bg-transparent px-0.5 py-0 font-medium text-accent-ink underline underline-offset-[3px]';

/** An action that reads as part of a sentence. It looks like a link and does not lead anywhere. */
export function LinkButton({ children, label, className, ...rest }: LinkButtonProps) {
  return (
    <button {...rest} type="button" className={classNames(linkLook, className)} aria-label={label}>
      {children}
    </button>
  );
}
