import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { useActions } from '../use-studio';

interface RouteFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

export function RouteFailure({ error, onRetry }: RouteFailureProps) {
  const { openDialog } = useActions();
  return (
    <div className="planned">
      <h1>This page failed</h1>
      <Alert
        title="This page could not be shown"
        actions={
          <>
            <Button onClick={onRetry}>Try again</Button>
            <Button variant="ghost" icon="export" onClick={() => openDialog({ kind: 'export' })}>
              Export project
            </Button>
          </>
        }
      >
        Your work is kept. Try again; if the page fails again, reload it, or export the project first.
        <p className="mono">{error.message}</p>
      </Alert>
    </div>
  );
}
