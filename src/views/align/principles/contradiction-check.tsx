import { principleNumber } from '../../../core/constitution/edit-constitution';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';

/** The look for contradictions with what has just come: under way, or why it came to nothing. */
export function ContradictionCheck() {
  const { checkContradictions, dropContradictionCheck } = useActions().align;
  const checks = useStudio(({ align }) => align.contradictionChecks);
  const [[id, check] = []] = checks;
  const n = useStudio(({ project }) => principleNumber(project.prompt.principles, id ?? ''));
  if (id === undefined || check === undefined || n === 0) return null;
  const drop = () => dropContradictionCheck(id);
  if (check.status === 'working') {
    return (
      <div className="flex items-center gap-2 px-1.5 py-1 text-small">
        <span className="hint flex-1">Looking for contradictions with principle {n}.</span>
        <Button variant="ghost" tight label="Cancel the look for contradictions" onClick={drop}>
          Cancel
        </Button>
      </div>
    );
  }
  return (
    <AlignmentProblem
      problem={check.problem}
      purposes={['find-conflicts']}
      refused="The reply was refused"
      kept={`Principle ${n} stays. The model did not compare it with the others.`}
      onRetry={() => checkContradictions(id)}
      more={
        <Button variant="ghost" onClick={drop}>
          Dismiss
        </Button>
      }
    />
  );
}
