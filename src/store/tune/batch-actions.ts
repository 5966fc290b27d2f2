import { ModelError } from '../../core/model/model-error';
import type { BatchRead } from '../../core/tuning/tuning-port';
import { errorData } from '../model-choice';
import { notifyAndRethrow } from '../notify-failure';
import type { SettledCheck } from '../settled-check';
import type { Notice } from '../studio-state';
import { elsewhere, newRun, requestOf } from './generation-actions';
import type { TableLookup } from './table-lookup';
import type { TuneActions } from './tune-actions';
import type { TuneContext } from './tune-context';

/** Calls of a stage that the batch service answers: written here, answered there, read back here. */
export function batchActions(
  context: TuneContext,
  { checks, lookup }: { readonly checks: SettledCheck; readonly lookup: TableLookup },
): Pick<TuneActions, 'batchFile' | 'importBatch'> {
  const { tuning, port, work } = context;
  const find = (runId: string) => tuning().runs.find(({ id }) => id === runId);

  const write = async (runId: string | null): Promise<File> => {
    const run = runId === null ? await begun(context, checks) : find(runId);
    if (run === undefined || run === null) throw notThere;
    if (runId === null) lookup.refresh();
    const { safety } = context.get().settings.gemini;
    const { stage, file } = await port.tuning.batchFile(
      { ...requestOf(context, run), safety },
      new AbortController().signal,
    );
    return new File([file], `run-${run.n}-${stage}.jsonl`, { type: 'application/jsonl' });
  };

  return {
    batchFile: (runId) =>
      notifyAndRethrow(
        context,
        { title: 'The batch file could not be written', body: (error) => errorData(error).message },
        write(runId),
      ),
    async importBatch(runId, results) {
      const failed = (body: string) =>
        context.notify({
          about: 'batch',
          title: `“${results.name}” was not imported`,
          body: `${body} Nothing was changed.`,
        });
      const run = find(runId);
      if (run === undefined) return;
      // It holds the run as whoever goes on with it does.
      const what = { scope: 'project/tune/job', ifRunning: 'leave', failed: said } as const;
      function said(error: unknown) {
        failed(errorData(error).message);
      }
      await work.run(what, async (signal) => {
        let isOurs = false;
        isOurs = await context.deps.withLock(`tune/job/${runId}`, async () => {
          const read = await port.tuning.importBatch({ ...requestOf(context, run), results }, signal);
          signal.throwIfAborted();
          if (read.ok) context.notify(imported(results.name, read.value));
          else failed(read.error);
        });
        if (!isOurs && !signal.aborted) context.notify(elsewhere);
      });
    },
  };
}

/** A run that waits for the answers of the service: nothing of it is sent from here before the author presses Resume. */
async function begun(context: TuneContext, checks: SettledCheck) {
  const run = await newRun(context, checks);
  if (run === null) return null;
  const waiting = { ...run, status: { status: 'stopped' } } as const;
  context.setTuning((work) => ({ ...work, runs: [...work.runs, waiting] }));
  return waiting;
}

/** As many errors of calls are named, each with its row. */
const mostNamed = 10;

function imported(name: string, { answers, failed, unanswered, unknown }: BatchRead): Omit<Notice, 'id'> {
  const details = [
    ...failed.slice(0, mostNamed).map(({ row, message }) => `Row ${row} failed: ${message}`),
    ...(failed.length > mostNamed ? [`${failed.length - mostNamed} more rows failed.`] : []),
    ...(unanswered > 0 ? [`${calls(unanswered)} no line in it, and will be asked for again.`] : []),
    ...(unknown > 0 ? [`${lines(unknown)} to no call that waits for an answer, and was passed over.`] : []),
  ];
  return {
    about: 'batch',
    title: answers === 1 ? `1 answer of “${name}” was read` : `${answers} answers of “${name}” were read`,
    body: 'Resume goes on from here. To have what comes next answered by the batch service too, export it before.',
    ...(details.length > 0 ? { details } : { isDone: true }),
  };
}

function calls(count: number): string {
  return count === 1 ? '1 call has' : `${count} calls have`;
}

function lines(count: number): string {
  return count === 1 ? '1 line belongs' : `Each of ${count} lines belongs`;
}

const notThere = new ModelError({
  kind: 'bad-request',
  code: 'NOT_READY',
  message: 'Expected a run whose calls could be written, and there is none.',
});
