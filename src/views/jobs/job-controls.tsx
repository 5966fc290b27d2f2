import { canGoOn, type JobStatus } from '../../core/jobs/job-status';
import { Button } from '../ui/button';

interface JobControlsProps {
  readonly status: JobStatus;
  /** What is paused, as in “Pause labeling”. */
  readonly what: string;
  /** It is worked on in this tab. */
  readonly running: boolean;
  /** Pause was pressed, and calls in flight are being finished. */
  readonly pausing: boolean;
  /** Why it cannot be resumed now. */
  readonly blocked: string | undefined;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onStop: () => void;
}

/** Pause, Resume and Stop, where each is to be had. */
export function JobControls({ status, what, running, pausing, blocked, onPause, onResume, onStop }: JobControlsProps) {
  return (
    <>
      {running && (
        <Button icon="pause" tight pending={pausing} label={`Pause ${what}`} onClick={onPause}>
          Pause
        </Button>
      )}
      {canGoOn(status) && (
        <Button icon="play" tight label={`Resume ${what}`} unavailable={blocked} onClick={onResume}>
          Resume
        </Button>
      )}
      {(running || status.status === 'paused') && (
        <Button icon="stop" tight label={`Stop ${what}`} onClick={onStop}>
          Stop
        </Button>
      )}
    </>
  );
}
