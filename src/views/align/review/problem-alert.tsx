import type { Problem } from '../../../store/studio-state';
import { type OutcomeAction, outcomeWords } from '../../shell/outcome-words';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';

interface ProblemAlertProps {
  readonly problem: Problem;
  /** What a refused proposal was. */
  readonly refused: string;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
  readonly className?: string | undefined;
}

/** Why an alignment call gave nothing, in the place where its result would be. */
export function ProblemAlert({ problem, refused, onRetry, onDismiss, className }: ProblemAlertProps) {
  const dismiss = (
    <Button variant="ghost" onClick={onDismiss}>
      Dismiss
    </Button>
  );
  const buttons = (
    <>
      <Button onClick={onRetry}>Ask again</Button>
      {dismiss}
    </>
  );
  switch (problem.kind) {
    case 'model': {
      const words = outcomeWords(problem.error);
      return (
        <Alert
          className={className}
          title={words.title}
          actions={
            <>
              {words.actions.map((action) => (
                <OutcomeButton key={action.label} action={action} onRetry={onRetry} />
              ))}
              {dismiss}
            </>
          }
        >
          {words.body} {words.code !== '' && <code>{words.code}</code>}
        </Alert>
      );
    }
    case 'unreadable':
      return (
        <Alert className={className} title="The reply could not be read" actions={buttons}>
          {problem.why} Ask again, or choose another alignment model in Settings.
          <Came label="What came" text={problem.raw} />
        </Alert>
      );
    case 'refused':
      return (
        <Alert className={className} title={refused} actions={buttons}>
          {problem.why} Nothing was changed.
          <Came label="What was proposed" text={problem.proposal} />
        </Alert>
      );
  }
}

function OutcomeButton({ action, onRetry }: { readonly action: OutcomeAction; readonly onRetry: () => void }) {
  const { openDialog } = useActions();
  const { label } = action;
  switch (action.kind) {
    case 'retry':
      return <Button onClick={onRetry}>{label}</Button>;
    case 'show-call':
      return (
        <Button variant="ghost" onClick={() => openDialog({ kind: 'call-log' })}>
          {label}
        </Button>
      );
    // What alignment may spend on one answer is not the author's output limit: there is nothing of theirs to raise.
    case 'raise-output-limit':
      return null;
    case 'raise-budget':
    case 'open-settings':
      return <Button onClick={() => window.location.assign('#/settings')}>{label}</Button>;
  }
}

function Came({ label, text }: { readonly label: string; readonly text: string }) {
  if (text.trim() === '') return null;
  return (
    <details className="came">
      <summary>{label}</summary>
      <p>{text}</p>
    </details>
  );
}
