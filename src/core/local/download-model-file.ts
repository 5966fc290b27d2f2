import { checkedStream, type Hashing, WrongBytes } from './download-model-check';
import { type FileSource, TryAgain } from './download-model-source';
import type { StoredFile, StoredModel } from './local-model';
import { LocalModelError, type LocalModelErrorData } from './local-model-error';
import type { DownloadEvent } from './local-models-port';
import type { ListedFile } from './manifest';
import type { ModelFiles } from './model-files';

export interface TransferClock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface FetchedFile {
  readonly file: StoredFile;
  readonly url: string | undefined;
}

/** Fetches one file until it is there and right, or there is no use in going on. Throws LocalModelError. */
export async function storeFile({
  stored,
  file,
  source,
  ports: { files, hashing, clock },
  onBytes,
  onRetry,
  signal,
}: {
  readonly stored: StoredModel;
  readonly file: ListedFile;
  readonly source: FileSource;
  readonly ports: { readonly files: ModelFiles; readonly hashing: Hashing; readonly clock: TransferClock };
  /** So many of its bytes have come; fewer than before when it starts anew. */
  readonly onBytes: (bytes: number) => void;
  readonly onRetry: (event: Extract<DownloadEvent, { type: 'retrying' }>) => void;
  readonly signal: AbortSignal;
}): Promise<FetchedFile> {
  let cuts = 0;
  let wrongs = 0;
  while (true) {
    signal.throwIfAborted();
    try {
      const { stream, url } = await source.open(file.path, signal);
      const checked = checkedStream({ file, url, stream, hashing, onBytes });
      await files.write(stored, file.path, checked.bytes);
      return { file: { ...file, ...checked.result(), done: true }, url };
    } catch (error) {
      signal.throwIfAborted();
      const waitMs = waitBeforeNext(error);
      if (waitMs === null) throw lastWord(error);
      onBytes(0);
      onRetry({ type: 'retrying', path: file.path, attempt: cuts + wrongs + 1, waitMs, why: whyOf(error) });
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    }
  }

  /** Null: not again. */
  function waitBeforeNext(error: unknown): number | null {
    if (error instanceof WrongBytes) {
      wrongs += 1;
      return wrongs < source.wrongTries ? 0 : null;
    }
    if (error instanceof TryAgain) {
      cuts += 1;
      return cuts < Math.min(source.tries, error.tries) ? firstWaitMs * 3 ** (cuts - 1) : null;
    }
    return null;
  }
}

/** Then three times as long each time: forty seconds in all, enough to find a wireless network again. */
const firstWaitMs = 1_000;

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lastWord(error: unknown): unknown {
  if (error instanceof TryAgain) return new LocalModelError(error.data, { cause: error });
  if (error instanceof WrongBytes) return new LocalModelError(ofWrongBytes(error.data), { cause: error });
  return error;
}

function ofWrongBytes(data: LocalModelErrorData): LocalModelErrorData {
  if (data.url === undefined) {
    return data.kind === 'broken-file'
      ? { ...data, message: `${data.message} Copy the model's folder again from where it comes from.` }
      : data;
  }
  return data.kind === 'broken-file'
    ? {
        ...data,
        message: `${data.message} It came so twice from ${data.url}: the file on the host is damaged, or its list is of another version.`,
      }
    : data;
}
