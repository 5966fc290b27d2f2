import type { ModelErrorData } from '../model/model-error';

/** How far a job is that goes through many rows: a file to label, prompts to answer, texts to score. */
export type JobStatus =
  | { readonly status: 'running' }
  /** Calls in flight are finished, none is started. `error` is absent when the author paused it. */
  | { readonly status: 'paused'; readonly error?: ModelErrorData }
  /** The page went away; what was paid is in the journal. */
  | { readonly status: 'interrupted' }
  | { readonly status: 'stopped' }
  | { readonly status: 'finished' }
  | { readonly status: 'failed'; readonly message: string };

/** Whether it is taken up where it was when the author presses Resume. */
export function canGoOn({ status }: JobStatus): boolean {
  switch (status) {
    case 'paused':
    case 'interrupted':
    case 'stopped':
    case 'failed':
      return true;
    case 'running':
    case 'finished':
      return false;
  }
}

/** When the author presses Stop. */
export function stoppedStatus(status: JobStatus): JobStatus {
  switch (status.status) {
    case 'running':
    case 'paused':
    case 'interrupted':
      return { status: 'stopped' };
    case 'stopped':
    case 'finished':
    case 'failed':
      return status;
  }
}

/** When the page that worked on it goes away. One that is paused has nothing under way, and keeps why it was paused. */
export function interruptedStatus(status: JobStatus): JobStatus {
  return status.status === 'running' ? { status: 'interrupted' } : status;
}
