import { feedbackKey } from '../core/project/project';
import { candidateText } from '../core/project/run';
import { sentPrinciples } from '../core/prompt/compose';
import type { ActionContext } from './context';
import { draftKey, findCandidate } from './feedback-draft';
import { loadAlignment } from './load-alignment';
import { alignmentModelOf, errorData } from './model-choice';
import type { RationalesState } from './studio-state';
import { stopped } from './write-candidates';

/** Asks for rationales for the open panel, unless they are there. */
export async function loadRationales(context: ActionContext): Promise<void> {
  const { deps, get, set } = context;
  const { project, rationales, settings } = get();
  const draft = project.drafts.feedback;
  if (draft === null || draft.kind === 'rewrite') return;
  const key = draftKey(draft);
  const known = rationales[key];
  if (known !== undefined && known.status !== 'failed') return;
  const found = findCandidate(project, draft);
  if (found === null) return;
  const put = (value: RationalesState | null) => {
    const { [key]: _, ...others } = get().rationales;
    set({ rationales: value === null ? others : { ...others, [key]: value } });
  };
  const controller = new AbortController();
  context.running.set(`rationales ${key}`, controller);
  put({ status: 'loading' });
  try {
    const { suggestRationales } = await loadAlignment();
    const result = await suggestRationales(
      {
        kind: draft.kind,
        prompt: found.run.prompt,
        response: candidateText(found.candidate.state),
        principles: sentPrinciples(project.prompt.principles).map((principle) => principle.text),
      },
      { model: deps.models.model(alignmentModelOf(settings)), signal: controller.signal },
    );
    if (result.ok) put({ status: 'ready', rationales: result.value });
    else put({ status: 'failed', problem: { kind: 'unreadable', raw: result.error.raw, why: result.error.why } });
  } catch (error) {
    if (controller.signal.aborted) put(null);
    else put({ status: 'failed', problem: { kind: 'model', error: errorData(error) } });
  } finally {
    context.running.delete(`rationales ${key}`);
  }
}

/** Forgets rationales about texts that are no longer there. */
export function dropRationales(context: ActionContext, candidateIds: readonly string[]): void {
  const keys = candidateIds.flatMap((id) => [feedbackKey(id, 'kudos'), feedbackKey(id, 'critique')]);
  for (const key of keys) context.running.get(`rationales ${key}`)?.abort(stopped());
  const { rationales } = context.get();
  if (keys.every((key) => rationales[key] === undefined)) return;
  context.set({ rationales: Object.fromEntries(Object.entries(rationales).filter(([key]) => !keys.includes(key))) });
}
