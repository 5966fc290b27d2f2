import { useDeferredValue, useMemo } from 'react';
import type { Case } from '../../../core/cases/case';
import { caseStates, type Present, type PresentCase } from '../../../store/cases/case-work';
import { contextOf } from '../../../store/chat/next-fit';
import { useStudio } from '../../use-studio';

export interface ShownCase {
  readonly case: Case;
  readonly state: PresentCase;
}

/** What cases are asked with, a moment behind what is typed: each key in the prompt would look at all of them. */
export function usePresent(): Present {
  const prompt = useStudio(({ project }) => project.prompt);
  const sampling = useStudio(({ project }) => project.sampling);
  const regression = useStudio(({ project }) => project.regression);
  const chat = useStudio(({ project }) => project.chat);
  const settings = useStudio((state) => state.settings);
  const stored = useStudio(({ local }) => local.stored);
  const prebuilt = useStudio(({ local }) => local.prebuilt);
  const contextTokens = useMemo(
    () => contextOf({ settings, local: { stored, prebuilt } }, settings.promptModel),
    [settings, stored, prebuilt],
  );
  const present = useMemo(
    () => ({ project: { prompt, sampling, regression, chat }, settings, contextTokens }),
    [prompt, sampling, regression, chat, settings, contextTokens],
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
