import { logprobWords, type ShownToken } from './shown-token';

interface LogprobStripProps {
  readonly tokens: readonly ShownToken[];
  readonly openAt: number | null;
}

/** Every log-probability at a glance: the longer the line, the greater the surprise. */
export function LogprobStrip({ tokens, openAt }: LogprobStripProps) {
  const values = tokens.map(({ logprob }) => logprob ?? 0);
  const lowest = values.reduce((least, value) => Math.min(least, value), 0);
  const at = values.indexOf(lowest);
  const step = width / Math.max(1, tokens.length);
  const line = (place: number) =>
    `M${(step * (place + 0.5)).toFixed(1)} 0v${(height * share(values[place] ?? 0, lowest)).toFixed(1)}`;
  const words = `Log-probability of each token, lowest ${logprobWords(lowest)} at “${tokens[at]?.token.trim() ?? ''}”`;
  return (
    <div className="flex-none px-4 pt-1.5 pb-2 [@media(max-height:800px)]:hidden">
      <p className="pb-0.5 text-ink-3 text-micro">{words}</p>
      <svg
        className="block h-10 w-full border-line-strong border-t"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        <path
          className="stroke-ink-3 opacity-60"
          d={values.map((_, place) => line(place)).join('')}
          strokeWidth={3}
          vectorEffect="non-scaling-stroke"
        />
        {openAt !== null && openAt >= 0 && (
          <path className="stroke-accent-ink" d={line(openAt)} strokeWidth={5} vectorEffect="non-scaling-stroke" />
        )}
      </svg>
    </div>
  );
}

const width = 1000;
const height = 40;

function share(value: number, lowest: number): number {
  return lowest === 0 ? 0 : Math.max(0.03, value / lowest);
}
