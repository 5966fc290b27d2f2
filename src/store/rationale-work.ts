import { suggestRationales } from '../core/alignment/suggest-rationales';
import { candidateText } from '../core/conversation/candidate';
import { pathTo } from '../core/conversation/tree';
import type { RationalesState } from './align/align-state';
import type { ActionContext } from './context';
import { alignmentDeps } from './context-tokens';
import { draftKey, findCandidate } from './feedback-draft';
import { errorData } from './model-choice';

/** Asks for rationales for the open panel, unless they are there. */
export async function loadRationales(context: ActionContext): Promise<void> {
  const { get, setAlign } = context;
  const { project, align } = get();
  const draft = project.drafts.feedback;
  if (draft === null || draft.kind === 'rewrite') return;
  const key = draftKey(draft);
  const known = align.rationales[key];
  if (known !== undefined && known.status !== 'failed') return;
  const found = findCandidate(project, draft);
  if (found === null) return;
  const put = (value: RationalesState | null) => {
    const { [key]: _, ...others } = get().align.rationales;
    setAlign({ rationales: value === null ? others : { ...others, [key]: value } });
  };
  const input = {
    kind: draft.kind,
    path: pathTo(project.turns, draft.turnId),
    response: candidateText(found.candidate.state),
    constitution: project.prompt.principles,
  };
  await context.work.run(
    {
      scope: 'project/align/rationales',
      key,
      failed: (error) => put({ status: 'failed', problem: { kind: 'model', error: errorData(error) } }),
      stopped: () => put(null),
    },
    async (signal) => {
      put({ status: 'loading' });
      const result = await suggestRationales(input, alignmentDeps(context, signal));
      signal.throwIfAborted();
      if (result.ok) put({ status: 'ready', rationales: result.value });
      else put({ status: 'failed', problem: { kind: 'unreadable', raw: result.error.raw, why: result.error.why } });
    },
  );
}
