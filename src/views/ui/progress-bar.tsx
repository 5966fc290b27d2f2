interface ProgressBarProps {
  readonly label: string;
  /** 0 to `max`. */
  readonly value: number;
  readonly max: number;
  /** What the figures mean, read out in their place. */
  readonly text: string;
}

/** How far something is that has a known end. */
export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={text}
    >
      <i style={{ width: `${share * 100}%` }} />
    </div>
  );
}
