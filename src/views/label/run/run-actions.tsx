import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';
import type { RunControls } from './run-controls';
import { RunMenu } from './run-menu';

interface RunActionsProps {
  readonly controls: RunControls;
  readonly run: LabelerRun | null;
}

export function RunActions({ controls, run }: RunActionsProps) {
  const { label } = useActions();
  const { train, pause, resume, stop, primary } = controls;
  const variant = (name: RunControls['primary']) => (primary === name ? 'primary' : 'default');
  return (
    <>
      <Button icon="play" variant={variant('train')} unavailable={train} onClick={() => void label.train()}>
        Train
      </Button>
      <Button icon="pause" unavailable={pause} onClick={label.pause}>
        Pause
      </Button>
      <Button variant={variant('resume')} unavailable={resume} onClick={() => void label.resume()}>
        Resume
      </Button>
      <Button icon="stop" unavailable={stop} onClick={label.stop}>
        Stop
      </Button>
      <RunMenu run={run} />
    </>
  );
}
