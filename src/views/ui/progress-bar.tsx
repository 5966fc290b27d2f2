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
      className="h-1.5 overflow-hidden rounded-[3px] bg-pressed forced-colors:border forced-colors:border-[CanvasText]"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value === null ? undefined : Math.min(value, max)}
      aria-valuetext={text}
    >
      <i
        className="block h-full bg-accent transition-[width] duration-base ease-linear forced-colors:bg-[Highlight] forced-colors:forced-color-adjust-none"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
