import type { SetTimer } from '../core/effects';
import { sleepBy } from '../core/sleep';

export const setRealTimer: SetTimer = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export const realSleep = sleepBy(setRealTimer);
