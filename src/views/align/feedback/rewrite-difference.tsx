import { useDeferredValue, useMemo } from 'react';
import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import { diffWords } from '../../../core/prompt/diff-words';
import { describeDiff } from '../../ui/describe-diff';
import { Diff } from '../../ui/diff';
import { useStudio } from '../../use-studio';

interface RewriteDifferenceProps {
  readonly draft: FeedbackDraft;
  readonly response: string;
}

/** What the rewrite changes, as it is typed. It may lag behind fast typing. */
export function RewriteDifference({ draft, response }: RewriteDifferenceProps) {
  const text = useStudio(
    ({ project }) => project.drafts.feedbackTexts[feedbackKey(draft.candidateId, draft.kind)] ?? '',
  );
  const later = useDeferredValue(text);
  const parts = useMemo(() => diffWords(response, later), [response, later]);
  const changed = parts.some((part) => part.kind !== 'same');
  return (
    <div className="fb-diff">
      <p className="label">
        What you change <span className="faint">{changed && describeDiff(parts)}</span>
      </p>
      {changed ? (
        <Diff parts={parts} />
      ) : (
        <p className="hint">Nothing yet. Edit the text, and each word that comes or goes is marked here.</p>
      )}
    </div>
  );
}
