import { useDeferredValue, useMemo } from 'react';
import type { Case } from '../../../core/cases/case';
import type { CaseState } from '../../../core/cases/outcome';
import { caseStates, type Present } from '../../../store/cases/case-work';
import { useStudio } from '../../use-studio';

export interface ShownCase {
  readonly case: Case;
  readonly state: CaseState;
}

/** What cases are asked with, a moment behind what is typed: each key in the prompt would look at all of them. */
export function usePresent(): Present {
  const prompt = useStudio(({ project }) => project.prompt);
  const sampling = useStudio(({ project }) => project.sampling);
  const regression = useStudio(({ project }) => project.regression);
  const chat = useStudio(({ project }) => project.chat);
  const settings = useStudio((state) => state.settings);
  const present = useMemo(
    () => ({ project: { prompt, sampling, regression, chat }, settings }),
    [prompt, sampling, regression, chat, settings],
  );
  return useDeferredValue(present);
}

export function useShownCases(present: Present): readonly ShownCase[] {
  return useMemo(() => {
    const states = caseStates(present);
    return present.project.regression.cases.flatMap((one, place) => {
      const state = states[place];
      return state === undefined ? [] : [{ case: one, state }];
    });
  }, [present]);
}
