import type { Estimate } from '../../core/calls/estimate';
import type { CallLimits } from '../../core/calls/limits';
import { isPractice, type ModelRef, staysOnDevice } from '../../core/model/model-ref';
import { counted, whole } from './counted';

/** `9 min`, `40 s`, `2 h 10 min`: rough, since that is what it is. */
export function roughTime(seconds: number): string {
  if (seconds < 50) return `${Math.max(1, seconds < 10 ? Math.round(seconds) : Math.round(seconds / 10) * 10)} s`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `940`, `82 k`, `1.8 M` */
export function roughCount(count: number): string {
  if (count < 10_000) return whole(count);
  if (count < 999_500) return `${Math.round(count / 1000)} k`;
  return `${(count / 1_000_000).toFixed(1)} M`;
}

/** `9 minutes`: to be read out. */
export function spokenTime(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'a minute or less';
  return minutes < 60
    ? counted(minutes, 'minute')
    : `${counted(Math.floor(minutes / 60), 'hour')} ${counted(minutes % 60, 'minute')}`;
}

/** `2,140 calls · 1.8 M tokens · 20 min` */
export function estimateWords({ calls, tokens, seconds }: Estimate): string {
  return `${counted(calls, 'call')} · ${roughCount(tokens)} tokens · ${roughTime(seconds)}`;
}

/** How calls of these models follow each other: `at 60 requests a minute, 8 at once`. */
export function paceWords(models: readonly ModelRef[], { requestsPerMinute, parallelRequests }: CallLimits): string {
  if (models.some((ref) => !staysOnDevice(ref)))
    return `at ${whole(requestsPerMinute)} requests a minute, ${parallelRequests} at once`;
  const queue = models.some((ref) => !isPractice(ref)) ? 'one call after the other, ' : '';
  return `${queue}as fast as this device answers`;
}
