import { createStatistics } from '../../core/tuning/export/statistics-of';
import type { RowFilter, RowShown, RowsPage } from '../../core/tuning/tuning-port';
import type { WorkContext, WorkTable } from '../work/work-context';
import { lengthsOf, scoreOf } from './row-bands';
import { editOf, flagsOf, holdsText, isEdited, isWanted, shownRow } from './row-filter';
import { rowsOfRuns } from './rows-of-runs';
import { type IndexedRow, indexedRow } from './run-index';
import type { TuningRuns } from './runs';

type RowMethods = Pick<WorkTable, 'made-rows' | 'made-row' | 'made-statistics'>;

export function rowMethods(work: Pick<WorkContext, 'jobs'>, runs: TuningRuns): RowMethods {
  const store = work.jobs.tuning;

  /** With those that are not kept yet, some of them under way. */
  async function allRows(
    runId: string,
  ): Promise<{ readonly kept: readonly IndexedRow[]; readonly rows: readonly IndexedRow[] }> {
    // First what is not kept yet: what is kept meanwhile is then in both.
    const unkept = runs.underWay.get(runId)?.unkept();
    const kept = await runs.indexes.rows(runId);
    const rest = unkept?.rows.slice(Math.max(0, kept.length - unkept.from)) ?? [];
    return { kept, rows: rest.length === 0 ? kept : [...kept, ...rest.map(indexedRow)] };
  }

  /** Which rows of the run hold the text, by place; null: no text is sought. */
  async function textPlaces(
    runId: string,
    { text = '' }: RowFilter,
    kept: number,
  ): Promise<ReadonlySet<number> | null> {
    if (text === '') return null;
    const sought = text.toLowerCase();
    const unkept = runs.underWay.get(runId)?.unkept();
    const places = new Set(await runs.search.places(runId, sought, kept));
    for (const [index, row] of unkept?.rows.entries() ?? [])
      if (holdsText(row, sought)) places.add((unkept?.from ?? 0) + index);
    return places;
  }

  return {
    async 'made-rows'({ filter, window, ...request }) {
      const counts = createCounts();
      const rows: RowShown[] = [];
      let [matching, total] = [0, 0];
      for (const run of request.runs) {
        const all = await allRows(run.id);
        const places = await textPlaces(run.id, filter, all.kept.length);
        for (const [place, row] of all.rows.entries()) {
          const edit = editOf(request.edits, { runId: run.id, row: row.row });
          const flags = flagsOf(row, { edit, lateDifference: request.lateDifference });
          counts.add(row, { flags, edit });
          total += 1;
          if (places?.has(place) === false || !isWanted(row, { flags, edit, filter })) continue;
          if (matching >= window.from && rows.length < window.count)
            rows.push(shownRow(row, { runId: run.id, flags, edit }));
          matching += 1;
        }
      }
      return { rows, matching, total, counts: counts.result() };
    },

    async 'made-row'({ runId, row }) {
      const unkept = runs.underWay.get(runId)?.unkept();
      const index = await runs.indexes.rows(runId);
      const place = placeOf(index, row);
      if (place === null) return unkept?.rows.find((each) => each.row === row) ?? null;
      const [found] = await store.rows(runId, { from: place, count: 1 });
      return found ?? null;
    },

    async 'made-statistics'(request, { signal }) {
      const statistics = createStatistics(request.runs);
      const rowsOf = rowsOfRuns(work, runs, signal);
      for (const run of request.runs)
        for await (const rows of rowsOf(run))
          for (const row of rows)
            statistics.add(row, editOf(request.edits, { runId: run.id, row: row.row }) ?? undefined, run);
      return statistics.result();
    },
  };
}

/** Numbers rise. */
function placeOf(index: readonly IndexedRow[], row: number): number | null {
  let [low, high] = [0, index.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((index[middle]?.row ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return index[low]?.row === row ? low : null;
}

function createCounts() {
  const outcomes: Record<string, number> = {};
  const flags: Record<string, number> = {};
  const lengths: Record<string, number> = {};
  const scores: Record<string, number> = {};
  const count = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  return {
    add(
      { outcome, words, score }: Pick<IndexedRow, 'outcome' | 'words' | 'score'>,
      { flags: all, edit }: Pick<RowShown, 'flags' | 'edit'>,
    ) {
      count(outcomes, outcome);
      if (edit?.isRejected) count(outcomes, 'rejected');
      if (isEdited(edit)) count(outcomes, 'edited');
      for (const flag of all) count(flags, flag);
      for (const length of lengthsOf(words)) count(lengths, length);
      count(scores, scoreOf(score));
    },
    result: (): RowsPage['counts'] => ({ outcomes, flags, lengths, scores }),
  };
}
