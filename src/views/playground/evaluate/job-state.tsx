import type { ScoresRun } from '../../../core/playground/playground-work';
import { JobControls } from '../../jobs/job-controls';
import { JobRow } from '../../jobs/job-row';
import { whole } from '../../shared/counted';
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
  const { pause, resume, stop } = usePlaygroundActions();
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
            <JobControls
              status={run.status}
              what={what}
              running={here}
              pausing={here && active.pausing}
              blocked={active !== null && !here ? 'Another run is under way.' : undefined}
              onPause={pause}
              onResume={() => void resume(run.id)}
              onStop={stop}
            />
          </div>
        </>
      )}
    </JobRow>
  );
}
