import type { WorkContext, WorkTable } from '../work/work-context';
import type { PlaygroundMethods } from '../work/work-protocol';
import { embedMethods } from './embed-methods';
import { fileMethod } from './file-method';
import { mapMethod } from './map-method';
import { createPlaygroundRuns, type PlaygroundRuns } from './playground-runs';
import { scoreMethods } from './score-methods';

/** Scores of many rows, vectors of many texts, and the tokens that runs of the Playground came to. */
export function playgroundMethods(work: WorkContext): Pick<WorkTable, keyof PlaygroundMethods> {
  const runs = createPlaygroundRuns(work);
  return {
    ...tokenMethods(work),
    ...scoreMethods(work, runs),
    ...embedMethods(work, runs),
    ...mapMethod(runs),
    ...fileMethod(work, runs),
    ...removeMethod(work, runs),
  };
}

function tokenMethods({ tokens }: Pick<WorkContext, 'tokens'>): Pick<WorkTable, 'keep-tokens' | 'kept-tokens'> {
  return {
    async 'keep-tokens'({ runId, place, kept }) {
      await tokens.keep(runId, place, kept);
      return null;
    },
    'kept-tokens': ({ runId, place }) => tokens.get(runId, place),
  };
}

function removeMethod(
  { jobs }: Pick<WorkContext, 'jobs'>,
  { turns, indexes, tables }: PlaygroundRuns,
): Pick<WorkTable, 'remove-playground-run'> {
  return {
    async 'remove-playground-run'({ runId }) {
      // One that has just been stopped may be writing its last rows. Whatever its kind: all that lies under its id goes.
      await turns(runId, () => Promise.all([jobs.scores.remove(runId), jobs.vectors.remove(runId)]));
      indexes.forget(runId);
      tables.forget(runId);
      return null;
    },
  };
}
