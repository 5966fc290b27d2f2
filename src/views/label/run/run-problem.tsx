import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import type { ModelErrorData } from '../../../core/model/model-error';
import { OutcomeLink } from '../../shared/failure/outcome-link';
import { outcomeWords } from '../../shared/failure/outcome-words';
import { sectionHref } from '../../shared/settings-sections';
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
  const { title, body, code, actions } = outcomeWords(error);
  const toSettings = actions.find(({ kind }) => kind === 'open-settings' || kind === 'raise-budget');
  const toCalls = actions.some(({ kind }) => kind === 'show-call');
  return (
    <div className="run-problem">
      <Alert
        title={`The run is paused. ${title}`}
        actions={
          <>
            {actions.map((action) => (
              <OutcomeLink key={action.label} action={action} />
            ))}
            {toSettings !== undefined && (
              <a
                className="btn"
                href={toSettings.section === undefined ? '#/settings' : sectionHref(toSettings.section)}
              >
                Open Settings
              </a>
            )}
            {toCalls && <Button onClick={() => openDialog({ kind: 'call-log' })}>Show the calls</Button>}
          </>
        }
      >
        {body} <code className="faint">{code}</code>{' '}
        {error.until !== undefined && (
          <CountdownText until={error.until} before="It can go on in" over="It can go on now: press Resume." />
        )}
      </Alert>
    </div>
  );
}
