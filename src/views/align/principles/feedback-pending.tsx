import { turnOfConversation } from '../../../core/conversation/turn';
import { selectWorking } from '../../../store/align/align-state';
import type { Studio } from '../../../store/studio';
import { CountdownText } from '../../shared/time/countdown-text';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useActions, useStudio } from '../../use-studio';
import { feedbackNames, placeWords } from './origin';

/** Where the principle will be that the alignment model is writing. */
export function FeedbackPending() {
  const { cancelAlignment } = useActions().align;
  const draft = useStudio((state) => (isPending(state) ? state.project.drafts.feedback : null));
  const place = useStudio(({ project: { turns } }) => {
    const turn = turns.find(({ id }) => id === draft?.turnId);
    return turn === undefined ? '' : placeWords({ n: turn.n, ...turnOfConversation(turn) });
  });
  const until = useStudio((state) => workOn(state)?.wait?.until);
  if (draft === null) return null;
  const { kind } = draft;
  return (
    <div className="p-pending" aria-busy="true">
      <p role="status" className="text muted">
        Turning your {feedbackNames[kind].toLowerCase()} into a principle
      </p>
      <SkeletonLines widths={[92]} />
      <div className="p-meta">
        <Chip icon={kind} tone={kind}>
          {feedbackNames[kind]} · {place}
        </Chip>
        {until !== undefined && (
          <span className="hint">
            <CountdownText until={until} before="waiting for" over="waiting" />
          </span>
        )}
        <Button
          variant="ghost"
          tight
          icon="stop"
          label="Cancel this principle"
          onClick={() => cancelAlignment(draft.candidateId)}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}

function isPending(state: Studio): boolean {
  return workOn(state) !== null && state.project.drafts.feedback?.applyAs === 'principle';
}

/** The call about the response whose panel is open. */
function workOn(state: Studio) {
  const { feedback } = state.project.drafts;
  return feedback === null ? null : selectWorking(state, { about: feedback.candidateId, task: 'feedback' });
}
