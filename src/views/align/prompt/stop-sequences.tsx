import { useState } from 'react';
import { TextArea } from '../../ui/text-area';
import { formatStops, readStops } from './stop-text';

interface StopSequencesProps {
  readonly value: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: readonly string[] | undefined) => void;
}

/** Keeps what is being typed, blank lines and all; when the value changes from outside, the typed text gives way. */
export function StopSequences({ value, disabled, onChange }: StopSequencesProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string }>();
  const saved = formatStops(value);
  const text = typed?.over === saved ? typed.text : saved;
  const reading = readStops(text);

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
      error={reading.ok ? undefined : reading.error}
      autoGrow
      rows={2}
      spellCheck={false}
      disabled={disabled}
      value={text}
      onText={type}
    />
  );
}
