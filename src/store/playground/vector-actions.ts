import type { RowWindow } from '../../core/jobs/job-store';
import type { MapProgress } from '../../core/playground/playground-port';
import { createBatch } from '../batch';
import { errorData } from '../model-choice';
import { notifyAndFallBack, notifyOnce } from '../notify-failure';
import type { PlaygroundActions } from './playground-actions';
import type { PlaygroundContext } from './playground-context';
import { shownRun } from './select-playground';

type VectorActions = Pick<
  PlaygroundActions,
  'showSimilarity' | 'openPair' | 'showNeighbours' | 'search' | 'drawMap' | 'stopMap' | 'vectorsFile'
>;

const found = 10;
/** The layout of a map is the same each time. */
const mapSeed = 13;

/** What is computed of the vectors of the run on the screen; they lie in the worker. */
export function vectorActions(context: PlaygroundContext): VectorActions {
  const { get, shown, setShown, work, port, deps } = context;
  const runId = () => shownRun(get(), 'embed')?.id;
  const said = (title: string) => (error: unknown) => notifyOnce(context, { title, body: errorData(error).message });

  return {
    async showSimilarity(window: { readonly rows: RowWindow; readonly columns: RowWindow }) {
      const id = runId();
      if (id === undefined) return;
      const failed = said('The similarities could not be computed');
      await work.run({ scope: 'project/playground/vectors', key: 'similarity', failed }, async (signal) => {
        const similarity = await port.playground.similarity({ runId: id, ...window });
        signal.throwIfAborted();
        setShown({ similarity: { ...similarity, ...window } });
      });
    },
    openPair: (pair) => setShown({ pair }),
    async showNeighbours(of) {
      const id = runId();
      if (id === undefined) return;
      const failed = said('The nearest neighbours could not be computed');
      await work.run({ scope: 'project/playground/vectors', key: 'neighbours', failed }, async (signal) => {
        const neighbours = await port.playground.neighbours({ runId: id, of, count: found });
        signal.throwIfAborted();
        setShown({ neighbours: { of, found: neighbours } });
      });
    },
    async search(text) {
      const run = shownRun(get(), 'embed');
      if (run === null || text === '') return;
      const failed = (error: unknown) => setShown({ search: { status: 'failed', text, error: errorData(error) } });
      await work.run({ scope: 'project/playground/search', failed }, async (signal) => {
        setShown({ search: { status: 'searching', text } });
        const request = { run, query: { type: 'text', text }, count: found, model: run.model } as const;
        const neighbours = await port.playground.search(request, signal);
        signal.throwIfAborted();
        setShown({ search: { status: 'found', text, found: neighbours } });
      });
    },
    async drawMap(method) {
      const id = runId();
      if (id === undefined) return;
      const failed = (error: unknown) =>
        setShown({ map: { status: 'failed', method, message: errorData(error).message } });
      await work.run({ scope: 'project/playground/map', failed }, async (signal) => {
        setShown({ map: { status: 'drawing', method, map: null } });
        let last: MapProgress | null = null;
        const batch = createBatch<MapProgress>(deps.setTimer, (all) => {
          last = all.at(-1) ?? last;
          setShown({ map: { status: 'drawing', method, map: last } });
        });
        signal.addEventListener('abort', batch.drop, { once: true });
        for await (const progress of port.playground.map({ runId: id, method, seed: mapSeed }, signal)) {
          signal.throwIfAborted();
          batch.add(progress);
        }
        batch.flush();
        setShown({ map: last === null ? { status: 'idle' } : { status: 'drawn', method, map: last } });
      });
    },
    stopMap() {
      void work.stop('project/playground/map');
      const { map } = shown();
      if (map.status !== 'drawing') return;
      // What there is so far stays: it is a map, if not the best one.
      const isDrawn = map.map !== null && map.map.points !== null;
      setShown({
        map: isDrawn && map.map ? { status: 'drawn', method: map.method, map: map.map } : { status: 'idle' },
      });
    },
    vectorsFile(as) {
      const id = runId();
      if (id === undefined) return Promise.resolve(null);
      const body = (error: unknown) => errorData(error).message;
      const notice = { title: 'The file could not be written', body, otherwise: null };
      return notifyAndFallBack(
        context,
        notice,
        port.playground.vectorsFile({ runId: id, as }, new AbortController().signal),
      );
    },
  };
}
