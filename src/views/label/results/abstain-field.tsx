import { NumberInput } from '../../ui/number-input';

interface AbstainFieldProps {
  /** A confidence from 0 to 1; 0: none is held back. */
  readonly value: number;
  /** What comes of it, on the rows of the figure. */
  readonly words: string;
  /** While the slider moves. */
  readonly onSlide: (confidence: number) => void;
  /** Once it is let go, or a number was typed. */
  readonly onChoose: (confidence: number) => void;
}

/** A confidence, to slide or to type; and what it does. */
export function AbstainField({ value, words, onSlide, onChoose }: AbstainFieldProps) {
  // React has no event for the end of a slide: its own `onChange` comes with every move.
  function watchEnd(element: HTMLInputElement | null) {
    const handleEnd = () => element && onChoose(hundredth(element.valueAsNumber));
    element?.addEventListener('change', handleEnd);
    return () => element?.removeEventListener('change', handleEnd);
  }

  return (
    <div className="abstain">
      <NumberInput label="Abstain below" min={0} max={1} step={0.05} value={value} onNumber={onChoose} />
      <input
        ref={watchEnd}
        type="range"
        aria-label="Abstain below"
        aria-valuetext={`${value.toFixed(2)}: ${words}`}
        min={0}
        max={1}
        // One that was offered may have more digits than a slide is exact.
        step="any"
        value={value}
        onChange={(event) => onSlide(hundredth(event.target.valueAsNumber))}
      />
      <p className="abstain-words" role="status" aria-label="Rows that keep a label">
        {words}
      </p>
    </div>
  );
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
