import { useState } from 'react';
import type { LabelJob } from '../../../core/labeler/labeler-run';
import { downloadBlob } from '../../shell/download';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import type { IconName } from '../../ui/icon-paths';
import { ProgressBar } from '../../ui/progress-bar';
import { useActions, useStudio } from '../../use-studio';
import { CallFailure } from '../call-failure';
import { counted, whole } from './figures';
import { JobTable } from './job-table';

interface RowsJobProps {
  readonly job: LabelJob;
  /** Whether its rows are shown at first. */
  readonly open: boolean;
}

/** A file that is being labeled, or was: progress, counts, rows, download. */
export function RowsJob({ job, open: openAtFirst }: RowsJobProps) {
  const { label } = useActions();
  const active = useStudio((state) => state.label.activeJob);
  const [open, setOpen] = useState(openAtFirst);
  const running = active?.jobId === job.id && job.status.status === 'labeling';
  const { word, icon, tone } = statusMark(job, running && active.pausing);

  async function download() {
    // Where there is none, a notice says why.
    const blob = await label.jobFile(job.id).catch(() => null);
    if (blob !== null) downloadBlob({ name: labeledName(job.name), blob });
  }

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
      {job.status.status === 'paused' && job.status.error && <CallFailure error={job.status.error} />}
      {job.status.status === 'failed' && (
        <p className="field-error" role="alert">
          {job.status.message}
        </p>
      )}
      <div className="row">
        {running && (
          <Button icon="pause" tight pending={active.pausing} label="Pause labeling" onClick={label.pauseJob}>
            Pause
          </Button>
        )}
        {canGoOn(job) && (
          <Button
            icon="play"
            tight
            label="Resume labeling"
            unavailable={active !== null && active.jobId !== job.id ? 'Another file is being labeled' : undefined}
            onClick={() => void label.resumeJob(job.id)}
          >
            Resume
          </Button>
        )}
        {(running || job.status.status === 'paused') && (
          <Button icon="stop" tight label="Stop labeling" onClick={() => label.stopJob(job.id)}>
            Stop
          </Button>
        )}
        <Button
          icon="download"
          tight
          label={running ? 'Download predictions so far' : 'Download predictions'}
          unavailable={job.done === 0 ? 'No row is labeled yet' : undefined}
          onClick={() => void download()}
        >
          Download predictions
        </Button>
        <Button
          variant="ghost"
          tight
          aria-expanded={open}
          icon={open ? 'down' : 'right'}
          onClick={() => setOpen(!open)}
        >
          Rows
        </Button>
        {!running && (
          <Button
            variant="ghost"
            icon="trash"
            label={`Remove the labels of ${job.name}`}
            onClick={() => void label.removeJob(job.id)}
          />
        )}
      </div>
      {open && job.done > 0 && <JobTable job={job} />}
    </section>
  );
}

function canGoOn({ status }: LabelJob): boolean {
  return (
    status.status === 'paused' ||
    status.status === 'interrupted' ||
    status.status === 'stopped' ||
    status.status === 'failed'
  );
}

function labeledName(name: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.labeled.csv`;
}

interface Mark {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'faint';
}

function statusMark({ status }: LabelJob, pausing: boolean): Mark {
  switch (status.status) {
    case 'labeling':
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
