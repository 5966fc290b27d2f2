import { rowByRow } from '../../jobs/row-by-row';
import type { RowsJob } from '../../jobs/run-rows';
import { scoredFigures } from '../../scoring/scored-figures';
import type { KeptScore, ScoreOutcome, ScoreSums } from '../kept-rows';
import type { ScoresRequest } from '../playground-port';
import { type RowsToScore, type RowToScore, userText } from './score-rows';

/** Scores one row after the other; one that fails leaves the others alone. */
export function scoreJob(
  { run, prompt, limits }: ScoresRequest,
  rows: RowsToScore,
): RowsJob<RowToScore, ScoreOutcome, KeptScore, ScoreSums> {
  return {
    id: run.id,
    pieces: (signal) => withCompletion(rows.pieces(signal)),
    work: rowByRow<RowToScore, ScoreOutcome>({
      parallel: limits.parallelRequests,
      perRow: (row, stage) =>
        stage('score', async ({ models, signal }) => {
          const request = { prompt: row.prompt, as: run.as, expected: row.completion, alternatives: 1 };
          const scored = await models.scoringModel(run.model).score(request, signal);
          return { status: 'scored', figures: scoredFigures(scored, row.completion) };
        }),
      failed: (_, { error }) => ({ status: 'failed', error }),
    }),
    none: { failed: 0, prompt: userText(prompt), ...(run.kind === 'mattered' && { unit: run.unit }) },
    add: (sums, { status }) => (status === 'failed' ? { ...sums, failed: sums.failed + 1 } : sums),
    kept: ({ row, promptText, completion, left }, outcome) => ({
      row,
      prompt: promptText,
      completion,
      ...(left !== undefined && { left }),
      outcome,
    }),
    // Ranks are known when all rows are: see `scoresFile`.
    header: '',
    line: () => '',
    rowsPerChunk,
  };
}

/** A sorted table reads rows from everywhere. */
const rowsPerChunk = 100;

async function* withCompletion(pieces: AsyncIterable<readonly RowToScore[]>): AsyncGenerator<readonly RowToScore[]> {
  for await (const piece of pieces) yield piece.filter(({ completion }) => completion !== '');
}
