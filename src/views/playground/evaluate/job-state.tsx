import { canGoOn } from '../../../core/jobs/job-status';
import type { ScoresRun } from '../../../core/playground/playground-work';
import { JobRow } from '../../jobs/job-row';
import { whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { useStudio } from '../../use-studio';
import { usePlaygroundActions } from '../use-playground';

interface JobStateProps {
  readonly run: ScoresRun;
  /** `ranking`, as in “Pause ranking”. */
  readonly what: string;
}

/** A run of many rows that has not come to its end: how far it is, and what can be done. */
export function JobState({ run, what }: JobStateProps) {
  const active = useStudio(({ jobs }) => jobs.playground.active);
  const { pause, resume } = usePlaygroundActions();
  if (run.status.status === 'finished') return null;
  const here = active?.jobId === run.id;
  const text = `${whole(run.done)} of ${whole(run.total)} evaluations`;
  return (
    <JobRow
      label={`Progress of ${what}`}
      name={`Run ${run.n}`}
      status={run.status}
      running="Evaluating"
      progress={{ label: `Evaluations of ${what}`, done: run.done, total: run.total, text }}
    >
      {(failure) => (
        <>
          {failure}
          <div className="flex flex-wrap gap-2">
            {here && (
              <Button icon="pause" tight pending={active.pausing} label="Pause the evaluations" onClick={pause}>
                Pause
              </Button>
            )}
            {canGoOn(run.status) && (
              <Button
                icon="play"
                tight
                label="Resume the evaluations"
                unavailable={active !== null && !here ? 'Another run is under way.' : undefined}
                onClick={() => void resume(run.id)}
              >
                Resume
              </Button>
            )}
          </div>
        </>
      )}
    </JobRow>
  );
}
