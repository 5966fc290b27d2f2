/** A 95% interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5% point of the standard normal distribution. */
const z95 = 1.959963984540054;

/**
 * Of a share, by Wilson's score method (E. B. Wilson, 1927), without continuity correction: sensible also for few rows, and for shares
 * of 0 and 1. Nothing is known of no rows: 0 to 1.
 */
export function wilsonInterval(correct: number, rows: number): Interval {
  if (rows === 0) return { low: 0, high: 1 };
  const square = z95 * z95;
  const share = correct / rows;
  const centre = (share + square / (2 * rows)) / (1 + square / rows);
  const reach = (z95 / (1 + square / rows)) * Math.sqrt((share * (1 - share)) / rows + square / (4 * rows * rows));
  // The borders are exact here; rounding would put them a hair beside.
  return {
    low: correct === 0 ? 0 : Math.max(0, centre - reach),
    high: correct === rows ? 1 : Math.min(1, centre + reach),
  };
}

/** A quantile from 0 to 1 of ordered values, interpolated linearly between neighbours as NumPy does; NaN when there are none. */
export function quantileOf(ordered: ArrayLike<number>, quantile: number): number {
  const at = quantile * (ordered.length - 1);
  const below = ordered[Math.floor(at)] ?? Number.NaN;
  const above = ordered[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
