import type { LabelerRun, LabelerSetup } from '../../../core/labeler/run/labeler-run';
import type { LabelState } from '../../../store/label/label-state';
import { missingFile } from '../../../store/label/missing-file';

export interface RunControls {
  /** Each the reason why it cannot be pressed now; undefined when it can. */
  readonly train: string | undefined;
  readonly pause: string | undefined;
  readonly resume: string | undefined;
  readonly stop: string | undefined;
  /** The strong one; null when the author has something else to do first. */
  readonly primary: 'train' | 'resume' | null;
}

interface Given {
  readonly setup: Pick<LabelerSetup, 'training' | 'test' | 'mapping'>;
  readonly label: Pick<LabelState, 'files' | 'check' | 'training'>;
  /** The run on the screen. */
  readonly run: LabelerRun | null;
}

/** Which of Train, Pause, Resume and Stop can be pressed, and why not the others. */
export function runControls({ setup, label, run }: Given): RunControls {
  const { training } = label;
  const status = run?.status.status;
  const isRunning = training !== null && status === 'training';
  const isPaused = training !== null && status === 'paused';
  const train = trainBlocker({ setup, label });
  const resume = resumeBlocker(isRunning, { isHere: training !== null, run });
  const idle = training === null ? 'Nothing is being trained.' : undefined;
  const wantsResume = resume === undefined && (isPaused || status === 'paused' || status === 'interrupted');
  return {
    train,
    pause: training?.pausing
      ? 'Calls in flight are being finished.'
      : isRunning
        ? undefined
        : (idle ?? 'The run is paused.'),
    resume,
    stop: idle,
    primary: wantsResume ? 'resume' : train === undefined ? 'train' : null,
  };
}

function trainBlocker({ setup, label }: Omit<Given, 'run'>): string | undefined {
  if (label.training !== null) return 'A run is under way: stop it to train anew.';
  if (label.files.training.status === 'reading') return 'The training file is being read.';
  if (label.files.test.status === 'reading') return 'The test file is being read.';
  if (setup.training === null) return 'Choose a training CSV first.';
  if (setup.mapping === null) return 'Choose the label column first.';
  const missing = missingFile(label.check);
  if (missing !== null)
    return `“${setup[missing]?.table.name ?? ''}” is not on this device. Choose it again under Data.`;
  if (label.check.status === 'refused') return label.check.problem.message;
  return undefined;
}

function resumeBlocker(
  isRunning: boolean,
  { isHere, run }: { readonly isHere: boolean; readonly run: LabelerRun | null },
): string | undefined {
  if (isRunning) return 'The run is under way.';
  if (run === null) return 'There is no run yet.';
  switch (run.status.status) {
    case 'paused':
      return undefined;
    case 'interrupted':
    case 'stopped':
    case 'failed':
      return isHere ? 'Another run is under way.' : undefined;
    case 'training':
      return 'The run is under way in another tab.';
    case 'finished':
      return 'The run is finished. Train starts a new one.';
    case 'imported':
      return 'This labeler was imported. Train starts a new run.';
  }
}
