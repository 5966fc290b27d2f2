import type { ReactNode } from 'react';
import type { ModelErrorData } from '../../../core/model/model-error';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { CountdownText } from '../../shared/time/countdown-text';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useActions } from '../../use-studio';
import { useActive } from '../use-tune';

/** Under the run bar: why the run does not go on, and what to do. */
export function GenerationProblem({ run }: { readonly run: TuningRun }) {
  const isHere = useActive()?.jobId === run.id;
  const { status } = run;
  switch (status.status) {
    case 'paused':
      return status.error === undefined ? null : <PausedBy error={status.error} />;
    case 'interrupted':
      return isHere ? null : (
        <Frame>
          <Notice tone="warn">
            The page was left during this run. What was paid for is kept, stage by stage: Resume takes it up where it
            ended.
          </Notice>
        </Frame>
      );
    case 'failed':
      return (
        <Frame>
          <Alert title="The run failed">
            {status.message} What was paid for is kept: Resume tries again from there.
          </Alert>
        </Frame>
      );
    case 'running':
    case 'stopped':
    case 'finished':
      return null;
  }
}

function PausedBy({ error }: { readonly error: ModelErrorData }) {
  const { openDialog } = useActions().shell;
  return (
    <Frame>
      <CallFailure
        error={error}
        before="The run is paused."
        actionsClassName="max-medium:sticky max-medium:-bottom-3 max-medium:bg-bad-tint max-medium:py-1.5"
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
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return <div className="relative px-4 pb-3 max-medium:max-h-[30vh] max-medium:overflow-auto">{children}</div>;
}
