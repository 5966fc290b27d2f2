import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

/** What every field takes beside its own value. */
export interface FieldProps {
  readonly label: string;
  /** The label is for screen readers only: something visible beside the field already says it. */
  readonly hideLabel?: boolean | undefined;
  /** Shown in place of the label's text, for instance a variable in its own colours. */
  readonly labelMark?: ReactNode;
  readonly hint?: ReactNode;
  /** What was expected, what came, what to do. */
  readonly error?: string | undefined;
  readonly className?: string | undefined;
}

/** To be spread on the native control. */
interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly children: (control: FieldControl) => ReactNode;
}

/** The classes of a native control: an edge that is seen on every ground. Its inner space is its own. */
export const controlLook = classNames(
  'w-full min-w-0 min-h-target rounded-m border border-line-control bg-surface text-ink transition-[border-color]',
  'placeholder:text-ink-3 placeholder:opacity-100 not-disabled:not-focus:hover:border-ink-2 aria-invalid:border-bad',
  'focus:border-transparent focus:outline-2 focus:outline-focus focus:-outline-offset-1',
  'disabled:border-line-strong disabled:bg-sunken disabled:text-ink-2 disabled:opacity-100 disabled:[-webkit-text-fill-color:currentColor]',
);

/** The classes of a field, for a control that has no frame of ours. */
export const fieldLook = 'field grid min-w-0 gap-1';

/** Ties a label, a hint and an error to one control. */
export function Field({ label, hideLabel, labelMark, hint, error, className, children }: FieldFrameProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const control: FieldControl = {
    id,
    'aria-describedby': classNames(error !== undefined && errorId, hint !== undefined && hintId) || undefined,
    'aria-invalid': error === undefined ? undefined : true,
  };
  return (
    <div className={classNames(fieldLook, className)}>
      <label className={hideLabel ? 'sr-only' : 'label font-medium text-ink-2 text-small'} htmlFor={id}>
        {labelMark ?? label}
      </label>
      {children(control)}
      {error !== undefined && (
        <p className="field-error" id={errorId}>
          <Icon name="warn" />
          <span>{error}</span>
        </p>
      )}
      {hint !== undefined && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
