import { blankConstitution } from '../../core/tuning/constitution/tuning-constitution';
import { formatAfter } from '../../core/tuning/export/formats';
import { defaultTuningSettings } from '../../core/tuning/run/tuning-settings';
import { blankTuningWork, type TuningRun } from '../../core/tuning/run/tuning-work';
import { errorData } from '../model-choice';
import type { TableLookup } from './table-lookup';
import type { TuneActions } from './tune-actions';
import { presentPlan, type TuneContext } from './tune-context';

/** Pairs that others have made, as a run that is finished: they are cleaned and taken away as ours are. */
export function pairActions(context: TuneContext, lookup: TableLookup): Pick<TuneActions, 'bringPairs'> {
  return {
    async bringPairs(file) {
      const failed = (error: unknown) =>
        context.notify({
          about: 'pairs',
          title: `${file.name} could not be brought in`,
          body: errorData(error).message,
        });
      await context.work.run({ scope: 'project/tune/pairs', failed }, async (signal) => {
        const run = runOf(context, file.name);
        const brought = await context.port.tuning.bringPairs({ runId: run.id, file }, signal);
        signal.throwIfAborted();
        if (!brought.ok) {
          context.notify({ about: 'pairs', title: brought.error.title, body: brought.error.message });
          return;
        }
        const { pairs, refused } = brought.value;
        context.deps.requestPersistence();
        context.setTuning((work) => ({
          ...work,
          runs: [...work.runs, { ...run, done: pairs, total: pairs }],
          exported: {
            ...work.exported,
            format: formatAfter(work.exported.format, {
              before: work.runs.at(-1)?.settings.make,
              make: run.settings.make,
            }),
          },
        }));
        lookup.refresh();
        context.notify({
          about: 'pairs',
          title: `${file.name}: ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} brought in`,
          body: refused.length === 0 ? 'No row was refused.' : `${refused.length} refused:`,
          details: refused.map(({ row, reason }) => `Row ${row}: ${reason}`),
          ...(refused.length === 0 && { isDone: true }),
        });
      });
    },
  };
}

/** Before its pairs are counted. */
function runOf(context: TuneContext, fileName: string): TuningRun {
  const { promptModel, alignmentModel } = presentPlan(context);
  const { runs } = context.tuning();
  return {
    id: context.deps.newId(),
    n: Math.max(0, ...runs.map(({ n }) => n)) + 1,
    at: context.deps.now(),
    prompts: blankTuningWork.prompts,
    constitution: blankConstitution,
    settings: { ...defaultTuningSettings, make: 'comparison' },
    promptModel,
    alignmentModel,
    estimate: { calls: 0, tokens: 0, seconds: 0 },
    status: { status: 'finished' },
    done: 0,
    total: 0,
    passed: { answers: 0, critiques: 0, revisions: 0, judgements: 0 },
    calls: 0,
    tokens: 0,
    failed: 0,
    broughtIn: fileName,
  };
}
