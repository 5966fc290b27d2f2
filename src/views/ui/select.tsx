import type { ComponentPropsWithRef } from 'react';
import { classNames } from './class-names';
import { controlLook, Field, type FieldProps } from './field';
import { Icon } from './icon';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

export interface SelectGroup<Value extends string> {
  readonly heading: string;
  readonly options: readonly SelectOption<Value>[];
}

type NativeProps = Omit<ComponentPropsWithRef<'select'>, 'children' | 'className' | 'id' | 'onChange' | 'value'>;

interface SelectProps<Value extends string> extends FieldProps, NativeProps {
  readonly value: Value;
  readonly options: readonly (SelectOption<Value> | SelectGroup<Value>)[];
  readonly onPick: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hideLabel, labelMark, hint, error, className, value, options, onPick, ...rest } = props;
  return (
    <Field {...{ label, hideLabel, labelMark, hint, error, className }}>
      {(control) => (
        <span className="pick relative block">
          <select
            {...rest}
            {...control}
            className={classNames('select appearance-none py-[5px] pr-7 pl-2.5', controlLook)}
            value={value}
            onChange={(event) => {
              const picked = flatten(options)[event.target.selectedIndex];
              if (picked) onPick(picked.value);
            }}
          >
            {options.map((option) =>
              'options' in option ? (
                <optgroup key={option.heading} label={option.heading}>
                  {option.options.map(renderOption)}
                </optgroup>
              ) : (
                renderOption(option)
              ),
            )}
          </select>
          <Icon name="down" className="pointer-events-none absolute top-[calc(50%-8px)] right-[9px] text-ink-2" />
        </span>
      )}
    </Field>
  );
}

function renderOption({ value, label, disabled }: SelectOption<string>) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}

function flatten<Value extends string>(options: readonly (SelectOption<Value> | SelectGroup<Value>)[]) {
  return options.flatMap((option) => ('options' in option ? option.options : [option]));
}
