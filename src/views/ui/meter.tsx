import { classNames } from './class-names';

interface MeterProps {
  readonly label: string;
  /** 0 to 1; undefined while the amount of work is not known. */
  readonly value: number | undefined;
  /** The amount in words, for instance "1.1 of 1.8 GB". */
  readonly valueText?: string | undefined;
  readonly className?: string | undefined;
}

/** Progress of work that has an end. */
export function Meter({ label, value, valueText, className }: MeterProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
      className={classNames('meter', percent === undefined && 'unknown', className)}
    >
      <span style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  );
}
