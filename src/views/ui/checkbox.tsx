import { type ComponentPropsWithRef, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names';

type NativeProps = Omit<
  ComponentPropsWithRef<'input'>,
  'checked' | 'children' | 'onChange' | 'ref' | 'type' | 'aria-label'
>;

interface CheckboxProps extends NativeProps {
  readonly label: string;
  /** The label is for screen readers only: something visible beside the box already says it. */
  readonly hideLabel?: boolean | undefined;
  /** After the label, quieter; not part of the name. */
  readonly aside?: ReactNode;
  readonly checked: boolean | 'mixed';
  readonly onCheck: (checked: boolean) => void;
}

export function Checkbox({ label, hideLabel, aside, checked, onCheck, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The half-checked state exists as a property only.
    if (box.current) box.current.indeterminate = checked === 'mixed';
  }, [checked]);
  return (
    <label className={classNames('check', className)}>
      <input
        {...rest}
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked === true}
        onChange={(event) => onCheck(event.target.checked)}
      />
      {(!hideLabel || aside !== undefined) && (
        <span>
          {!hideLabel && label}
          {aside !== undefined && <span className="faint"> {aside}</span>}
        </span>
      )}
    </label>
  );
}
