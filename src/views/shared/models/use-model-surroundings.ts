import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LastingFailures } from '../../../core/model/lasting-failures';
import { useStudio } from '../../use-studio';
import { useOnline } from './use-online';

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
