/** What came in the last seconds, oldest first. */
export type SpeedSamples = readonly SpeedSample[];

export interface SpeedSample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** All that is there by then. */
  readonly bytes: number;
}

export const speedWindowMs = 5_000;
/** Shorter than this says more of the network's buffers than of the network. */
const leastMs = 500;

export function withSample(samples: SpeedSamples, sample: SpeedSample): SpeedSamples {
  const last = samples.at(-1);
  // A file that is fetched again takes its bytes back; a clock that was set back knows nothing of before.
  if (last !== undefined && (sample.bytes < last.bytes || sample.at < last.at)) return [sample];
  const recent = samples.filter(({ at }) => at >= sample.at - speedWindowMs);
  return [...recent, sample];
}

/** Mean over the window; null before there is one. */
export function bytesPerSecond(samples: SpeedSamples): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < leastMs) return null;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
}

/** Null while it cannot be told: no speed yet, nothing comes, or the whole is not known. */
export function secondsLeft({
  bytesPerSecond: speed,
  doneBytes,
  totalBytes,
}: {
  readonly bytesPerSecond: number | null;
  readonly doneBytes: number;
  readonly totalBytes: number | null;
}): number | null {
  if (totalBytes === null || speed === null || speed <= 0) return null;
  return Math.max(0, totalBytes - doneBytes) / speed;
}
