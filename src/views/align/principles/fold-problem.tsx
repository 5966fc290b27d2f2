import type { Problem } from '../../../store/align/align-state';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';

interface FoldProblemProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly className?: string;
}

/** Why a rewritten prompt came to nothing, beside the button that asks for it again. */
export function FoldProblem({ problem, onRetry, className }: FoldProblemProps) {
  const { dismissAlignmentProblem } = useActions().align;
  return (
    <AlignmentProblem
      className={className}
      problem={problem}
      purposes={['fold-principles']}
      refused="The rewritten prompt was refused"
      kept="Nothing was changed."
      onRetry={onRetry}
      more={
        <Button variant="ghost" onClick={dismissAlignmentProblem}>
          Dismiss
        </Button>
      }
    />
  );
}
