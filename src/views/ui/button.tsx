import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

type ButtonVariant = 'default' | 'primary' | 'solid' | 'ghost';
type NativeProps = Omit<ComponentPropsWithRef<'button'>, 'children' | 'disabled' | 'title' | 'type' | 'aria-label'>;

interface ButtonBase extends NativeProps {
  readonly variant?: ButtonVariant | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly icon?: IconName | undefined;
  /** Work that this button started is under way: it stays focusable, says so, and takes no second click. */
  readonly pending?: boolean | undefined;
  /** Why it cannot be pressed now. It stays focusable, so that the reason can be read, and takes no click. */
  readonly unavailable?: string | undefined;
  /** What it will do, in more words than its label. Shown by TooltipLayer and read as a description. */
  readonly tip?: string | undefined;
}

interface WordButton extends ButtonBase {
  readonly children: ReactNode;
  /** The accessible name, where it says more than the visible word. It must hold that word. */
  readonly label?: string | undefined;
  readonly tight?: boolean | undefined;
  readonly wide?: boolean | undefined;
}

interface IconOnlyButton extends ButtonBase {
  readonly icon: IconName;
  readonly label: string;
  readonly children?: undefined;
  readonly tight?: undefined;
  readonly wide?: undefined;
}

export type ButtonProps = WordButton | IconOnlyButton;

export function Button(props: ButtonProps) {
  const { variant = 'default', type = 'button', icon, pending, unavailable, tip, children, label, ...native } = props;
  const { tight, wide, className, onClick, ...rest } = native;
  const blocked = unavailable !== undefined || pending === true;
  const iconOnly = children === undefined;

  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (!blocked) return onClick?.(event);
    // A submit button would otherwise still send its form.
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <button
      aria-description={unavailable === undefined ? tip : undefined}
      {...rest}
      type={type}
      className={classNames(
        'btn',
        variant !== 'default' && variant,
        iconOnly && 'icon',
        tight && 'tight',
        wide && 'wide',
        className,
      )}
      aria-label={label}
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      title={unavailable}
      data-tip={unavailable === undefined ? (tip ?? (iconOnly ? label : undefined)) : undefined}
      onClick={handleClick}
    >
      {pending ? <span className="busy-dots" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
