import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react';
import type { MapPoint } from '../../../core/playground/playground-port';
import { classNames } from '../../ui/class-names';
import { isEnter } from '../../ui/enter-key';
import { useWidth } from '../../ui/use-width';
import { usePlayground, usePlaygroundActions } from '../use-playground';
import { mapGroups, markPath } from './map-groups';
import { type PlacedPoint, placeLabels, placePoints, pointAt, stepPoint } from './map-layout';

const height = 340;
const margin = 18;

interface DrawingProps {
  readonly points: readonly MapPoint[];
  /** The whole map in words. */
  readonly words: string;
}

/** As wide as its place: labels find room or stay away, and the letters keep their size. */
export function MapDrawing({ points, words }: DrawingProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  return (
    <div className="relative" ref={frame}>
      {width > 0 && <Points points={points} words={words} width={width} />}
    </div>
  );
}

function Points({ points, words, width }: DrawingProps & { readonly width: number }) {
  const { showNeighbours } = usePlaygroundActions();
  const of = usePlayground(({ neighbours }) => neighbours?.of ?? null);
  const [active, setActive] = useState<number | null>(null);
  const id = useId();
  const placed = useMemo(() => placePoints(points, { width, height, margin }), [points, width]);
  const marks = useMemo(() => groupMarks(placed), [placed]);
  const labels = useMemo(() => placeLabels(placed, width), [placed, width]);
  const shown = active === null ? undefined : placed[active];

  function press(event: KeyboardEvent) {
    const from =
      active ??
      Math.max(
        0,
        placed.findIndex(({ point }) => point.place === of),
      );
    if (isEnter(event) || event.key === ' ') {
      event.preventDefault();
      const point = placed[from]?.point;
      if (point !== undefined) void showNeighbours(point.place);
      return;
    }
    const next = stepPoint(placed, from, event.key);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  }

  function hover(event: PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setActive(pointAt(placed, { x: event.clientX - box.left, y: event.clientY - box.top }));
  }

  return (
    <div className="relative w-fit">
      <svg className="block" width={width} height={height} role="img">
        <title>{words}</title>
        <path className="stroke-line" d={`M${width / 2} 8V${height - 8}M8 ${height / 2}H${width - 8}`} />
        {marks.map(({ look, path }) => (
          <path key={look} className={markColours(look)} d={path} strokeWidth="1.75" />
        ))}
        {labels.map(({ index, text, x, y }) => (
          <text key={index} className="fill-ink-2" fontSize="11.5" x={x} y={y}>
            {text}
          </text>
        ))}
        {placed
          .filter(({ point }) => point.place === of)
          .map(({ point, x, y }) => (
            <circle key={point.place} className="fill-accent-ink" cx={x} cy={y} r={5} />
          ))}
        {shown && <circle className="fill-none stroke-ink" strokeWidth="2" cx={shown.x} cy={shown.y} r={9} />}
      </svg>
      <div
        role="listbox"
        tabIndex={0}
        aria-label="Points of the map, arrow keys walk over them"
        aria-activedescendant={shown && `${id}-point`}
        className="absolute inset-0 rounded-m focus-visible:outline-2 focus-visible:outline-focus focus-visible:-outline-offset-2"
        onKeyDown={press}
        onPointerMove={hover}
        onPointerLeave={() => setActive(null)}
        onClick={() => shown && void showNeighbours(shown.point.place)}
        onFocus={() => setActive(active ?? 0)}
        onBlur={() => setActive(null)}
      >
        <PointName id={`${id}-point`} shown={shown} all={placed.length} index={active ?? 0} width={width} />
      </div>
    </div>
  );
}

interface PointNameProps {
  readonly id: string;
  readonly shown: PlacedPoint | undefined;
  readonly index: number;
  readonly all: number;
  readonly width: number;
}

/** The whole text of the point that is looked at. A list box has an option, also while none is. */
function PointName({ id, shown, index, all, width }: PointNameProps) {
  const words = shown && `${shown.point.place + 1} ${shown.point.label}`;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={shown !== undefined}
      aria-setsize={all}
      aria-posinset={index + 1}
      className={classNames(
        'pointer-events-none absolute max-w-72 rounded-s bg-raised px-2 py-1 text-small shadow-mid',
        shown === undefined && 'sr-only',
      )}
      style={shown && { left: Math.min(shown.x + 12, width - 200), top: Math.min(shown.y + 12, height - 44) }}
    >
      {words ?? 'No point yet'}
      {shown?.point.colour !== undefined && <span className="text-ink-3"> · {shown.point.colour}</span>}
    </div>
  );
}

/** One path for each group: thousands of points are as many strokes, and not as many elements. */
function groupMarks(placed: readonly PlacedPoint[]) {
  const at = new Map(placed.map((each) => [each.point, each]));
  return mapGroups(placed.map(({ point }) => point)).map(({ look, points }) => ({
    look,
    path: points
      .map((point) => at.get(point))
      .filter((each) => each !== undefined)
      .map((each) => markPath(look, each))
      .join(''),
  }));
}

const colours = [
  'fill-surface stroke-accent-ink',
  'fill-surface stroke-kudos',
  'fill-surface stroke-critique',
  'fill-surface stroke-rewrite',
] as const;

/** Shape says the group as well: two groups share a colour, and none a shape. */
export function markColours(look: number): string {
  return colours[look % colours.length] ?? colours[0];
}
