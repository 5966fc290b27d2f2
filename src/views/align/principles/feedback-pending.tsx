import type { Studio } from '../../../store/studio';
import { CountdownText } from '../../shared/time/countdown-text';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useActions, useStudio } from '../../use-studio';
import { feedbackNames } from './origin';

/** Where the principle will be that the alignment model is writing. */
export function FeedbackPending() {
  const { cancelAlignment } = useActions().align;
  const draft = useStudio((state) => (isPending(state) ? state.project.drafts.feedback : null));
  const turn = useStudio(({ project }) => project.turns.find(({ id }) => id === draft?.turnId)?.n);
  const until = useStudio(({ alignment }) => (alignment.status === 'working' ? alignment.wait?.until : undefined));
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
          {feedbackNames[kind]} · run {turn}
        </Chip>
        {until !== undefined && (
          <span className="hint">
            <CountdownText until={until} before="waiting for" over="waiting" />
          </span>
        )}
        <Button variant="ghost" tight icon="stop" label="Cancel this principle" onClick={cancelAlignment}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function isPending({ alignment, project }: Studio): boolean {
  return (
    alignment.status === 'working' && alignment.task === 'feedback' && project.drafts.feedback?.applyAs === 'principle'
  );
}
