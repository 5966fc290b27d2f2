import { defaultReadOptions, type Table } from '../../core/dataset/table';
import type { JobStore } from '../../core/jobs/job-store';
import { err, ok } from '../../core/result';
import { blankConstitution } from '../../core/tuning/constitution/tuning-constitution';
import { createRowFlags } from '../../core/tuning/flags/flag-rows';
import { type PairRead, readPairs } from '../../core/tuning/pairs/read-pairs';
import type { KeptRow, RunSums } from '../../core/tuning/run/kept-row';
import type { Compared } from '../../core/tuning/run/made-row';
import { keptRowsPerChunk, noSums } from '../../core/tuning/run/make-rows';
import { readTable } from '../table/read-table';
import type { WorkTable } from '../work/work-context';

type PairStore = Pick<JobStore<KeptRow, RunSums>, 'append' | 'remove'>;

/** Pairs that others have made become rows of a run, to be looked at, cleaned and taken away in another form. */
export function pairsMethod({ tuning }: { readonly tuning: PairStore }): Pick<WorkTable, 'bring-pairs'> {
  return {
    async 'bring-pairs'({ runId, file }, { signal }) {
      const named = new File([file.content], file.name);
      const table = await readTable(named, defaultReadOptions, { signal, onProgress: () => {} });
      if (!table.ok) return table;
      const read = readPairs(
        table.value.summary.columns.map(({ name }) => name),
        rowsOf(table.value),
      );
      if (!read.ok) return err({ kind: 'too-few-columns', title: 'This is no file of pairs.', message: read.error });
      const { pairs, refused } = read.value;
      if (pairs.length === 0) {
        const [first] = refused;
        const why = first === undefined ? '' : ` Row ${first.row}: ${first.reason}`;
        return err({ kind: 'no-rows', title: 'No row is a pair.', message: `Every row was refused.${why}` });
      }
      try {
        await keep(pairs, { store: tuning, runId, signal });
      } catch (error) {
        // Nobody has a run of which a part is there.
        await tuning.remove(runId);
        throw error;
      }
      return ok({ pairs: pairs.length, refused });
    },
  };
}

interface Keeping {
  readonly store: PairStore;
  readonly runId: string;
  readonly signal: AbortSignal;
}

/** In chunks as those of a run that makes its rows: whoever looks at one row reads its chunk. */
async function keep(pairs: readonly PairRead[], { store, runId, signal }: Keeping): Promise<void> {
  const flagged = createRowFlags(blankConstitution);
  for (let from = 0; from < pairs.length; from += keptRowsPerChunk) {
    signal.throwIfAborted();
    const rows = pairs.slice(from, from + keptRowsPerChunk).map((pair): KeptRow => rowOf(pair, flagged));
    await store.append(runId, { head: { done: from + rows.length, sums: noSums }, rows, lines: '' });
  }
}

function* rowsOf(table: Table) {
  for (let row = 0; row < table.rowCount; row++) yield { number: table.rowNumber(row), cells: table.row(row) };
}

function rowOf({ chosen, rejected, ...prompt }: PairRead, flagged: ReturnType<typeof createRowFlags>): KeptRow {
  const answers = [
    { text: chosen, isCut: false },
    { text: rejected, isCut: false },
  ] as const;
  const made: Compared = { kind: 'compared', answers, isIdentical: false, judgements: [], isBroughtIn: true };
  return { ...prompt, made, ...flagged({ turns: prompt.turns, made }), calls: 0, tokens: 0 };
}
