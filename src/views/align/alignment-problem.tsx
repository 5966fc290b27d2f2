import type { ReactNode } from 'react';
import type { Purpose } from '../../core/instructions/task';
import type { Problem } from '../../store/align/align-state';
import { CallFailure } from '../shared/failure/call-failure';
import { OutcomeButtons } from '../shared/failure/outcome-buttons';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';

interface AlignmentProblemProps {
  readonly problem: Problem;
  /** What the call was for, to find it in the call log. */
  readonly purposes: readonly Purpose[];
  /** The title when our own check refused a proposal. */
  readonly refused: string;
  /** What is not lost, in one sentence. */
  readonly kept: string;
  readonly onRetry: () => void;
  /** Ways on beside asking again. */
  readonly more?: ReactNode;
  /** A way on when the reply could not be read. */
  readonly byHand?: ReactNode;
  readonly className?: string | undefined;
}

/** Why an alignment call gave nothing to go on with, in the place where its result would be. */
export function AlignmentProblem(props: AlignmentProblemProps) {
  const { problem, purposes, refused, kept, onRetry, more, byHand, className } = props;
  const again = <Button onClick={onRetry}>Ask again</Button>;
  switch (problem.kind) {
    case 'model': {
      const { error } = problem;
      return (
        <CallFailure
          className={className}
          error={error}
          actions={(helpful) => (
            <>
              <OutcomeButtons actions={helpful} failed={{ purposes, error }} onRetry={onRetry} />
              {more}
            </>
          )}
        >
          {kept}
        </CallFailure>
      );
    }
    case 'unreadable': {
      const buttons = (
        <>
          {again}
          {byHand}
          {more}
        </>
      );
      return (
        <Alert className={className} title="The reply could not be read" actions={buttons}>
          {problem.why} {kept}
          <Came summary="What the model replied" text={problem.raw} />
        </Alert>
      );
    }
    case 'refused': {
      const buttons = (
        <>
          {again}
          {more}
        </>
      );
      return (
        <Alert className={className} title={refused} actions={buttons}>
          {problem.why} {kept}
          <Came summary="What the model proposed" text={problem.proposal} />
        </Alert>
      );
    }
  }
}

function Came({ summary, text }: { readonly summary: string; readonly text: string }) {
  if (text.trim() === '') return null;
  return (
    <details className="came">
      <summary>{summary}</summary>
      <pre>{text}</pre>
    </details>
  );
}
