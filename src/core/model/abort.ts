/** Settles as `promise` does, or rejects with the signal's reason as soon as it is aborted, whatever `promise` does then. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    const settled = (): void => signal.removeEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(settled);
  });
}

/** What a platform aborts with when nobody gives a reason, with words of ours. */
export function abortError(message: string): Error {
  return Object.assign(new Error(message), { name: 'AbortError' });
}

export interface Cut {
  readonly signal: AbortSignal;
  /** Aborts it by itself. */
  cut(reason: unknown): void;
  /** It follows nobody any more. */
  release(): void;
}

/** A signal that follows another one and can be aborted by itself; `AbortSignal.any` costs a call several times as much. */
export function cuttable(followed: AbortSignal): Cut {
  const own = new AbortController();
  const follow = (): void => own.abort(followed.reason);
  if (followed.aborted) follow();
  else followed.addEventListener('abort', follow, { once: true });
  return {
    signal: own.signal,
    cut: (reason) => own.abort(reason),
    release: () => followed.removeEventListener('abort', follow),
  };
}
