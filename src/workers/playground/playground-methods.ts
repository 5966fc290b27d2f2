import type { WorkContext, WorkTable } from '../work/work-context';
import type { PlaygroundMethods } from '../work/work-protocol';

/** Scores of many rows, vectors of many texts, and the tokens that runs of the Playground came to. */
export function playgroundMethods(work: WorkContext): Pick<WorkTable, keyof PlaygroundMethods> {
  return { ...tokenMethods(work), ...notYet };
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

const missing = (): never => {
  throw new Error('Not there yet.');
};
const notYet: Omit<Pick<WorkTable, keyof PlaygroundMethods>, 'keep-tokens' | 'kept-tokens'> = {
  'check-scores': missing,
  score: missing,
  'scored-rows': missing,
  'scores-file': missing,
  'check-texts': missing,
  'embed-texts': missing,
  similarity: missing,
  neighbours: missing,
  'search-vectors': missing,
  'map-vectors': missing,
  'vectors-file': missing,
  'remove-playground-run': missing,
};
