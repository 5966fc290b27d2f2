import type { ComponentPropsWithRef } from 'react';
import { classNames } from './class-names';
import { endsConversion } from './enter-key';
import { controlLook, Field, type FieldProps } from './field';

type NativeProps = Omit<ComponentPropsWithRef<'input'>, 'className' | 'id' | 'onChange' | 'type' | 'value'>;

interface TextInputProps extends FieldProps, NativeProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly type?: 'text' | 'password' | 'search' | 'url' | undefined;
  /** For ids, addresses and anything else that is read letter by letter. */
  readonly mono?: boolean | undefined;
}

export function TextInput(props: TextInputProps) {
  const { label, hideLabel, labelMark, hint, error, className, value, onText, type = 'text', mono, ...rest } = props;
  return (
    <Field {...{ label, hideLabel, labelMark, hint, error, className }}>
      {(control) => (
        <input
          autoComplete="off"
          spellCheck={mono ? false : undefined}
          {...rest}
          {...control}
          onKeyDown={(event) => {
            // In a form of one field Enter submits of its own accord.
            if (endsConversion(event)) event.preventDefault();
            rest.onKeyDown?.(event);
          }}
          type={type}
          className={classNames('px-2.5 py-[5px] read-only:bg-sunken', mono && 'font-mono text-small/5', controlLook)}
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
