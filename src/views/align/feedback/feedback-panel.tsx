import { Suspense, use } from 'react';
import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import type { Studio } from '../../../store/studio';
import { useStudio } from '../../use-studio';
import { candidateAt } from '../responses/shown-turn';
import { loadPanel } from './load-panel';
import type { OpenPanelProps } from './open-panel';

/** What the author says of a response. It hangs under it, from the button that opened it. */
export function FeedbackPanel({ turnId }: { readonly turnId: string | null }) {
  const draft = useStudio((state) => openDraft(state, turnId));
  if (draft === null) return null;
  return (
    <Suspense>
      <Panel key={feedbackKey(draft.candidateId, draft.kind)} draft={draft} shownId={turnId} />
    </Suspense>
  );
}

function Panel(props: OpenPanelProps) {
  const Loaded = use(loadPanel());
  return <Loaded {...props} />;
}

/** The draft of another run waits until that run is shown again, unless it is being worked in just now. */
function openDraft(state: Studio, shownId: string | null): FeedbackDraft | null {
  const { feedback } = state.project.drafts;
  if (feedback === null || candidateAt(state, feedback) === null) return null;
  const atWork = state.align.alignments.get(feedback.candidateId)?.task === 'feedback';
  return atWork || shownId === feedback.turnId ? feedback : null;
}
