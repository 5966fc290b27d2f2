import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
  /** Under the label in a RadioGroup; not part of the radio's name. */
  readonly hint?: ReactNode;
}

interface RadioProps<Value extends string> {
  /** Names the group. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly RadioOption<Value>[];
  readonly onPick: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** Radios as a list of choices. */
export function RadioGroup<Value extends string>({ className, ...props }: RadioProps<Value>) {
  return <Radios {...props} groupClass={classNames('radios', className)} optionClass="radio" />;
}

/** The same radios as one bar: for two to five short words of which one always holds. */
export function Segmented<Value extends string>({ className, ...props }: RadioProps<Value>) {
  return <Radios {...props} groupClass={classNames('seg', className)} optionClass={undefined} />;
}

interface RadiosProps<Value extends string> extends Omit<RadioProps<Value>, 'className'> {
  readonly groupClass: string;
  readonly optionClass: string | undefined;
}

function Radios<Value extends string>(props: RadiosProps<Value>) {
  const { label, value, options, onPick, disabled, groupClass, optionClass } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={groupClass}>
      {options.map((option) => {
        const hintId = option.hint === undefined ? undefined : `${name}-${option.value}-hint`;
        return (
          <label key={option.value} className={classNames(optionClass, option.className) || undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              aria-label={option.label}
              aria-describedby={hintId}
              checked={option.value === value}
              disabled={disabled || option.disabled}
              onChange={() => onPick(option.value)}
            />
            {option.icon && <Icon name={option.icon} />}
            {hintId === undefined ? (
              option.label
            ) : (
              <span>
                {option.label}
                <span className="hint" id={hintId}>
                  {option.hint}
                </span>
              </span>
            )}
          </label>
        );
      })}
    </div>
  );
}
