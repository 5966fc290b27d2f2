import type { Proportion } from '../../../core/tuning/export/tuning-statistics';

interface WhiskersProps {
  /** Names the list. */
  readonly label: string;
  readonly items: readonly { readonly name: string; readonly proportion: Proportion | null }[];
}

/** Shares with their intervals on one axis: a band, a tick at the estimate, a dashed line at even odds. */
export function Whiskers({ label, items }: WhiskersProps) {
  const known = items.flatMap(({ name, proportion }) => (proportion === null ? [] : [{ name, ...proportion }]));
  const axis = axisOf(known);
  const at = (share: number) => ((share - axis.from) / (axis.to - axis.from)) * 100;
  return (
    <div className="grid gap-1 border-line border-t pt-3">
      <ul className="grid gap-1" aria-label={label}>
        {known.map(({ name, share, low, high }) => (
          <li key={name} className="grid grid-cols-[112px_minmax(0,1fr)_auto] items-center gap-2 text-small">
            <span>{name}</span>
            <svg viewBox="0 0 100 14" preserveAspectRatio="none" className="h-3.5 w-full" aria-hidden="true">
              <path d="M0 7H100" className="stroke-line-strong" vectorEffect="non-scaling-stroke" />
              <path
                d={`M${at(0.5)} 1V13`}
                className="stroke-ink-3"
                strokeDasharray="2 2"
                vectorEffect="non-scaling-stroke"
              />
              <path
                d={`M${at(low)} 7H${at(high)}`}
                className="stroke-accent-line"
                strokeWidth="5"
                vectorEffect="non-scaling-stroke"
              />
              <path
                d={`M${at(share)} 3V11`}
                className="stroke-accent-ink"
                strokeWidth="2"
                vectorEffect="non-scaling-stroke"
              />
            </svg>
            <span className="whitespace-nowrap">
              <b>{(share * 100).toFixed(1)}%</b>{' '}
              <span className="text-ink-3">
                {Math.round(low * 100)} to {Math.round(high * 100)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">
        Axis {Math.round(axis.from * 100)} to {Math.round(axis.to * 100)}%; the dashed line is even odds
        {evenOddsWords(known)}.
      </p>
    </div>
  );
}

/** Even odds and all intervals are on it, and it begins and ends at tens. */
function axisOf(known: readonly Proportion[]): { readonly from: number; readonly to: number } {
  const low = Math.min(0.4, ...known.map((each) => each.low));
  const high = Math.max(0.6, ...known.map((each) => each.high));
  return { from: Math.max(0, Math.floor(low * 10 - 0.01) / 10), to: Math.min(1, Math.ceil(high * 10 + 0.01) / 10) };
}

function evenOddsWords(known: readonly Proportion[]): string {
  const inside = known.filter(({ low, high }) => low <= 0.5 && high >= 0.5).length;
  if (known.length === 1) return inside === 1 ? ', inside the interval' : ', outside the interval';
  return inside === known.length ? ', inside both intervals' : inside === 0 ? ', outside both intervals' : '';
}
