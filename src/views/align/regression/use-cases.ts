import { useDeferredValue, useMemo } from 'react';
import type { Case } from '../../../core/cases/case';
import { caseStates, type Present, type PresentCase } from '../../../store/cases/case-work';
import { contextOf } from '../../../store/context-tokens';
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
      return state === undefined ? [] : [shownCase(one, state)];
    });
  }, [present]);
}

/** As each case was shown last. */
const lastShown = new WeakMap<Case, ShownCase>();

/** The same object while nothing of it changes: with each answer of a run only one of the rows is rendered anew. */
function shownCase(one: Case, state: PresentCase): ShownCase {
  const last = lastShown.get(one);
  if (last !== undefined && isSame(last.state, state)) return last;
  const shown = { case: one, state };
  lastShown.set(one, shown);
  return shown;
}

function isSame(a: PresentCase, b: PresentCase): boolean {
  return (
    a.outcome === b.outcome &&
    a.isByHand === b.isByHand &&
    a.why === b.why &&
    a.result === b.result &&
    a.leftOut === b.leftOut
  );
}
