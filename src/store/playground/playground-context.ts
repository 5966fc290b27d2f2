import type { CallLimits } from '../../core/calls/limits';
import type { ModelRef } from '../../core/model/model-ref';
import type { PlaygroundRun, PlaygroundWork } from '../../core/playground/playground-work';
import type { WorkPort } from '../../core/work-port';
import type { ActionContext } from '../context';
import { callLimits } from '../label/call-limits';
import type { PlaygroundState } from './playground-state';
import { playgroundModel, playgroundOf } from './select-playground';

/** What every group of the Playground's actions works with. */
export interface PlaygroundContext extends ActionContext {
  readonly port: Pick<WorkPort, 'tables' | 'playground'>;
  readonly shown: () => PlaygroundState;
  readonly setShown: (change: Partial<PlaygroundState>) => void;
  /** What the project holds of the Playground. */
  readonly kept: () => PlaygroundWork;
  readonly setKept: (change: (work: PlaygroundWork) => PlaygroundWork) => void;
  /** Leaves everything as it is when the run has gone, or is of another kind. */
  readonly setRun: <Run extends PlaygroundRun>(
    id: string,
    is: (run: PlaygroundRun) => run is Run,
    change: (run: Run) => PlaygroundRun,
  ) => void;
  /** Whom Complete and Evaluate ask. */
  readonly model: () => ModelRef;
  readonly limits: (model: ModelRef) => CallLimits;
  /** What every run begins with. */
  readonly newHead: (model: ModelRef) => Pick<PlaygroundRun, 'id' | 'n' | 'at' | 'model' | 'tookMs'>;
}

export function playgroundContext(context: ActionContext, port: PlaygroundContext['port']): PlaygroundContext {
  const { get, set, setProject, deps } = context;
  const kept = () => playgroundOf(get().project);
  const setKept: PlaygroundContext['setKept'] = (change) =>
    setProject((project) => {
      const before = playgroundOf(project);
      const after = change(before);
      return after === before ? project : { ...project, playground: after };
    });
  return {
    ...context,
    port,
    shown: () => get().playground,
    setShown: (change) => set({ playground: { ...get().playground, ...change } }),
    kept,
    setKept,
    setRun: (id, is, change) =>
      setKept((work) => {
        const index = work.runs.findIndex((run) => run.id === id);
        const before = work.runs[index];
        if (before === undefined || !is(before)) return work;
        const after = change(before);
        return after === before ? work : { ...work, runs: work.runs.with(index, after) };
      }),
    model: () => playgroundModel(get()),
    limits: (model) => callLimits([model], get().settings),
    newHead: (model) => ({
      id: deps.newId(),
      n: Math.max(0, ...kept().runs.map(({ n }) => n)) + 1,
      at: deps.now(),
      model,
      tookMs: null,
    }),
  };
}
