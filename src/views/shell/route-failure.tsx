import { downloadText } from '../shared/download';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { useActions, useStudioStore } from '../use-studio';

interface RouteFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Needs none of what may have failed: the project is in the store, and leaves from there. */
export function RouteFailure({ error, onRetry }: RouteFailureProps) {
  const {
    align: { leaveRuns },
    shell: { notify },
  } = useActions();
  const store = useStudioStore();

  function openWithoutRun() {
    leaveRuns();
    onRetry();
  }

  async function exportProject() {
    try {
      const { exportFile } = await import('../../core/project/export-project');
      const { project, settings } = store.getState();
      const { fileName, mimeType, text } = exportFile(project, { format: 'project-json', model: settings.promptModel });
      downloadText({ name: fileName, type: mimeType, text });
    } catch {
      notify({ title: 'The project could not be exported', body: 'Reload the page and try again.' });
    }
  }

  return (
    <div className="planned">
      <h1>This page failed</h1>
      <Alert
        title="This page could not be shown"
        actions={
          <>
            <Button onClick={onRetry}>Try again</Button>
            <Button onClick={openWithoutRun}>Open without the last run</Button>
            <Button variant="ghost" icon="export" onClick={() => void exportProject()}>
              Export the project
            </Button>
          </>
        }
      >
        Your work is kept. If trying again does not help, open the page without the last run: the run stays in the
        project and can be chosen again.
        <p className="mono">{error.message.slice(0, 300)}</p>
      </Alert>
    </div>
  );
}
