import type { Problem } from '../../../store/align/align-state';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';

/** Why folding came to nothing, over the button that tries it again. */
export function FoldProblem({ problem }: { readonly problem: Problem }) {
  const { foldPrinciples, dismissAlignmentProblem } = useActions().align;
  return (
    <AlignmentProblem
      className="p-fold-problem"
      problem={problem}
      purposes={['fold-principles']}
      refused="The rewritten prompt was refused"
      kept="Nothing was changed."
      onRetry={foldPrinciples}
      more={
        <Button variant="ghost" onClick={dismissAlignmentProblem}>
          Dismiss
        </Button>
      }
    />
  );
}
