import type { SetTimer } from '../../core/effects';
import type { OpenUrl } from '../../core/local/download-model-source';

/** A connection that says nothing for so long is taken to be cut: a sleeping laptop's never tells. */
export const silenceMs = 60_000;

/** Without anything of the user's: no cookies, no referrer, and nothing kept by the browser beside what we keep. */
const anonymous = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', mode: 'cors' } as const;

export function urlOpener({
  fetch,
  setTimer,
  isOnline,
}: {
  readonly fetch: typeof globalThis.fetch;
  readonly setTimer: SetTimer;
  readonly isOnline: () => boolean;
}): OpenUrl {
  return async (url, signal) => {
    const connection = new AbortController();
    const hangUp = () => connection.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', hangUp, { once: true });
    const silence = silenceTimer({ setTimer, onSilence: () => connection.abort(silent()) });
    const close = () => {
      silence.stop();
      signal.removeEventListener('abort', hangUp);
    };

    silence.listen();
    let response: Response;
    try {
      response = await fetch(url, { ...anonymous, signal: connection.signal });
    } catch {
      close();
      signal.throwIfAborted();
      return { status: 'unreachable', offline: !isOnline() };
    }
    silence.stop();
    return {
      status: 'answered',
      code: response.status,
      stream: chunksOf(response, { silence, close }),
      async cancel() {
        close();
        await response.body?.cancel().catch(() => {});
      },
    };
  };
}

async function* chunksOf(
  { body }: Response,
  { silence, close }: { readonly silence: SilenceTimer; readonly close: () => void },
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    while (reader !== undefined) {
      silence.listen();
      const next = await reader.read();
      // Whoever stores it may be slow: that is no silence of the host's.
      silence.stop();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    close();
    await reader?.cancel().catch(() => {});
  }
}

interface SilenceTimer {
  /** From now on. */
  listen(): void;
  stop(): void;
}

function silenceTimer({
  setTimer,
  onSilence,
}: {
  readonly setTimer: SetTimer;
  readonly onSilence: () => void;
}): SilenceTimer {
  let cancel = () => {};
  return {
    listen() {
      cancel();
      cancel = setTimer(silenceMs, onSilence);
    },
    stop: () => cancel(),
  };
}

function silent(): Error {
  return new Error(`The host said nothing for ${silenceMs / 1000} seconds.`);
}
