import type { CallLimits } from '../../core/calls/limits';
import { blankLabelerWork } from '../../core/labeler/run/blank-labeler-work';
import type { LabelerRun, LabelerSetup, LabelerWork, LabelJob } from '../../core/labeler/run/labeler-run';
import type { ModelRef } from '../../core/model/model-ref';
import type { WorkPort } from '../../core/work-port';
import type { ActionContext } from '../context';
import { callLimits } from './call-limits';
import type { LabelState } from './label-state';
import { type LabelModels, modelsOfRun } from './select-models';

/** What every group of Label's actions works with. */
export interface LabelContext extends ActionContext {
  readonly labeler: WorkPort;
  readonly label: () => LabelState;
  readonly setLabel: (change: Partial<LabelState>) => void;
  /** The project's labeling; blank where nobody has labeled yet. */
  readonly labeling: () => LabelerWork;
  readonly setLabeling: (change: (work: LabelerWork) => LabelerWork) => void;
  readonly setSetup: (change: Partial<LabelerSetup>) => void;
  /** Leaves everything as it is when the run, or the job, has gone. */
  readonly setRun: (id: string, change: (run: LabelerRun) => LabelerRun) => void;
  readonly setJob: (id: string, change: (job: LabelJob) => LabelJob) => void;
  /** Of a piece of work that asks these models. */
  readonly limits: (models: readonly ModelRef[]) => CallLimits;
  /** What this run is used with. */
  readonly modelsOfRun: (run: LabelerRun) => LabelModels;
}

export function labelContext(context: ActionContext, labeler: WorkPort): LabelContext {
  const labeling = () => context.get().project.labeler ?? blankLabelerWork;
  const setLabeling: LabelContext['setLabeling'] = (change) =>
    context.setProject((project) => {
      const before = project.labeler ?? blankLabelerWork;
      const after = change(before);
      return after === before ? project : { ...project, labeler: after };
    });
  return {
    ...context,
    labeler,
    labeling,
    setLabeling,
    label: () => context.get().label,
    setLabel: (change) => context.set({ label: { ...context.get().label, ...change } }),
    setSetup: (change) => setLabeling((present) => ({ ...present, setup: { ...present.setup, ...change } })),
    setRun: (id, change) => setLabeling((present) => withItems(present, 'runs', changed(present.runs, id, change))),
    setJob: (id, change) => setLabeling((present) => withItems(present, 'jobs', changed(present.jobs, id, change))),
    modelsOfRun: (run) => modelsOfRun(run, { setup: labeling().setup, settings: context.get().settings }),
    limits: (models) => callLimits(models, context.get().settings),
  };
}

function withItems<Key extends 'runs' | 'jobs'>(work: LabelerWork, key: Key, items: LabelerWork[Key]): LabelerWork {
  return items === work[key] ? work : { ...work, [key]: items };
}

/** The same list when nothing in it changes. */
function changed<T extends { readonly id: string }>(items: readonly T[], id: string, change: (item: T) => T) {
  const index = items.findIndex((item) => item.id === id);
  const before = items[index];
  if (before === undefined) return items;
  const after = change(before);
  return after === before ? items : items.with(index, after);
}
