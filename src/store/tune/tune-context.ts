import type { CallLimits } from '../../core/calls/limits';
import type { ModelRef } from '../../core/model/model-ref';
import { blankTuningWork, type TuningRun, type TuningWork } from '../../core/tuning/run/tuning-work';
import type { TuningPlan } from '../../core/tuning/tuning-port';
import type { WorkPort } from '../../core/work-port';
import type { ActionContext } from '../context';
import { callLimits } from '../label/call-limits';
import { alignmentModelOf } from '../model-choice';
import type { TuneState } from './tune-state';

/** What every group of Tune's actions works with. */
export interface TuneContext extends ActionContext {
  readonly port: Pick<WorkPort, 'tables' | 'tuning'>;
  readonly tune: () => TuneState;
  readonly setTune: (change: Partial<TuneState>) => void;
  /** What the project holds of Tune; blank where nobody has made data yet. */
  readonly tuning: () => TuningWork;
  readonly setTuning: (change: (work: TuningWork) => TuningWork) => void;
  /** Leaves everything as it is when the run has gone. */
  readonly setRun: (id: string, change: (run: TuningRun) => TuningRun) => void;
  /** Of a piece of work that asks these models. */
  readonly limits: (models: readonly ModelRef[]) => CallLimits;
}

export function tuneContext(context: ActionContext, port: TuneContext['port']): TuneContext {
  const { get, set, setProject } = context;
  const setTuning: TuneContext['setTuning'] = (change) =>
    setProject((project) => {
      const before = project.tuning ?? blankTuningWork;
      const after = change(before);
      return after === before ? project : { ...project, tuning: after };
    });
  return {
    ...context,
    port,
    tune: () => get().tune,
    setTune: (change) => set({ tune: { ...get().tune, ...change } }),
    tuning: () => get().project.tuning ?? blankTuningWork,
    setTuning,
    setRun: (id, change) =>
      setTuning((present) => {
        const index = present.runs.findIndex((run) => run.id === id);
        const before = present.runs[index];
        if (before === undefined) return present;
        const after = change(before);
        return after === before ? present : { ...present, runs: present.runs.with(index, after) };
      }),
    limits: (models) => callLimits(models, get().settings),
  };
}

/** What a run would be made from now. */
export function presentPlan(context: TuneContext): TuningPlan {
  const { prompts, constitution, settings } = context.tuning();
  const { settings: device } = context.get();
  const models = { promptModel: device.promptModel, alignmentModel: alignmentModelOf(device) };
  const plan = { prompts, constitution, settings, ...models };
  return { ...plan, limits: context.limits(modelsOf(plan)) };
}

/** Every model that data is made by. */
export function modelsOf({
  promptModel,
  alignmentModel,
  settings: { make, comparison },
}: Pick<TuningPlan, 'promptModel' | 'alignmentModel' | 'settings'>): readonly ModelRef[] {
  if (make !== 'comparison') return [promptModel, alignmentModel];
  const { answersBy, judge } = comparison;
  return [promptModel, ...(answersBy.kind === 'models' ? [answersBy.second] : []), judge ?? alignmentModel];
}
