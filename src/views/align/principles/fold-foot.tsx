import { lazy, Suspense } from 'react';
import { planFold } from '../../../core/alignment/fold-plan';
import {
  documentSubject,
  isAligning,
  type Problem,
  selectProblem,
  selectWorking,
} from '../../../store/align/align-state';
import { CountdownText } from '../../shared/time/countdown-text';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { nothingToFold } from './nothing-to-fold';
import { countedPrinciples } from './number-words';

const FoldProblem = lazy(() =>
  import('./fold-problem').then(
    (module) => ({ default: module.FoldProblem }),
    () => ({ default: UnstyledProblem }),
  ),
);

const folding = { about: documentSubject, task: 'fold' } as const;

/** The way from principles to prompt. */
export function FoldFoot() {
  const { foldPrinciples, cancelAlignment } = useActions().align;
  const count = useStudio((state) => planFold(state.project.prompt)?.principles.length ?? 0);
  const none = useStudio((state) => nothingToFold(state.project.prompt.principles));
  const isFolding = useStudio((state) => selectWorking(state, folding) !== null);
  const isBusy = useStudio((state) => isAligning(state));
  const problem = useStudio((state) => selectProblem(state, folding));
  const isHeld = useStudio((state) => state.project.drafts.review !== null);
  const reason = isFolding ? undefined : whyNot({ count, none, isHeld, isBusy });

  return (
    <>
      {problem !== null && (
        <Suspense>
          <FoldProblem className="p-fold-problem" problem={problem} onRetry={foldPrinciples} />
        </Suspense>
      )}
      <Button
        wide
        icon="fold"
        id="fold-principles"
        data-tour="fold"
        pending={isFolding}
        unavailable={reason}
        aria-describedby="fold-hint"
        onClick={foldPrinciples}
      >
        Fold principles into prompt
      </Button>
      <Row className="p-fold-hint">
        <span className="hint grow" id="fold-hint">
          {isFolding ? <FoldingWords /> : (reason ?? `Rewrites the prompt to carry ${countedPrinciples(count)}.`)}
        </span>
        {isFolding && (
          <Button variant="ghost" tight label="Cancel folding" onClick={() => cancelAlignment(documentSubject)}>
            Cancel
          </Button>
        )}
      </Row>
    </>
  );
}

function FoldingWords() {
  const until = useStudio((state) => selectWorking(state, folding)?.wait?.until);
  if (until === undefined) return <span role="status">Rewriting the prompt</span>;
  return <CountdownText until={until} before="The service asks for a pause. Retrying in" over="Retrying now" />;
}

interface FoldState {
  readonly count: number;
  /** Why there is none, where there is none. */
  readonly none: string;
  readonly isHeld: boolean;
  readonly isBusy: boolean;
}

function whyNot({ count, none, isHeld, isBusy }: FoldState): string | undefined {
  if (isHeld) return 'Decide on the proposed change first.';
  if (isBusy) return 'Another change is being written. Wait, or cancel that first.';
  return count === 0 ? none : undefined;
}

/** Without the rest of the app the problem has its own message at least. */
function UnstyledProblem({ problem }: { readonly problem: Problem }) {
  return <p className="hint">{problem.kind === 'model' ? problem.error.message : problem.why}</p>;
}
