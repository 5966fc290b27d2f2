import type { Instant } from '../../../core/effects';

/** Whole seconds from `now` (milliseconds) to `until`, never less than 0. */
export function secondsUntil(until: Instant, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}

/** `38 s`, `2 min 05 s`, `3 h 10 min` */
export function spanWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** Of something that took `milliseconds`: `640 ms`, `2.3 s`, `2 min 05 s`. */
export function tookWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  return spanWords(Math.round(milliseconds / 1000));
}
