import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import type { ModelErrorData } from '../../../core/model/model-error';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { CountdownText } from '../../shared/time/countdown-text';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useActions } from '../../use-studio';

/** Under the run bar: why the run does not go on, and what to do. */
export function RunProblem({ run }: { readonly run: LabelerRun }) {
  switch (run.status.status) {
    case 'paused':
      return run.status.error === undefined ? null : <PausedBy error={run.status.error} />;
    case 'interrupted':
      return (
        <div className="run-problem">
          <Notice tone="warn">
            The page was left during this run. What was paid for is kept: Resume takes it up where it ended, and pays
            for nothing twice.
          </Notice>
        </div>
      );
    case 'failed':
      return (
        <div className="run-problem">
          <Alert title="The run failed">
            {run.status.message} What was paid for is kept: Resume tries again from there.
          </Alert>
        </div>
      );
    case 'training':
    case 'stopped':
    case 'finished':
    case 'imported':
      return null;
  }
}

function PausedBy({ error }: { readonly error: ModelErrorData }) {
  const { openDialog } = useActions().shell;
  return (
    <div className="run-problem">
      <CallFailure
        error={error}
        before="The run is paused."
        actions={(helpful) => (
          <>
            <OutcomeLinks actions={helpful} />
            {helpful.some(({ kind }) => kind === 'show-call') && (
              <Button onClick={() => openDialog({ kind: 'call-log' })}>Show the calls</Button>
            )}
          </>
        )}
      >
        {error.until !== undefined && (
          <CountdownText until={error.until} before="It can go on in" over="It can go on now: press Resume." />
        )}
      </CallFailure>
    </div>
  );
}
