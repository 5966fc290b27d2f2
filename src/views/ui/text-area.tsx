import { type ComponentPropsWithRef, useEffect, useImperativeHandle, useRef } from 'react';
import { classNames } from './class-names';
import { controlLook, Field, type FieldProps } from './field';

type NativeProps = Omit<ComponentPropsWithRef<'textarea'>, 'className' | 'id' | 'onChange' | 'value'>;

interface TextAreaProps extends FieldProps, NativeProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  /** Grows with its text up to the greatest height that the style sheet allows. */
  readonly autoGrow?: boolean | undefined;
}

export function TextArea(props: TextAreaProps) {
  const { label, hideLabel, labelMark, hint, error, className, value, onText, autoGrow, ref, ...rest } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => area.current);
  useGrowth(area, autoGrow ? value : undefined);
  return (
    <Field {...{ label, hideLabel, labelMark, hint, error, className }}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          ref={area}
          className={classNames(
            'area block resize-y px-2.5 py-2 leading-5',
            autoGrow && 'relative field-sizing-content max-h-[40vh] overflow-auto',
            controlLook,
          )}
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}

/** For browsers that do not know `field-sizing: content`; the others do it in CSS. */
function useGrowth(area: { readonly current: HTMLTextAreaElement | null }, text: string | undefined) {
  useEffect(() => {
    const element = area.current;
    if (element === null || text === undefined || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [area, text]);
}
