import { useShallow } from 'zustand/react/shallow';
import { type Problems, taskProblems } from '../../../store/playground/select-problems';
import { useStudio } from '../../use-studio';

/** Why the task on the screen cannot be sent, by the name of the control that mends it. */
export function useProblems(): Problems {
  return useStudio(useShallow(taskProblems));
}
