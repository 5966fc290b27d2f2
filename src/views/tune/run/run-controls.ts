import { canGoOn } from '../../../core/jobs/job-status';
import type { TuningRun, TuningWork } from '../../../core/tuning/run/tuning-work';
import { generationBlocker } from '../../../store/tune/select-tune';
import type { TuneState } from '../../../store/tune/tune-state';

export interface RunControls {
  /** Each the reason why it cannot be pressed now; undefined when it can. */
  readonly generate: string | undefined;
  readonly pause: string | undefined;
  readonly resume: string | undefined;
  readonly stop: string | undefined;
  /** The strong one; null when the author has something else to do first. */
  readonly primary: 'generate' | 'resume' | null;
}

interface Given {
  readonly work: Pick<TuningWork, 'prompts' | 'settings' | 'constitution'>;
  readonly tune: Pick<TuneState, 'file' | 'prompts'>;
  /** The run on the screen. */
  readonly run: Pick<TuningRun, 'id' | 'status'> | null;
  readonly active: { readonly jobId: string; readonly pausing: boolean } | null;
}

/** Which of Generate, Pause, Resume and Stop can be pressed, and why not the others. */
export function runControls({ work, tune, run, active }: Given): RunControls {
  const generate = active === null ? generationBlocker(work, tune) : otherFirst(run, active);
  const isRunning = active !== null && run?.status.status === 'running';
  const resume = resumeBlocker(run, active);
  const idle = 'Nothing is being generated.';
  const wantsResume = resume === undefined && run?.status.status !== 'stopped';
  return {
    generate,
    pause: active?.pausing ? 'Calls in flight are being finished.' : isRunning ? undefined : idle,
    resume,
    stop: active !== null || run?.status.status === 'paused' ? undefined : idle,
    primary: wantsResume ? 'resume' : generate === undefined ? 'generate' : null,
  };
}

function otherFirst(run: Given['run'], { jobId }: NonNullable<Given['active']>): string {
  const how = run?.id === jobId && run.status.status === 'paused' ? 'is paused' : 'is under way';
  return `A run ${how}: stop it to start another one.`;
}

function resumeBlocker(run: Given['run'], active: Given['active']): string | undefined {
  if (run === null) return 'There is no run yet.';
  if (active !== null && active.jobId !== run.id) return 'Another run is under way.';
  if (canGoOn(run.status)) return undefined;
  if (run.status.status === 'running')
    return active === null ? 'The run is under way in another tab.' : 'The run is under way.';
  return 'The run is finished. Generate starts another one.';
}
