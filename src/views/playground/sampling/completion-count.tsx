import { useState } from 'react';
import { NumberKnob } from './knob';

interface CompletionCountProps {
  readonly value: number;
  readonly onNumber: (value: number) => void;
}

/** Left empty it is one, and stays empty on the screen. */
export function CompletionCount({ value, onNumber }: CompletionCountProps) {
  const [isEmpty, setIsEmpty] = useState(false);
  return (
    <NumberKnob
      label="Completions"
      honoured
      note="branches come on top"
      min={1}
      max={8}
      placeholder="1"
      value={isEmpty && value === 1 ? undefined : value}
      onNumber={(next) => {
        setIsEmpty(next === undefined);
        onNumber(next ?? 1);
      }}
    />
  );
}
