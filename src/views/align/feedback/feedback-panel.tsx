import { Suspense, use } from 'react';
import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import type { Studio } from '../../../store/studio';
import { useStudio } from '../../use-studio';
import { candidateAt, shownTurn } from '../responses/shown-turn';
import { loadPanel } from './load-panel';

/** What the author says of a response. It hangs under it, from the button that opened it. */
export function FeedbackPanel() {
  const draft = useStudio(openDraft);
  if (draft === null) return null;
  return (
    <Suspense>
      <Panel key={feedbackKey(draft.candidateId, draft.kind)} draft={draft} />
    </Suspense>
  );
}

function Panel({ draft }: { readonly draft: FeedbackDraft }) {
  const Loaded = use(loadPanel());
  return <Loaded draft={draft} />;
}

/** The draft of another run waits until that run is shown again, unless it is being worked in just now. */
function openDraft(state: Studio): FeedbackDraft | null {
  const { feedback } = state.project.drafts;
  if (feedback === null || candidateAt(state, feedback) === null) return null;
  const atWork = state.align.alignments.get(feedback.candidateId)?.task === 'feedback';
  return atWork || shownTurn(state)?.id === feedback.turnId ? feedback : null;
}
