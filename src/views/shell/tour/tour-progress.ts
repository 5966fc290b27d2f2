import type { Project } from '../../../core/project/project';
import type { TourStep } from './tour-steps';

/** How often it has happened in this project what a step of the tour is about: a step is done when the number grows. */
export function timesDone(target: TourStep['target'], { turns, prompt }: Project): number {
  switch (target) {
    case 'run':
      return turns.filter(({ candidates }) => candidates.some(({ state }) => state.status === 'answered')).length;
    case 'critique':
      return prompt.principles.length;
    case 'fold':
      return prompt.principles.filter(({ status }) => status === 'folded').length;
  }
}
