import { sizeWords } from '../../../core/local/size-words';
import { percent } from '../../shared/models/load-words';
import { spanWords } from '../../shared/time/countdown';
import type { RowState } from './row-state';

interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number | null;
}

/** `1.1 of 1.8 GB · 9.4 MB/s · 1 min 15 s left`: what is known of it. */
export function progressWords({ doneBytes, totalBytes, bytesPerSecond }: Progress): string {
  const speed = bytesPerSecond === null || bytesPerSecond <= 0 ? null : bytesPerSecond;
  const parts = [
    totalBytes === null ? `${sizeWords(doneBytes)} so far` : partOf(doneBytes, totalBytes),
    speed === null ? null : `${sizeWords(speed)}/s`,
    speed === null || totalBytes === null ? null : leftWords((totalBytes - doneBytes) / speed),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** `1.1 of 1.8 GB`, or with both units where they differ. */
export function partOf(part: number, whole: number): string {
  const [partWords, wholeWords] = [sizeWords(Math.min(part, whole)), sizeWords(whole)];
  const [amount, unit] = partWords.split(' ');
  return unit !== undefined && wholeWords.endsWith(` ${unit}`)
    ? `${amount} of ${wholeWords}`
    : `${partWords} of ${wholeWords}`;
}

/** What lies here of a model and is not whole, and what to do; null when there is nothing to say. */
export function restWords(state: RowState, { isFolder }: { readonly isFolder: boolean }): string | null {
  const next = isFolder ? 'Choose its folder again under Custom model.' : 'Download goes on where it stopped.';
  if (state.status === 'partial') {
    if (state.share === null) return `Stopped before it was whole. ${next}`;
    return `Stopped at ${percent(state.share)} %. ${next}`;
  }
  if (state.status !== 'damaged') return null;
  const files = state.brokenFiles === 1 ? 'One file is damaged.' : `${state.brokenFiles} files are damaged.`;
  return `${files} ${isFolder ? next : 'Download fetches what is damaged again, and nothing else.'}`;
}

function leftWords(seconds: number): string {
  return `${spanWords(Math.max(1, Math.ceil(seconds)))} left`;
}
