import { ModelError } from '../../core/model/model-error';
import type { MapPoint } from '../../core/playground/playground-port';
import { principalComponents } from '../../core/playground/vectors/principal-components';
import { latestOnly } from '../rpc/serve';
import { realSleep } from '../set-timer';
import type { WorkTable } from '../work/work-context';
import type { PlaygroundRuns } from './playground-runs';
import { umapLayout } from './umap-layout';
import type { LoadedVectors } from './vector-tables';

type MapMethod = Pick<WorkTable, 'map-vectors'>;

/** Of UMAP: more would take minutes. */
const mostPoints = 5000;
const fewestPoints = 4;

export function mapMethod({ embedding, tables }: Pick<PlaygroundRuns, 'embedding' | 'tables'>): MapMethod {
  return {
    'map-vectors': latestOnly(async ({ runId, method, seed }, { signal, tell }) => {
      await embedding.get(runId)?.flush();
      const vectors = await tables.get(runId);
      const { table, normalise } = vectors;
      const breathe = () => realSleep(0, signal);
      if (method === 'pca') {
        const { points, variance } = await principalComponents({
          rows: table.unit,
          count: table.count,
          dimensions: table.dimensions,
          ...(!normalise && { scale: table.lengths }),
          breathe,
        });
        const at = (place: number) => [points[2 * place] ?? 0, points[2 * place + 1] ?? 0] as const;
        tell({ progress: 1, points: pointsOf(vectors, at), variance });
        return null;
      }
      if (table.count > mostPoints) throw tooMany(table.count);
      if (table.count < fewestPoints) throw tooFew(table.count);
      const drawn = (layout: readonly (readonly number[])[]) =>
        pointsOf(vectors, (place) => [layout[place]?.[0] ?? 0, layout[place]?.[1] ?? 0]);
      const layout = await umapLayout(table, {
        seed,
        async tell(progress, points) {
          tell({ progress, points: points === null ? null : drawn(points) });
          await breathe();
        },
      });
      tell({ progress: 1, points: drawn(layout) });
      return null;
    }),
  };
}

function pointsOf(
  { labels, colours, table }: LoadedVectors,
  at: (place: number) => readonly [x: number, y: number],
): readonly MapPoint[] {
  return Array.from({ length: table.count }, (_, place) => {
    const [x, y] = at(place);
    const colour = colours[place] ?? null;
    return { place, label: (labels[place] ?? '').slice(0, labelCharacters), ...(colour !== null && { colour }), x, y };
  });
}

/** Of a point: as many as are read at a glance. */
const labelCharacters = 200;

function tooMany(count: number): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'TOO_MANY_POINTS',
    message: `UMAP draws up to ${mostPoints.toLocaleString('en')} vectors, and there are ${count.toLocaleString('en')}. Choose PCA, or embed fewer texts.`,
  });
}

function tooFew(count: number): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'TOO_FEW_POINTS',
    message: `UMAP needs at least ${fewestPoints} vectors to tell near from far, and there ${count === 1 ? 'is 1' : `are ${count}`}. Choose PCA, or embed more texts.`,
  });
}
