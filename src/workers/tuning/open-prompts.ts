import type { TableProblem } from '../../core/dataset/table';
import { ModelError } from '../../core/model/model-error';
import { err, type Result } from '../../core/result';
import { promptLimit } from '../../core/tuning/run/prompts/prompt-limit';
import { type PromptRows, rowsOfFile, rowsTyped } from '../../core/tuning/run/prompts/prompt-rows';
import { type ScannedPrompts, scanPrompts } from '../../core/tuning/run/prompts/scan-prompts';
import type { PromptSource, TuningRun } from '../../core/tuning/run/tuning-work';
import { realSleep } from '../set-timer';
import { orTableFailure } from '../table/table-failure';
import type { TableStore } from '../table/table-store';
import { datasetRows } from '../work/dataset-rows';

/** `memory`: a file that is looked at again and again; `stream`: one that is gone through once, of any size. */
export async function openPrompts(
  tables: TableStore,
  prompts: PromptSource,
  { from, signal }: { readonly from: 'memory' | 'stream'; readonly signal: AbortSignal },
): Promise<Result<PromptRows, TableProblem>> {
  const { dataset } = prompts;
  if (dataset === null) {
    const rows = rowsTyped(prompts.typed);
    return rows.total === 0 ? err(noPrompts) : { ok: true, value: rows };
  }
  const { format } = dataset.table;
  const source = await datasetRows(tables, dataset, { from, signal });
  if (!source.ok) return source;
  const rows = rowsOfFile(source.value, { ...prompts, format: format.kind });
  return rows.ok ? { ok: true, value: breathing(rows.value) } : rows;
}

/** The prompts of a run, and which rows of its file they are. */
export async function openRun(
  tables: TableStore,
  run: Pick<TuningRun, 'prompts' | 'constitution' | 'settings' | 'promptModel'>,
  options: { readonly from: 'memory' | 'stream'; readonly signal: AbortSignal },
): Promise<{ readonly rows: PromptRows; readonly scanned: ScannedPrompts }> {
  const rows = orTableFailure(await openPrompts(tables, run.prompts, options));
  return { rows, scanned: await scanned(rows, run, options.signal) };
}

export function scanned(
  rows: PromptRows,
  run: Pick<TuningRun, 'prompts' | 'constitution' | 'settings' | 'promptModel'>,
  signal: AbortSignal,
): Promise<ScannedPrompts> {
  return scanPrompts(rows, { ...run.prompts, seed: run.settings.seed, limit: promptLimit(run), signal });
}

const piecesPerBreath = 20;

/** A worker that goes through a million rows hears an abort now and then, and answers others. */
function breathing(rows: PromptRows): PromptRows {
  return {
    total: rows.total,
    async *pieces(signal) {
      let count = 0;
      for await (const piece of rows.pieces(signal)) {
        yield piece;
        count += 1;
        if (count % piecesPerBreath === 0) await realSleep(0, signal);
      }
    },
  };
}

const noPrompts: TableProblem = {
  kind: 'no-rows',
  title: 'There are no prompts.',
  message: 'Expected a file with a column of prompts, or prompts that are typed in, and found neither.',
};

export function badRequest(code: string, message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code, message });
}
