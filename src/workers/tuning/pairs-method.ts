import { defaultReadOptions, type Table } from '../../core/dataset/table';
import { err, ok } from '../../core/result';
import { blankConstitution } from '../../core/tuning/constitution/tuning-constitution';
import { createRowFlags } from '../../core/tuning/flags/flag-rows';
import { type PairRead, readPairs } from '../../core/tuning/pairs/read-pairs';
import type { KeptRow } from '../../core/tuning/run/kept-row';
import type { Compared } from '../../core/tuning/run/made-row';
import { noSums } from '../../core/tuning/run/make-rows';
import { readTable } from '../table/read-table';
import type { WorkContext, WorkTable } from '../work/work-context';

/** Pairs that others have made become rows of a run, to be looked at, cleaned and taken away in another form. */
export function pairsMethod({ jobs }: Pick<WorkContext, 'jobs'>): Pick<WorkTable, 'bring-pairs'> {
  return {
    async 'bring-pairs'({ runId, file }, { signal }) {
      const named = new File([file.content], file.name);
      const table = await readTable(named, defaultReadOptions, { signal, onProgress: () => {} });
      if (!table.ok) return table;
      const read = readPairs(
        table.value.summary.columns.map(({ name }) => name),
        rowsOf(table.value),
      );
      if (!read.ok) return err({ kind: 'too-few-columns', title: 'This is no file of pairs', message: read.error });
      const { pairs, refused } = read.value;
      if (pairs.length === 0) {
        const [first] = refused;
        const why = first === undefined ? '' : ` Row ${first.row}: ${first.reason}`;
        return err({ kind: 'no-rows', title: 'No row is a pair', message: `Every row was refused.${why}` });
      }
      const flagged = createRowFlags(blankConstitution);
      signal.throwIfAborted();
      await jobs.tuning.append(runId, {
        head: { done: pairs.length, sums: noSums },
        rows: pairs.map((pair): KeptRow => rowOf(pair, flagged)),
        lines: '',
      });
      return ok({ pairs: pairs.length, refused });
    },
  };
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
