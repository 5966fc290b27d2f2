import { useId, useMemo, useState } from 'react';
import type { MapPoint } from '../../../core/playground/playground-port';
import { counted } from '../../shared/counted';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { FoldOut } from '../../ui/fold-out';
import { ProgressBar } from '../../ui/progress-bar';
import { Select } from '../../ui/select';
import { VirtualTable } from '../../ui/table/virtual-table';
import { usePlayground, usePlaygroundActions } from '../use-playground';
import { MapDrawing, markColours } from './map-drawing';
import { mapGroups, markPath } from './map-groups';

const methods = [
  { value: 'pca', label: 'PCA' },
  { value: 'umap', label: 'UMAP' },
] as const;
type Method = (typeof methods)[number]['value'];

/** UMAP compares every point with its neighbours. */
const mostForUmap = 5000;

/** All vectors in two dimensions. */
export function EmbedMap({ total, colouredBy }: { readonly total: number; readonly colouredBy: string | null }) {
  const { drawMap, stopMap } = usePlaygroundActions();
  const map = usePlayground((state) => state.map);
  const [picked, setPicked] = useState<Method>('pca');
  const method = map.status === 'idle' ? picked : map.method;
  const drawn = map.status === 'drawing' || map.status === 'drawn' ? map.map : null;
  const points = drawn?.points ?? null;
  const isTooMany = method === 'umap' && total > mostForUmap;

  function pick(next: Method) {
    setPicked(next);
    stopMap();
    if (next === 'pca' || total <= mostForUmap) void drawMap(next);
  }

  return (
    <figure aria-label="Map" className="m-0 min-w-0">
      <figcaption className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h3>Map</h3>
        {colouredBy !== null && <span className="text-ink-3 text-small">by {colouredBy}</span>}
        {points !== null && colouredBy !== null && <Legend points={points} />}
        <span className="ml-auto flex items-center gap-2">
          {map.status === 'drawing' && (
            <Button tight icon="stop" label="Stop drawing the map" onClick={stopMap}>
              Stop
            </Button>
          )}
          {map.status !== 'drawing' && points === null && (
            <Button tight unavailable={isTooMany ? tooMany : undefined} onClick={() => void drawMap(picked)}>
              Draw
            </Button>
          )}
          <Select className="w-[92px]" label="Projection" hideLabel value={method} options={methods} onPick={pick} />
        </span>
      </figcaption>
      {map.status === 'drawing' && (
        <ProgressBar
          label="Drawing the map"
          value={map.map?.progress ?? null}
          max={1}
          text={`${Math.round(100 * (map.map?.progress ?? 0))}%`}
        />
      )}
      {map.status === 'failed' && <Alert title="The map could not be drawn">{map.message}</Alert>}
      {isTooMany && <p className="hint">{tooMany}</p>}
      {points === null ? (
        <p className="hint py-8 text-center">
          {map.status === 'drawing' ? 'Looking for the two directions' : 'Not drawn yet.'}
        </p>
      ) : (
        <>
          <MapDrawing points={points} words={mapWords(points, { method, variance: drawn?.variance, colouredBy })} />
          <p className="text-right text-ink-2 text-small">{axesWords(method, drawn?.variance)}</p>
          <FoldOut summary="Points as a table">
            <PointTable points={points} colouredBy={colouredBy} />
          </FoldOut>
        </>
      )}
    </figure>
  );
}

const tooMany = 'UMAP draws 5,000 points at most: choose PCA.';

interface MapAbout {
  readonly method: Method;
  readonly variance: readonly [number, number] | undefined;
  readonly colouredBy: string | null;
}

function axesWords(method: Method, variance: readonly [number, number] | undefined): string {
  if (method === 'umap') return 'UMAP: neighbours stay neighbours, distances between groups say little.';
  if (variance === undefined) return '';
  const [first, second] = variance.map((share) => `${Math.round(100 * share)}%`);
  return `first component, ${first} of the variance; second, ${second}`;
}

/** The whole map in words. */
function mapWords(points: readonly MapPoint[], { method, variance, colouredBy }: MapAbout): string {
  const groups = colouredBy === null ? [] : mapGroups(points).map(({ name, points: held }) => `${name} ${held.length}`);
  const words = [
    `Map of ${counted(points.length, 'text')} by ${method.toUpperCase()}`,
    axesWords(method, variance),
    ...(groups.length === 0 ? [] : [`Groups by ${colouredBy}: ${groups.join(', ')}`]),
  ];
  return `${words.filter((each) => each !== '').join('. ')}.`;
}

function Legend({ points }: { readonly points: readonly MapPoint[] }) {
  const groups = useMemo(() => mapGroups(points), [points]);
  return (
    <ul className="flex flex-wrap gap-x-3 text-small" aria-label="Groups">
      {groups.map(({ name, look }) => (
        <li key={name} className="flex items-center gap-1">
          <svg width="16" height="16" aria-hidden="true" className={markColours(look)}>
            <path d={markPath(look, { x: 8, y: 8 })} strokeWidth="1.75" />
          </svg>
          <span className="max-w-32 truncate">{name === '' ? 'empty' : name}</span>
        </li>
      ))}
    </ul>
  );
}

function PointTable({
  points,
  colouredBy,
}: {
  readonly points: readonly MapPoint[];
  readonly colouredBy: string | null;
}) {
  const id = useId();
  const number = (value: number) => value.toPrecision(3);
  return (
    <VirtualTable
      label="Points of the map"
      frameClassName="max-h-64"
      className="min-w-0!"
      columns={[
        { title: 'Text' },
        ...(colouredBy === null ? [] : [{ title: colouredBy, className: 'w-28' }]),
        { title: 'x', className: 'w-20 text-right!' },
        { title: 'y', className: 'w-20 text-right!' },
      ]}
      count={points.length}
      rowHeight={32}
    >
      {({ index, key }) => {
        const point = points[index];
        if (point === undefined) return null;
        return (
          <tr key={`${id}/${key}`} aria-rowindex={index + 2} className="h-8">
            <td className="truncate">
              {point.place + 1} {point.label}
            </td>
            {colouredBy !== null && <td className="truncate">{point.colour}</td>}
            <td className="num">{number(point.x)}</td>
            <td className="num">{number(point.y)}</td>
          </tr>
        );
      }}
    </VirtualTable>
  );
}
