import { ModelError } from '../../core/model/model-error';
import type { MapPoint } from '../../core/playground/playground-port';
import { principalComponents } from '../../core/playground/vectors/principal-components';
import { latestOnly } from '../rpc/serve';
import { realSleep } from '../set-timer';
import type { WorkTable } from '../work/work-context';
import type { PlaygroundRuns } from './playground-runs';
import type { LoadedVectors } from './vector-tables';

type MapMethod = Pick<WorkTable, 'map-vectors'>;

export function mapMethod({ embedding, tables }: Pick<PlaygroundRuns, 'embedding' | 'tables'>): MapMethod {
  return {
    'map-vectors': latestOnly(async ({ runId, method }, { signal, tell }) => {
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
      throw new ModelError({ kind: 'bad-request', code: 'NOT_YET', message: 'Expected PCA: UMAP is not there yet.' });
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
