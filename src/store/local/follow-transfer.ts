import type { DownloadEvent, VerifyEvent } from '../../core/local/local-models-port';
import { bytesPerSecond, type SpeedSamples, withSample } from '../../core/local/speed';
import type { LocalContext } from './local-context';
import type { Transfer } from './local-state';

interface Following {
  readonly id: string;
  readonly status: Extract<Transfer, { readonly doneBytes: number }>['status'];
}

/** Shows a download, or a copy, until it has ended well: then there is nothing left to tell. */
export async function followDownload(
  context: LocalContext,
  following: Following,
  events: AsyncIterable<DownloadEvent>,
): Promise<void> {
  const show = progressOf(context, following);
  for await (const event of events) {
    switch (event.type) {
      case 'queued':
        context.setTransfer(following.id, { status: 'queued' });
        break;
      case 'planned':
        show({ ...event, path: '' });
        break;
      case 'progress':
        show(event);
        break;
      case 'retrying':
        context.setTransfer(following.id, {
          status: 'retrying',
          path: event.path,
          attempt: event.attempt,
          until: new Date(Date.parse(context.deps.now()) + event.waitMs).toISOString(),
          why: event.why,
        });
        break;
      case 'done':
        context.setStored(event.stored);
        break;
    }
  }
  context.setTransfer(following.id, null);
}

/** Shows a check of files, and then what it found. */
export async function followCheck(
  context: LocalContext,
  id: string,
  events: AsyncIterable<VerifyEvent>,
): Promise<void> {
  const show = progressOf(context, { id, status: 'verifying' });
  show({ path: '', doneBytes: 0, totalBytes: null });
  for await (const event of events) {
    switch (event.type) {
      case 'progress':
        show(event);
        break;
      case 'done':
        context.setStored(event.stored);
        context.setTransfer(
          id,
          event.broken.length === 0 ? { status: 'verified' } : { status: 'broken', paths: event.broken },
        );
        break;
    }
  }
}

interface Progress {
  readonly path: string;
  readonly doneBytes: number;
  readonly totalBytes: number | null;
}

function progressOf({ deps, setTransfer }: LocalContext, { id, status }: Following): (progress: Progress) => void {
  let samples: SpeedSamples = [];
  return ({ path, doneBytes, totalBytes }) => {
    samples = withSample(samples, { at: Date.parse(deps.now()), bytes: doneBytes });
    setTransfer(id, { status, path, doneBytes, totalBytes, bytesPerSecond: bytesPerSecond(samples) });
  };
}
