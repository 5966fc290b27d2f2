import { useEffect, useState } from 'react';
import type { Instant } from '../../../core/effects';
import { secondsUntil, spanWords } from './countdown';

interface CountdownTextProps {
  readonly until: Instant;
  /** Before and after the time left: "pausing for", "". */
  readonly before: string;
  /** Shown when the time is over and nothing has come yet. */
  readonly over: string;
}

/** Ticks by itself, so that nothing around it renders every second. A timer is not read out while it runs. */
export function CountdownText({ until, before, over }: CountdownTextProps) {
  const [now, setNow] = useState(() => Date.now());
  const left = secondsUntil(until, now);
  const running = left > 0;

  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [running]);

  return <span role="timer">{running ? `${before} ${spanWords(left)}` : over}</span>;
}
