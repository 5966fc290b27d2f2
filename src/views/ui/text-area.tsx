import { type ComponentPropsWithRef, useEffect, useImperativeHandle, useRef } from 'react';
import { classNames } from './class-names';
import { controlLook, Field, type FieldProps } from './field';

type NativeProps = Omit<ComponentPropsWithRef<'textarea'>, 'className' | 'id' | 'onChange' | 'value'>;

interface TextAreaProps extends FieldProps, NativeProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  /** Grows with its text up to the greatest height that the style sheet allows; not with a text that is long in any case. */
  readonly autoGrow?: boolean | undefined;
}

/** To measure a book at every key, or to ask each paragraph of it which way it is written, would take longer than typing. */
const longText = 20_000;

export function TextArea(props: TextAreaProps) {
  const { label, hideLabel, labelMark, hint, error, className, value, onText, autoGrow, ref, ...rest } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => area.current);
  const isLong = value.length >= longText;
  const grows = autoGrow === true && !isLong;
  useGrowth(area, grows ? value : undefined);
  return (
    <Field {...{ label, hideLabel, labelMark, hint, error, className }}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          ref={area}
          className={classNames(
            'area block resize-y px-2.5 py-2 leading-5',
            grows && 'relative field-sizing-content max-h-[40vh] overflow-auto',
            isLong && '[unicode-bidi:normal]',
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
