import { useEffect, useState } from 'react';
import { TextArea } from '../../ui/text-area';
import { formatStops, readStops } from './stop-text';

interface StopSequencesProps {
  readonly value: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: readonly string[] | undefined) => void;
  /** Told what is wrong with what stands in the field, and null once nothing is. The same function at every render. */
  readonly onProblem?: (problem: string | null) => void;
}

/** Keeps what is being typed, blank lines and all; when the value changes from outside, the typed text gives way. */
export function StopSequences({ value, disabled, onChange, onProblem }: StopSequencesProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string }>();
  const saved = formatStops(value);
  const text = typed?.over === saved ? typed.text : saved;
  const reading = readStops(text);
  const problem = reading.ok ? null : reading.error;

  useEffect(() => {
    if (onProblem === undefined || problem === null) return;
    onProblem(problem);
    return () => onProblem(null);
  }, [onProblem, problem]);

  function type(next: string) {
    const read = readStops(next);
    if (!read.ok) {
      setTyped({ text: next, over: saved });
      return;
    }
    setTyped({ text: next, over: formatStops(read.value) });
    onChange(read.value);
  }

  return (
    <TextArea
      className="wide"
      label="Stop sequences"
      hint={disabled ? undefined : 'One a line, at most five. \\n stands for a line break.'}
      error={problem ?? undefined}
      autoGrow
      rows={2}
      spellCheck={false}
      disabled={disabled}
      value={text}
      onText={type}
    />
  );
}
