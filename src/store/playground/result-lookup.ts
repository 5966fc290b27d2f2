import type { ScoresWindow } from '../../core/playground/playground-port';
import type { EmbedRun, ScoresRun } from '../../core/playground/playground-work';
import { errorData } from '../model-choice';
import { notifyOnce } from '../notify-failure';
import type { PlaygroundContext } from './playground-context';
import { latestScores, shownRun } from './select-playground';

type Window = Omit<ScoresWindow, 'runId'>;

/** Keeps what is shown of jobs true to them: windows of scores, of what mattered, of vectors. */
export interface ResultLookup {
  readonly showScores: (window: Window) => Promise<void>;
  readonly jobChanged: (job: ScoresRun | EmbedRun) => void;
  /** What is shown of vectors is of an older run. */
  readonly forgetVectors: () => void;
  readonly refresh: () => void;
}

const firstRows: Window = { order: 'per-character', window: { from: 0, count: 100 } };

export function resultLookup(context: PlaygroundContext, onVectors: () => void): ResultLookup {
  const { get, setShown, work, port } = context;
  let asked = firstRows;

  const said = (title: string) => (error: unknown) => notifyOnce(context, { title, body: errorData(error).message });

  const lookUpScores = async () => {
    const run = latestScores(get().project, 'rank');
    if (run === null) {
      setShown({ scores: null });
      return;
    }
    const window = { ...asked, runId: run.id };
    const failed = said('The scores could not be read');
    await work.run({ scope: 'project/playground/scores', key: 'rank', failed }, async (signal) => {
      const page = await port.playground.scores(window);
      signal.throwIfAborted();
      setShown({ scores: { window, page } });
    });
  };

  const lookUpMattered = async () => {
    const run = latestScores(get().project, 'mattered');
    if (run === null) {
      setShown({ mattered: null });
      return;
    }
    const failed = said('What mattered could not be read');
    await work.run({ scope: 'project/playground/scores', key: 'mattered', failed }, async (signal) => {
      const window = { runId: run.id, order: 'rows', window: { from: 0, count: run.total } } as const;
      const page = await port.playground.scores(window);
      signal.throwIfAborted();
      setShown({ mattered: { runId: run.id, rows: page.rows } });
    });
  };

  return {
    async showScores(window) {
      asked = window;
      await lookUpScores();
    },
    jobChanged(job) {
      switch (job.kind) {
        case 'rank':
          void lookUpScores();
          return;
        case 'mattered':
          void lookUpMattered();
          return;
        case 'embed':
          // Its vectors are compared once they are all there.
          if (job.status.status === 'finished' && shownRun(get(), 'embed')?.id === job.id) onVectors();
      }
    },
    forgetVectors: () =>
      setShown({ similarity: null, pair: null, neighbours: null, search: { status: 'idle' }, map: { status: 'idle' } }),
    refresh() {
      void lookUpScores();
      void lookUpMattered();
      if (shownRun(get(), 'embed')?.status.status === 'finished') onVectors();
    },
  };
}
