import { type KeyboardEvent, useEffect, useState } from 'react';
import { classNames } from './class-names';
import { isEnter } from './enter-key';
import { controlLook, Field, type FieldProps } from './field';
import { formatNumber, type NumberRules, readNumberDraft, stepNumber } from './number-draft';

type Rules = Pick<NumberRules, 'min' | 'max' | 'step' | 'only'>;

interface CommonProps extends FieldProps, Rules {
  readonly disabled?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /**
   * Told what is wrong with what stands in the field, as soon as it is typed, and null once nothing is: a form that would send the value
   * before has to wait. The same function at every render.
   */
  readonly onProblem?: ((problem: string | null) => void) | undefined;
}

interface RequiredNumber extends CommonProps {
  readonly optional?: false | undefined;
  readonly value: number;
  readonly onNumber: (value: number) => void;
}

interface OptionalNumber extends CommonProps {
  /** The field may be empty; its value is then undefined. */
  readonly optional: true;
  readonly value: number | undefined;
  readonly onNumber: (value: number | undefined) => void;
}

type NumberInputProps = RequiredNumber | OptionalNumber;

/** What is being typed, and the value it was typed over: when that changes from outside (undo), the draft gives way. */
interface Draft {
  readonly text: string;
  readonly over: number | undefined;
  readonly left: boolean;
}

/**
 * A spinbutton on a text input: `type="number"` hides what was typed when it is no number, so it could not be named in the error.
 * A valid number is handed on while typing; an error waits until the field is left, and the typed text stays.
 */
export function NumberInput(props: NumberInputProps) {
  const {
    label,
    hideLabel,
    labelMark,
    hint,
    error,
    className,
    value,
    min,
    max,
    step,
    only,
    optional,
    disabled,
    placeholder,
    onProblem,
  } = props;
  const rules: NumberRules = { min, max, step, only, optional };
  const [typed, setDraft] = useState<Draft>();
  const draft = typed?.over === value ? typed : undefined;
  const reading = draft && readNumberDraft(draft.text, rules);
  const problem = reading?.kind === 'error' ? reading.message : null;
  const refused = draft?.left && problem !== null ? problem : undefined;

  useEffect(() => {
    if (onProblem === undefined || problem === null) return;
    onProblem(problem);
    // Also when the field goes: what was typed goes with it.
    return () => onProblem(null);
  }, [onProblem, problem]);

  function commit(next: number | undefined) {
    if (next === value) return;
    if (props.optional) props.onNumber(next);
    else if (next !== undefined) props.onNumber(next);
  }

  function type(text: string) {
    const read = readNumberDraft(text, rules);
    const next = read.kind === 'error' ? value : read.kind === 'number' ? read.value : undefined;
    setDraft({ text, over: next, left: false });
    commit(next);
  }

  function leave() {
    if (reading?.kind === 'error' && draft) setDraft({ ...draft, left: true });
    else setDraft(undefined);
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (isEnter(event)) return leave();
    const steps = KEY_STEPS[event.key];
    if (steps === undefined || disabled) return;
    event.preventDefault();
    setDraft(undefined);
    commit(stepNumber(value, steps, rules));
  }

  return (
    <Field {...{ label, hideLabel, labelMark, hint, className }} error={refused ?? error}>
      {(control) => (
        <input
          {...control}
          type="text"
          role="spinbutton"
          inputMode={min !== undefined && min >= 0 ? 'decimal' : undefined}
          autoComplete="off"
          className={classNames('px-2.5 py-[5px] font-mono text-small/5', controlLook)}
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuetext={value === undefined ? 'not set' : undefined}
          disabled={disabled}
          placeholder={placeholder}
          value={draft?.text ?? formatNumber(value)}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
          onKeyDown={handleKey}
        />
      )}
    </Field>
  );
}

const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
