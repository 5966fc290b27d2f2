import { useState } from 'react';
import type { LabelJob } from '../../../core/labeler/run/labeler-run';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { Outcome } from '../../ui/chip';
import type { IconName } from '../../ui/icon-paths';
import { formatNumber } from '../../ui/number-draft';
import { ProgressBar } from '../../ui/progress-bar';
import { useStudio } from '../../use-studio';
import { counted, whole } from './figures';
import { JobActions } from './job-actions';
import { JobTable } from './job-table';

interface RowsJobProps {
  readonly job: LabelJob;
  /** Whether its rows are shown at first. */
  readonly open: boolean;
}

/** A file that is being labeled, or was: progress, counts, rows, download. */
export function RowsJob({ job, open: openAtFirst }: RowsJobProps) {
  const active = useStudio((state) => state.label.activeJob);
  const [open, setOpen] = useState(openAtFirst);
  const running = active?.jobId === job.id && job.status.status === 'running';
  const { word, icon, tone } = statusMark(job, running && active.pausing);

  return (
    <section className="job" aria-label={`Labels of ${job.name}`}>
      <div className="job-head">
        <b className="clip">{job.name}</b>
        <Outcome icon={icon} tone={tone}>
          {word}
        </Outcome>
        <span className="faint small">
          {whole(job.done)} of {counted(job.total, 'row')}
          {job.unread > 0 && `, ${whole(job.unread)} unread`}
          {job.abstainBelow !== undefined &&
            `, ${whole(job.abstained ?? 0)} abstained below ${formatNumber(job.abstainBelow)}`}
        </span>
      </div>
      <ProgressBar
        label={`Labeling progress of ${job.name}`}
        value={job.done}
        max={Math.max(1, job.total)}
        text={`${whole(job.done)} of ${counted(job.total, 'row')}`}
      />
      {job.counts.length > 0 && (
        <ul className="job-counts" aria-label="Rows by label">
          {job.counts.map(({ label: name, count }) => (
            <li key={name}>
              {name} <b>{whole(count)}</b>
            </li>
          ))}
        </ul>
      )}
      {job.status.status === 'paused' && job.status.error && (
        <CallFailure error={job.status.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />
      )}
      {job.status.status === 'failed' && (
        <p className="field-error" role="alert">
          {job.status.message}
        </p>
      )}
      <JobActions {...{ job, running, open }} onToggle={() => setOpen(!open)} />
      {open && job.done > 0 && <JobTable job={job} />}
    </section>
  );
}

interface Mark {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'faint';
}

function statusMark({ status }: LabelJob, pausing: boolean): Mark {
  switch (status.status) {
    case 'running':
      return { word: pausing ? 'Pausing' : 'Labeling', icon: 'play', tone: 'faint' };
    case 'paused':
      return { word: 'Paused', icon: 'pause', tone: 'warn' };
    case 'interrupted':
      return { word: 'Interrupted', icon: 'warn', tone: 'warn' };
    case 'stopped':
      return { word: 'Stopped', icon: 'stop', tone: 'faint' };
    case 'finished':
      return { word: 'Finished', icon: 'check', tone: 'good' };
    case 'failed':
      return { word: 'Failed', icon: 'warn', tone: 'bad' };
  }
}
