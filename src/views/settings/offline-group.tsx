import type { AppShellState } from '../../core/project/app-shell';
import { Button } from '../ui/button';
import type { IconName } from '../ui/icon-paths';
import { Notice } from '../ui/notice';
import { Row } from '../ui/row';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';
import { offlineWords } from './offline-words';

export function OfflineGroup() {
  const shell = useStudio((state) => state.appShell);
  const { installApp } = useActions().shell;
  return (
    <Group section="offline" title="Offline and updates" role="group">
      <div role="status" aria-label="Works offline">
        <Notice icon={iconOf(shell.offline)} tone={shell.offline.status === 'failed' ? 'warn' : 'plain'}>
          {offlineWords(shell.offline)}
        </Notice>
      </div>
      {shell.updateReady && <NewVersion />}
      {shell.installable && !shell.installed && (
        <Row wraps>
          <Button icon="download" onClick={installApp}>
            Install app
          </Button>
          <span className="hint">A window and an icon of its own. Projects and models stay the same.</span>
        </Row>
      )}
      {shell.installed && <p className="hint">The app is installed on this device.</p>}
    </Group>
  );
}

/** For who said "Later" to the offer above the page. */
function NewVersion() {
  const unsaved = useStudio(({ save }) => save.state === 'not-saved' || save.state === 'conflict');
  const { updateApp } = useActions().shell;
  return (
    <Row wraps>
      <Button
        icon="retry"
        unavailable={unsaved ? 'The project is not saved: settle that first, or export it.' : undefined}
        onClick={() => void updateApp()}
      >
        Load the new version
      </Button>
      <span className="hint">A new version is ready. Your work is saved first, then the page loads again.</span>
    </Row>
  );
}

function iconOf({ status }: AppShellState['offline']): IconName {
  switch (status) {
    case 'ready':
      return 'check';
    case 'preparing':
      return 'clock';
    case 'unsupported':
      return 'block';
    case 'failed':
      return 'warn';
  }
}
