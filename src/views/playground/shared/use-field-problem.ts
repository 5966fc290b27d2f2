import { useCallback } from 'react';
import { usePlaygroundActions } from '../use-playground';

/** For a field of this name: what is wrong in it keeps Run back. The same function at every render. */
export function useFieldProblem(field: string): (problem: string | null) => void {
  const { setFieldProblem } = usePlaygroundActions();
  return useCallback((problem) => setFieldProblem(field, problem), [field, setFieldProblem]);
}
