import { documentSubject, selectProblem, selectWorking } from '../../../store/align/align-state';
import { CountdownText } from '../../shared/time/countdown-text';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';

const merging = { about: documentSubject, task: 'merge' } as const;

/** The call that makes one principle of two: under way, or why it came to nothing. */
export function MergeProgress() {
  const { cancelAlignment, dismissAlignmentProblem, mergePrinciples } = useActions().align;
  const ids = useStudio(({ align }) => align.merged);
  const isWorking = useStudio((state) => selectWorking(state, merging) !== null);
  const until = useStudio((state) => selectWorking(state, merging)?.wait?.until);
  const problem = useStudio((state) => selectProblem(state, merging));
  if (problem !== null && ids !== null) {
    return (
      <AlignmentProblem
        problem={problem}
        purposes={['merge-principles']}
        refused="The merged principle was refused"
        kept="Both principles are as they were."
        onRetry={() => mergePrinciples(ids)}
        more={
          <Button variant="ghost" onClick={dismissAlignmentProblem}>
            Dismiss
          </Button>
        }
      />
    );
  }
  if (!isWorking) return null;
  return (
    <div className="flex items-center gap-2 px-1.5 py-1 text-small">
      <span role="status" className="hint flex-1">
        Merging two principles.{' '}
        {until !== undefined && <CountdownText until={until} before="Retrying in" over="Retrying now" />}
      </span>
      <Button variant="ghost" tight label="Cancel the merge" onClick={() => cancelAlignment(documentSubject)}>
        Cancel
      </Button>
    </div>
  );
}
