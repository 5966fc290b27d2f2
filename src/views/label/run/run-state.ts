import type { FinishReason, LabelerRun, RunStatus } from '../../../core/labeler/run/labeler-run';
import { counted } from '../../shared/counted';
import type { IconName } from '../../ui/icon-paths';
import { stepProgress } from './progress';

export interface StateWords {
  readonly icon: IconName;
  readonly word: string;
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
}

/** How a run stands, as icon and word. `isHere`: it is being trained in this tab. */
export function stateWords(status: RunStatus, isHere: { readonly pausing: boolean } | null): StateWords {
  switch (status.status) {
    case 'training':
      if (isHere === null) return { icon: 'clock', word: 'Training in another tab', tone: 'plain' };
      return isHere.pausing
        ? { icon: 'pause', word: 'Pausing', tone: 'plain' }
        : { icon: 'play', word: 'Training', tone: 'plain' };
    case 'paused':
      return status.error === undefined
        ? { icon: 'pause', word: 'Paused', tone: 'plain' }
        : { icon: 'warn', word: 'Paused by a problem', tone: 'warn' };
    case 'interrupted':
      return { icon: 'warn', word: 'Interrupted', tone: 'warn' };
    case 'stopped':
      return { icon: 'stop', word: 'Stopped', tone: 'plain' };
    case 'finished':
      return { icon: 'check', word: 'Finished', tone: 'good' };
    case 'failed':
      return { icon: 'x', word: 'Failed', tone: 'bad' };
    case 'imported':
      return { icon: 'import', word: 'Imported', tone: 'plain' };
  }
}

/** How a run that is not under way ended, as a sentence; null where an alert says it, or there is nothing to say. */
export function endWords(run: LabelerRun): string | null {
  if (run.status.status === 'finished') return finishWords(run.status.reason, run);
  const unscored = run.status.status === 'stopped' && !run.evaluations.some(({ split }) => split === 'test');
  return unscored ? 'Stopped early: the test rows are not read yet.' : null;
}

/** Why training ended, as a sentence. */
export function finishWords(reason: FinishReason, run: Pick<LabelerRun, 'settings' | 'labelers' | 'status'>): string {
  const { settings } = run;
  switch (reason) {
    case 'all-steps':
      return 'All steps are done.';
    case 'no-improvement': {
      // Its patience can run out at the very last step.
      const { done, steps } = stepProgress(run);
      if (done >= steps) return finishWords('all-steps', run);
      const patience = settings?.hyperparameters.patience ?? null;
      return patience === null
        ? 'No step brought anything better any more.'
        : `Ended early: ${counted(patience, 'step')} in a row brought nothing better.`;
    }
    case 'perfect':
      return 'No training row is misread any more.';
    case 'call-budget': {
      const budget = settings?.hyperparameters.callBudget ?? null;
      return budget === null ? 'The call budget is spent.' : `The budget of ${counted(budget, 'call')} is spent.`;
    }
  }
}
