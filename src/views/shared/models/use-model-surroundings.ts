import { useEffect, useState, useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LastingFailures } from '../../../core/model/lasting-failures';
import { useStudio } from '../../use-studio';

/** All that says whether a model can answer now; read again when a limit ends. */
export function useModelSurroundings() {
  const state = useStudio(
    useShallow(({ settings, services, browserModel, failures, local: { stored } }) => ({
      settings,
      services,
      browserModel,
      failures,
      stored,
    })),
  );
  const online = useOnline();
  const now = useEndOfLimits(state.failures);
  return { ...state, online, now };
}

/** Milliseconds; moves on when the next of the limits ends. */
function useEndOfLimits(failures: LastingFailures): number {
  const [now, setNow] = useState(() => Date.now());
  const ends = [...failures.values()].flatMap(({ until }) => (until === undefined ? [] : Date.parse(until)));
  const next = Math.min(...ends.filter((end) => end > now));

  useEffect(() => {
    if (!Number.isFinite(next)) return;
    // A timer holds 24 days at most; no limit lasts as long.
    const timer = window.setTimeout(() => setNow(Date.now()), Math.min(next - Date.now(), 2 ** 31 - 1));
    return () => window.clearTimeout(timer);
  }, [next]);

  return now;
}

/** False where the browser knows that there is no network; true says less. */
function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
