import { LocalModelError } from '../../core/local/local-model-error';

/** The platform's failure in our words; everything else as it is. */
export function storageFailure(cause: unknown, doing: string): unknown {
  if (isQuota(cause)) {
    return new LocalModelError(
      {
        kind: 'storage-full',
        message: `The storage that the browser gives this app is full, so the browser could not ${doing}. Delete another model or free space on this device, then press Download again: what has come is kept.`,
      },
      { cause },
    );
  }
  if (!(cause instanceof DOMException)) return cause;
  return new LocalModelError(
    {
      kind: 'storage',
      message: `The browser's storage failed: it could not ${doing} (${cause.name}: ${cause.message}). Reload the page and try again; if it happens again, choose another place for models in Settings.`,
    },
    { cause },
  );
}

/** No longer a DOMException in the newest browsers. */
function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
