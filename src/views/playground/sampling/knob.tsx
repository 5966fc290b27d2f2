import { type ReactNode, useId } from 'react';
import type { Honoured } from '../../../core/model/completion-capabilities';
import { Checkbox } from '../../ui/checkbox';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { NumberInput } from '../../ui/number-input';
import { useFieldProblem } from '../shared/use-field-problem';

interface KnobProps {
  readonly label: string;
  readonly honoured: Honoured;
  /** What becomes of it, where it is sent in another form or has a limit of its own. */
  readonly note?: string | undefined;
  readonly error?: string | undefined;
}

interface NumberKnobProps extends KnobProps {
  readonly value: number | undefined;
  readonly min: number;
  readonly max?: number;
  readonly step?: number;
  readonly placeholder?: string;
  readonly onNumber: (value: number | undefined) => void;
}

/** A number beside its name. What the model does not honour is greyed out, with the reason. */
export function NumberKnob(props: NumberKnobProps) {
  const { label, honoured, note, error, value, min, max, step, placeholder = 'default', onNumber } = props;
  const onProblem = useFieldProblem(label);
  const isHonoured = honoured === true;
  return (
    <NumberInput
      optional
      className={knobLook}
      label={label}
      hint={isHonoured ? note : <Cannot why={honoured} />}
      error={isHonoured ? error : undefined}
      disabled={!isHonoured}
      placeholder={placeholder}
      {...{ min, max, step, value, onNumber, onProblem }}
    />
  );
}

/** Name on the left, control on the right, words under the name, what is wrong under both. */
const knobLook = classNames(
  'min-h-10 grid-cols-[minmax(0,1fr)_92px] items-center gap-x-3! gap-y-0! py-1',
  '[&>.label]:text-ui [&>.label]:font-regular [&>.label]:text-ink',
  '[&>.hint]:-mt-1.5 [&>.hint]:col-start-1 [&>.field-error]:col-span-full',
);

interface CheckKnobProps extends KnobProps {
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

export function CheckKnob({ label, honoured, note, checked, onCheck }: CheckKnobProps) {
  const id = useId();
  const isHonoured = honoured === true;
  const words: ReactNode = isHonoured ? note : <Cannot why={honoured} />;
  return (
    <div className="min-h-10 py-1">
      <Checkbox
        className="w-full flex-row-reverse justify-between"
        label={label}
        aria-describedby={words === undefined ? undefined : id}
        disabled={!isHonoured}
        checked={isHonoured && checked}
        onCheck={onCheck}
      />
      {words !== undefined && (
        <p className="hint -mt-1 pr-10" id={id}>
          {words}
        </p>
      )}
    </div>
  );
}

/** Why a control has no effect on this model. */
export function Cannot({ why }: { readonly why: string }) {
  return (
    <span className="flex gap-1">
      <Icon name="block" className="mt-0.5 size-3 flex-none" />
      {why}
    </span>
  );
}
