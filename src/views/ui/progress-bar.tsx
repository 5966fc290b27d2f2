interface ProgressBarProps {
  readonly label: string;
  /** 0 to `max`; null while the end is not known. */
  readonly value: number | null;
  readonly max: number;
  /** What the figures mean, read out in their place. */
  readonly text: string;
}

/** How far something is. */
export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  const share = value === null || max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value === null ? undefined : Math.min(value, max)}
      aria-valuetext={text}
    >
      <i style={{ width: `${share * 100}%` }} />
    </div>
  );
}
