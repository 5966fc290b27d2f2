import type { Estimate } from '../../core/calls/estimate';
import type { CaseInput } from '../../core/cases/case';
import { type AskedCase, type Asking, askCase } from '../../core/cases/case-prompt';
import { withoutEach } from '../../core/cases/effects';
import { type CaseState, caseState, type Judging } from '../../core/cases/outcome';
import { estimateCases, type PlannedSample, plannedSamples } from '../../core/cases/plan';
import { modelKey } from '../../core/model/model-ref';
import { contextOf } from '../context-tokens';
import { callLimits } from '../label/call-limits';
import { alignmentModelOf } from '../model-choice';
import type { StudioState } from '../studio-state';

/** `effects`: each case without each of the principles in turn. */
export type CaseTask = 'cases' | 'effects';

/** What cases are asked and judged with at present. */
export interface Present extends Pick<StudioState, 'settings'> {
  readonly project: Pick<StudioState['project'], 'prompt' | 'sampling' | 'regression' | 'chat'>;
  /** How much the prompt model holds; null where nobody knows. */
  readonly contextTokens: number | null;
}

export function presentOf(state: Pick<StudioState, 'project' | 'settings' | 'local'>): Present {
  const { project, settings } = state;
  return { project, settings, contextTokens: contextOf(state, settings.promptModel) };
}

export function presentAsking({ project, settings, contextTokens }: Present): Asking {
  return {
    document: project.prompt,
    model: settings.promptModel,
    settings: project.sampling,
    botName: project.chat.botName,
    contextTokens,
  };
}

export function presentJudging({ project, settings }: Omit<Present, 'contextTokens'>): Judging {
  return { samples: project.regression.samples, judge: modelKey(alignmentModelOf(settings)) };
}

export interface PresentCase extends CaseState {
  /** How many of the oldest exchanges of its conversation the model cannot hold. */
  readonly leftOut: number;
}

/** What the present prompt does to each case, in their order. */
export function caseStates(present: Present): readonly PresentCase[] {
  const [asking, judging] = [presentAsking(present), presentJudging(present)];
  return present.project.regression.cases.map((one) => {
    const asked = askedAsBefore(one.input, asking);
    if ('why' in asked) return { ...caseState(one, asked, judging), leftOut: 0 };
    return { ...caseState(one, asked.key, judging), leftOut: asked.leftOut };
  });
}

/** Each answer of a run looks at all cases, and composes none of them anew while the prompt is the same. */
const lastAsked = new WeakMap<CaseInput, { readonly asking: Asking; readonly asked: AskedCase }>();

function askedAsBefore(input: CaseInput, asking: Asking): AskedCase {
  const last = lastAsked.get(input);
  if (last !== undefined && isSameAsking(last.asking, asking)) return last.asked;
  const asked = askCase(input, asking);
  lastAsked.set(input, { asking, asked });
  return asked;
}

function isSameAsking(a: Asking, b: Asking): boolean {
  return (
    a.document === b.document &&
    a.model === b.model &&
    a.settings === b.settings &&
    a.botName === b.botName &&
    a.contextTokens === b.contextTokens
  );
}

interface WantedCases {
  readonly task: CaseTask;
  /** Null: all of them. */
  readonly ids: readonly string[] | null;
}

/** What is still to be answered and judged. */
export function plannedWork(present: Present, { task, ids }: WantedCases): readonly PlannedSample[] {
  const { project, settings } = present;
  const { cases, samples } = project.regression;
  const itself = { document: project.prompt, isTrial: false };
  const documents =
    task === 'cases'
      ? [itself]
      : [itself, ...withoutEach(project.prompt).map(({ document }) => ({ document, isTrial: true }))];
  const { document: _, ...asking } = presentAsking(present);
  const judge = alignmentModelOf(settings);
  const wanted = new Set(ids ?? cases.map(({ id }) => id));
  return plannedSamples({ cases, ids: wanted, documents, samples, judge, ...asking });
}

export function estimateOf(present: Present, planned: readonly PlannedSample[]): Estimate {
  const [model, judge] = [present.settings.promptModel, alignmentModelOf(present.settings)];
  return estimateCases(planned, { model, judge }, callLimits([model, judge], present.settings));
}
