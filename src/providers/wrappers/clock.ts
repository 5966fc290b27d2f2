/** Time as the wrappers need it, so that a test can hold it still. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason as soon as that aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/** Milliseconds since the epoch; undefined when there is no instant or it cannot be read. */
export function fromInstant(instant: string | undefined): number | undefined {
  if (instant === undefined) return undefined;
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? undefined : ms;
}
