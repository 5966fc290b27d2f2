import { useState } from 'react';
import type { LabelJob } from '../../../core/labeler/run/labeler-run';
import { JobRow } from '../../jobs/job-row';
import { counted, whole } from '../../shared/counted';
import { formatNumber } from '../../ui/number-draft';
import { useStudio } from '../../use-studio';
import { JobActions } from './job-actions';
import { JobTable } from './job-table';

interface RowsJobProps {
  readonly job: LabelJob;
  /** Whether its rows are shown at first. */
  readonly open: boolean;
}

/** A file that is being labeled, or was: progress, counts, rows, download. */
export function RowsJob({ job, open: openAtFirst }: RowsJobProps) {
  const active = useStudio((state) => state.jobs.label.active);
  const [open, setOpen] = useState(openAtFirst);
  const running = active?.jobId === job.id && job.status.status === 'running';
  return (
    <JobRow
      label={`Labels of ${job.name}`}
      name={job.name}
      status={job.status}
      running={running && active.pausing ? 'Pausing' : 'Labeling'}
      progress={{
        label: `Labeling progress of ${job.name}`,
        done: job.done,
        total: job.total,
        text: `${whole(job.done)} of ${counted(job.total, 'row')}`,
      }}
      figures={
        <>
          {job.unread > 0 && `, ${whole(job.unread)} unread`}
          {job.abstainBelow !== undefined &&
            `, ${whole(job.abstained ?? 0)} abstained below ${formatNumber(job.abstainBelow)}`}
        </>
      }
    >
      {(failure) => (
        <>
          {job.counts.length > 0 && (
            <ul className="job-counts" aria-label="Rows by label">
              {job.counts.map(({ label: name, count }) => (
                <li key={name}>
                  {name} <b>{whole(count)}</b>
                </li>
              ))}
            </ul>
          )}
          {failure}
          <JobActions {...{ job, running, open }} onToggle={() => setOpen(!open)} />
          {open && job.done > 0 && <JobTable job={job} />}
        </>
      )}
    </JobRow>
  );
}
