import { type ScaleLinear, scaleLinear } from 'd3-scale';

export const chartHeight = 200;
export const chartMargin = { top: 8, right: 12, bottom: 34, left: 34 };

export interface ShareScales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** Two shares against each other, both up to 1: `from` is where the x axis begins, `floor` where the y axis does. */
export function plotted(
  width: number,
  { from, floor }: { readonly from: number; readonly floor: number },
): ShareScales {
  return {
    x: scaleLinear([from, 1], [chartMargin.left, width - chartMargin.right]),
    y: scaleLinear([floor, 1], [chartHeight - chartMargin.bottom, chartMargin.top]),
  };
}

/** A multiple of 0.1 that is below all of them, 0.9 at most. */
export function floorOf(values: readonly number[]): number {
  const lowest = values.reduce((least, value) => Math.min(least, value), 1);
  return Math.min(0.9, Math.max(0, Math.floor(lowest * 10) / 10));
}
