import type { TableProblem } from '../../core/dataset/table';
import { runRows } from '../../core/jobs/run-rows';
import type { KeptScore, ScoreSums } from '../../core/playground/kept-rows';
import type { ScoreRow, ScoresRequest } from '../../core/playground/playground-port';
import { scanScoreRows } from '../../core/playground/scores/scan-score-rows';
import { scoreJob } from '../../core/playground/scores/score-job';
import { fileScoreRows, type RowsToScore, typedScoreRows } from '../../core/playground/scores/score-rows';
import { rankedFigures, scoreRow, scoresHeader, scoresLine } from '../../core/playground/scores/scores-page';
import { err, ok, type Result } from '../../core/result';
import { placesByRank, ranksOf } from '../../core/scoring/ranks';
import { orTableFailure } from '../table/table-failure';
import { datasetRows } from '../work/dataset-rows';
import { gatedJob } from '../work/gated-job';
import type { WorkContext, WorkTable } from '../work/work-context';
import { noRows } from './no-rows';
import type { PlaygroundRuns } from './playground-runs';

type ScoreMethods = Pick<WorkTable, 'check-scores' | 'score' | 'scored-rows' | 'scores-file'>;

export function scoreMethods(work: WorkContext, runs: PlaygroundRuns): ScoreMethods {
  const store = work.jobs.scores;
  /** Of runs under way: what is said of all their rows before the first of them are kept. */
  const begun = new Map<string, ScoreSums>();

  return {
    async 'check-scores'(request, { signal }) {
      const { run, limits } = request;
      const rows = await rowsToScore(work, request, { from: 'memory', signal });
      if (!rows.ok) return rows;
      const found = await scanScoreRows(rows.value, { model: run.model, limits, signal });
      return found.total === 0 ? err(nothing) : ok(found);
    },

    score: gatedJob({
      gates: work.gates.job,
      turns: runs.turns,
      idOf: ({ run }) => run.id,
      async work(request, { gate, signal, tell }) {
        const { run, limits } = request;
        const options = { from: 'stream', signal } as const;
        const rows = orTableFailure(await rowsToScore(work, request, options));
        const { total } = await scanScoreRows(rows, { model: run.model, limits, signal });
        if (total === 0) orTableFailure(err(nothing));
        const job = scoreJob(request, rows);
        begun.set(run.id, job.none);
        const scoring = runRows(job, { calls: work, store, limits, gate, signal });
        runs.scoring.set(run.id, scoring);
        try {
          for await (const { status, done, sums } of scoring.events())
            tell({ status, done, total, failed: sums.failed });
          return null;
        } finally {
          runs.scoring.delete(run.id);
          begun.delete(run.id);
        }
      },
    }),

    async 'scored-rows'({ runId, order, window: { from, count } }) {
      const all = await allRows(runId);
      const places = order === 'rows' ? null : placesByRank(order === 'sum' ? all.bySum : all.byCharacter);
      const wanted = places?.slice(from, from + count) ?? numbers(from, Math.min(from + count, all.total));
      const rows = places === null ? await all.window(from, count) : await Promise.all(wanted.map(all.row));
      return { rows: rows.flatMap((row, nth) => all.shown(row, wanted[nth] ?? 0)), total: all.total };
    },

    async 'scores-file'({ runId }) {
      await runs.scoring.get(runId)?.flush();
      const all = await allRows(runId);
      if (all.total === 0) throw noRows('scored');
      const parts: Blob[] = [new Blob(['\ufeff', scoresHeader])];
      for (let from = 0; from < all.total; from += rowsPerRead) {
        const rows = await all.window(from, rowsPerRead);
        const shown = rows.flatMap((row, nth) => all.shown(row, from + nth));
        parts.push(new Blob(shown.map((row) => scoresLine(row, all.prompt))));
      }
      return new Blob(parts, { type: 'text/csv;charset=utf-8' });
    },
  };

  /** With those of a run under way that are not kept yet. */
  async function allRows(runId: string) {
    // First what is not kept yet: what is kept meanwhile is then in both.
    const unkept = runs.scoring.get(runId)?.unkept();
    const kept = await runs.indexes.rows(runId);
    const head = await store.head(runId);
    const fresh = unkept?.rows.slice(kept.length - unkept.from) ?? [];
    // A later row may have its figures before an earlier one.
    const end = fresh.findIndex(({ outcome }) => outcome === null);
    const late = end === -1 ? fresh : fresh.slice(0, end);
    const figures = [...kept, ...late.map(rankedFigures)];
    const bySum = ranksOf(figures.map(({ logprob }) => logprob));
    const byCharacter = ranksOf(figures.map(({ perCharacter }) => (perCharacter === null ? null : -perCharacter)));
    const sums: ScoreSums = head?.sums ?? begun.get(runId) ?? { failed: 0, prompt: '' };
    const whole = figures[0]?.logprob ?? null;
    return {
      total: figures.length,
      bySum,
      byCharacter,
      prompt: sums.prompt,
      async window(from: number, count: number): Promise<readonly (KeptScore | undefined)[]> {
        const stored = from < kept.length ? await store.rows(runId, { from, count }) : [];
        return numbers(from, Math.min(from + count, figures.length)).map(
          (place) => stored[place - from] ?? late[place - kept.length],
        );
      },
      async row(place: number): Promise<KeptScore | undefined> {
        if (place >= kept.length) return late[place - kept.length];
        const [row] = await store.rows(runId, { from: place, count: 1 });
        return row;
      },
      shown(row: KeptScore | undefined, place: number): readonly ScoreRow[] {
        const ranks = { bySum: bySum[place] ?? null, byCharacter: byCharacter[place] ?? null };
        return row === undefined ? [] : scoreRow(row, { sums, ranks, whole });
      },
    };
  }
}

const rowsPerRead = 500;

async function rowsToScore(
  { tables }: Pick<WorkContext, 'tables'>,
  { run, prompt }: Pick<ScoresRequest, 'run' | 'prompt'>,
  options: { readonly from: 'memory' | 'stream'; readonly signal: AbortSignal },
): Promise<Result<RowsToScore, TableProblem>> {
  const { dataset } = run.rank;
  if (run.kind === 'mattered' || dataset === null) return ok(typedScoreRows({ run, prompt }));
  const source = await datasetRows(tables, dataset, options);
  return source.ok ? fileScoreRows(source.value, { run, prompt }) : source;
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

const nothing: TableProblem = {
  kind: 'no-rows',
  title: 'There is nothing to score.',
  message:
    'Expected at least one completion that is not empty: a line of text, or a row of the column that holds them.',
};
