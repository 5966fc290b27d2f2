import type { ReactNode } from 'react';
import type { JobStatus } from '../../core/jobs/job-status';
import { CallFailure } from '../shared/failure/call-failure';
import { OutcomeLinks } from '../shared/failure/outcome-links';
import { Outcome } from '../ui/chip';
import type { IconName } from '../ui/icon-paths';
import { ProgressBar } from '../ui/progress-bar';

interface JobRowProps {
  /** Of the region. */
  readonly label: string;
  /** Of the file, or whatever the rows came from. */
  readonly name: string;
  readonly status: JobStatus;
  /** While it is under way: `Labeling`, `Pausing`. */
  readonly running: string;
  readonly progress: { readonly label: string; readonly done: number; readonly total: number; readonly text: string };
  /** Beside how far it is: rows without a result, for one. */
  readonly figures?: ReactNode;
  /** Sums, actions, rows. */
  readonly children: (failure: ReactNode) => ReactNode;
}

/** A job that goes through many rows: how far it is, and what holds it up. */
export function JobRow({ label, name, status, running, progress, figures, children }: JobRowProps) {
  const { word, icon, tone } = statusMark(status, running);
  return (
    <section className="grid gap-2 border-t border-line pt-3" aria-label={label}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="clip">{name}</b>
        <Outcome icon={icon} tone={tone}>
          {word}
        </Outcome>
        <span className="faint small">
          {progress.text}
          {figures}
        </span>
      </div>
      <ProgressBar
        label={progress.label}
        value={progress.done}
        max={Math.max(1, progress.total)}
        text={progress.text}
      />
      {children(<JobFailure status={status} />)}
    </section>
  );
}

/** Why it does not go on; nothing where nothing is wrong. */
function JobFailure({ status }: { readonly status: JobStatus }) {
  if (status.status === 'paused' && status.error)
    return <CallFailure error={status.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />;
  if (status.status !== 'failed') return null;
  return (
    <p className="field-error" role="alert">
      {status.message}
    </p>
  );
}

interface Mark {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'faint';
}

function statusMark({ status }: JobStatus, running: string): Mark {
  switch (status) {
    case 'running':
      return { word: running, icon: 'play', tone: 'faint' };
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
