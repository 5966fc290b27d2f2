import { useState } from 'react';
import { flushSync } from 'react-dom';
import { spreadsheetText } from '../../../core/dataset/spreadsheet-text';
import type { LabelJob } from '../../../core/labeler/run/labeler-run';
import { JobControls } from '../../jobs/job-controls';
import { counted } from '../../shared/counted';
import { downloadBlob } from '../../shared/download';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';

interface JobActionsProps {
  readonly job: LabelJob;
  /** It is being labeled in this tab. */
  readonly running: boolean;
  /** Whether its rows are shown. */
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** What can be done with a file that is being labeled, or was. */
export function JobActions({ job, running, open, onToggle }: JobActionsProps) {
  const { label } = useActions();
  const active = useStudio((state) => state.jobs.label.active);
  const [removing, setRemoving] = useState(false);

  async function download() {
    // Where there is none, a notice says why.
    const blob = await label.jobFile(job).catch(() => null);
    if (blob !== null) downloadBlob({ name: labeledName(job.name), blob });
  }

  return (
    <>
      <Row>
        <JobControls
          status={job.status}
          what="labeling"
          running={running}
          pausing={active?.pausing === true}
          blocked={active !== null && active.jobId !== job.id ? 'Another file is being labeled' : undefined}
          onPause={label.pauseJob}
          onResume={() => void label.resumeJob(job.id)}
          onStop={() => label.stopJob(job.id)}
        />
        <Button
          icon="download"
          tight
          label={running ? 'Download predictions so far' : 'Download predictions'}
          tip="Your columns as they are, and what was predicted beside them"
          unavailable={job.done === 0 ? 'No row is labeled yet' : undefined}
          onClick={() => void download()}
        >
          Download predictions
        </Button>
        <Button
          variant="ghost"
          tight
          aria-expanded={open && job.done > 0}
          icon={open && job.done > 0 ? 'down' : 'right'}
          unavailable={job.done === 0 ? 'No row is labeled yet' : undefined}
          onClick={onToggle}
        >
          Rows
        </Button>
        {!running && (
          <Button
            variant="ghost"
            icon="trash"
            label={`Remove the labels of ${job.name}`}
            onClick={() => setRemoving(true)}
          />
        )}
        <RemoveDialog {...{ job, removing, onClose: () => setRemoving(false) }} />
      </Row>
      {job.counts.some(({ label: each }) => spreadsheetText(each) !== each) && (
        <p className="hint">
          A label here looks like a spreadsheet formula. In the downloaded file it has an apostrophe in front, so that a
          spreadsheet shows it as text; your own columns stay as they are.
        </p>
      )}
    </>
  );
}

interface RemoveDialogProps {
  readonly job: LabelJob;
  readonly removing: boolean;
  readonly onClose: () => void;
}

/** Labels may have been paid for. */
function RemoveDialog({ job, removing, onClose }: RemoveDialogProps) {
  const { label } = useActions();

  function remove() {
    flushSync(onClose);
    void label.removeJob(job.id);
    // Its own controls go with it.
    document.querySelector<HTMLElement>('.label-file input[type="file"]')?.focus();
  }

  return (
    <ConfirmDialog
      open={removing}
      title={`Remove the labels of ${job.name}?`}
      confirm="Remove"
      onConfirm={remove}
      onCancel={onClose}
    >
      The labels of {counted(job.done, 'row')} go from this device, and cannot be brought back. Download them first if
      you want to keep them.
    </ConfirmDialog>
  );
}

function labeledName(name: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.labeled.csv`;
}
