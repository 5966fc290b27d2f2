import type { Regression } from '../../core/cases/case';
import type { ActionContext } from '../context';

export interface ChoiceActions {
  setRegression(change: Partial<Pick<Regression, 'samples' | 'runsAfterChange'>>): void;
  setChecksReplies(wanted: boolean): void;
}

/** What is ticked and typed beside cases and checks: at hand at once, unlike what they do, so that no box jumps back. */
export function choiceActions({ setProject }: ActionContext): ChoiceActions {
  return {
    setRegression: (change) =>
      setProject((project) => ({ ...project, regression: { ...project.regression, ...change } })),
    setChecksReplies: (checksReplies) =>
      setProject((project) => ({ ...project, adherence: { ...project.adherence, checksReplies } })),
  };
}
