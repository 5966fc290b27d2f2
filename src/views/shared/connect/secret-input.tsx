import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { classNames } from '../../ui/class-names';
import { controlLook, Field } from '../../ui/field';

interface SecretInputProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string | undefined;
  readonly className?: string | undefined;
  /** In plain letters. */
  readonly shown: boolean;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/**
 * A field whose text is a property of the element and never an attribute, as React's own `value` would be: a key is in no copy of the
 * page, whoever makes one (an extension, "Save page as", a report of an error).
 */
export function SecretInput({ label, hint, placeholder, className, shown, value, onText }: SecretInputProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const input = field.current;
    // What is being typed may differ by the blanks around it, which are no part of a key.
    if (input !== null && input.value.trim() !== value) input.value = value;
  }, [value]);
  return (
    <Field {...{ label, hint, className }}>
      {(control) => (
        <input
          {...control}
          ref={field}
          className={classNames('px-2.5 py-[5px] font-mono text-small/5 read-only:bg-sunken', controlLook)}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
