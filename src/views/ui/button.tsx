import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

/** `primary`: the one of a view. `solid`: a second strong one. `ghost`: in a row of tools; `quiet`: one that waits beside what it is about. */
type ButtonVariant = 'default' | 'primary' | 'solid' | 'ghost' | 'quiet';
type NativeProps = Omit<ComponentPropsWithRef<'button'>, 'children' | 'disabled' | 'title' | 'type' | 'aria-label'>;

interface ButtonBase extends NativeProps {
  readonly variant?: ButtonVariant | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly icon?: IconName | undefined;
  /** Work that this button started is under way: it stays focusable, says so, and takes no second click. */
  readonly pending?: boolean | undefined;
  /** Why it cannot be pressed now. It stays focusable, so that the reason can be read, and takes no click. */
  readonly unavailable?: string | undefined;
  /** What it will do, in more words than its label. Shown by the tooltip layer and read as a description. */
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
        buttonLook({ variant, padding: iconOnly ? 'icon' : tight ? 'tight' : 'usual', blocked }),
        wide && 'w-full',
        className,
      )}
      aria-label={label}
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      title={unavailable}
      data-tip={unavailable === undefined ? (tip ?? (iconOnly ? label : undefined)) : undefined}
      onClick={handleClick}
    >
      {pending ? <BusyDots /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

function BusyDots() {
  return (
    <span
      className="inline-block h-1 w-4 flex-none animate-busy-dots bg-[length:33.34%_100%] bg-[radial-gradient(circle_closest-side,currentColor_92%,transparent)] motion-reduce:animate-none"
      aria-hidden="true"
    />
  );
}

interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  readonly padding?: keyof typeof paddings | undefined;
  readonly blocked?: boolean | undefined;
}

/** The classes of a button, for what is none and looks like one: a link that leads elsewhere, the label of a file input. */
export function buttonLook({ variant = 'default', padding = 'usual', blocked = false }: ButtonLook): string {
  return classNames(
    frame,
    paddings[padding],
    blocked ? blockedLook(variant) : looks[variant],
    variant === 'primary' || variant === 'solid' ? 'font-bold' : 'font-medium',
  );
}

function blockedLook(variant: ButtonVariant): string {
  const edge = variant === 'ghost' || variant === 'quiet' ? 'ghost border-transparent opacity-55' : 'border-line';
  return classNames(
    'cursor-not-allowed aria-busy:cursor-progress bg-transparent text-ink-3',
    variant === 'primary' && 'primary',
    edge,
  );
}

/** `btn` is the name by which style sheets of rooms place a button; its look is all here. */
const frame =
  'btn relative inline-flex min-h-target items-center justify-center gap-1.5 whitespace-nowrap rounded-m border no-underline transition-[background-color,border-color] forced-colors:border-[ButtonText] forced-colors:aria-disabled:border-[GrayText] forced-colors:aria-disabled:text-[GrayText] forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText] forced-colors:aria-pressed:forced-color-adjust-none';

const paddings = { usual: 'px-3', tight: 'px-2', icon: 'icon w-target p-0' } as const;

const looks: Readonly<Record<ButtonVariant, string>> = {
  default: 'border-line-strong bg-raised text-ink hover:bg-hover active:bg-pressed',
  primary: 'primary border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  solid: 'border-transparent bg-ink text-surface hover:bg-ink-2',
  ghost: 'ghost border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink',
  quiet: 'border-transparent bg-transparent text-ink-3 hover:bg-hover hover:text-ink',
};
