import { ModelError } from '../core/model/model-error';

/** @param work ends the sentence `the background worker that …` */
export function workerNotStarted(work: string): (cause: unknown) => ModelError {
  return (cause) =>
    new ModelError(
      {
        kind: 'internal',
        code: 'WORKER_NOT_STARTED',
        message: `The browser did not start the background worker that ${work}. Reload the page; if it happens again, update the browser.`,
      },
      { cause },
    );
}
