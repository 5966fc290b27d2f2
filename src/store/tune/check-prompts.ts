import type { TableProblem } from '../../core/dataset/table';
import { critiqueKey } from '../../core/tuning/run/early-ends';
import type { CheckRequest, PromptsFound } from '../../core/tuning/tuning-port';
import { errorData } from '../model-choice';
import { type SettledCheck, settledCheck } from '../settled-check';
import { hasPrompts } from './select-tune';
import { presentPlan, type TuneContext } from './tune-context';
import type { PromptsState } from './tune-state';

/** Keeps `tune.prompts` true to the set-up: what the prompts are, and what a run of them would take. */
export function promptChecks(context: TuneContext): SettledCheck {
  const { tune, setTune } = context;
  return settledCheck<CheckRequest, PromptsFound, TableProblem>(context, {
    scope: 'project/tune/check',
    request: () => (hasPrompts(context.tuning().prompts) ? checkRequest(context) : null),
    isHeld: () => false,
    ask: (plan, signal) => context.port.tuning.check(plan, signal),
    failed: couldNotCheck,
    isNone: () => tune().prompts.status === 'none',
    showNone: () => setTune({ prompts: { status: 'none' } }),
    showChecking: () => setTune({ prompts: { status: 'checking', last: lastOf(tune().prompts) } }),
    showAnswer: (answer) =>
      setTune({
        prompts: answer.ok ? { status: 'ready', found: answer.value } : { status: 'refused', problem: answer.error },
      }),
  });
}

/** So many of the latest runs tell how often there is nothing to improve. */
const runsToGoBy = 3;

function checkRequest(context: TuneContext): CheckRequest {
  const plan = presentPlan(context);
  const key = critiqueKey(plan);
  const earlier = context
    .tuning()
    .runs.filter(({ settings, status }) => settings.make !== 'comparison' && status.status !== 'running')
    .filter((run) => critiqueKey(run) === key);
  return { ...plan, earlierRuns: earlier.slice(-runsToGoBy).map(({ id }) => id) };
}

function lastOf(prompts: PromptsState): PromptsFound | null {
  switch (prompts.status) {
    case 'ready':
      return prompts.found;
    case 'checking':
      return prompts.last;
    case 'none':
    case 'refused':
      return null;
  }
}

function couldNotCheck(error: unknown): TableProblem {
  return { kind: 'unreadable', title: 'The prompts could not be checked.', message: errorData(error).message };
}
