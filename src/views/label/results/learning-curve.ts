import type { CheckpointScore, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { interval2, score3 } from './figures';

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A challenger that was read to the end and did not become champion. One that was dropped has no score on all rows. */
interface RivalPoint {
  readonly id: string;
  readonly step: number;
  readonly value: number;
}

export interface Curve {
  readonly points: readonly CurvePoint[];
  readonly rivals: readonly RivalPoint[];
  /** Where the step axis ends. */
  readonly lastStep: number;
  /** Where the score axis begins: a multiple of 0.1 below everything, the test mark and the majority, too. */
  readonly floor: number;
  /** On the test rows, once, at the end. */
  readonly test: CurvePoint | null;
  readonly majority: MajorityLine | null;
}

/** What always answering with the most frequent label reaches on the validation rows, 0 to 1. */
export interface MajorityLine {
  readonly label: string;
  readonly value: number;
}

interface Beside {
  readonly plannedSteps: number;
  readonly test: CurvePoint | null;
  readonly majority: MajorityLine | null;
}

/** The champion's score after each step, and what the others of that step reached. */
export function curveOf(labeler: TrainedLabeler, { plannedSteps, test, majority }: Beside): Curve {
  const scores = new Map(labeler.checkpoints.map(({ id, score }) => [id, score]));
  const points = labeler.steps.flatMap(({ step, championId }) => pointOf(step, scores.get(championId)));
  const rivals = labeler.steps.flatMap(({ step, challengerIds, championId }) =>
    challengerIds.flatMap((id) => {
      const score = scores.get(id);
      return id === championId || !score || score.dropped ? [] : [{ id, step, value: score.value }];
    }),
  );
  const values = [...rivals, ...(majority === null ? [] : [majority])].map(({ value }) => value);
  const lows = [...points, ...(test === null ? [] : [test])].map(({ low }) => low);
  const lowest = Math.min(1, ...lows, ...values);
  return {
    points,
    rivals,
    lastStep: Math.max(1, plannedSteps, ...points.map(({ step }) => step)),
    floor: Math.min(0.9, Math.max(0, Math.floor(lowest * 10) / 10)),
    test,
    majority,
  };
}

function pointOf(step: number, score: CheckpointScore | null | undefined): readonly CurvePoint[] {
  return score ? [{ step, value: score.value, low: score.low, high: score.high }] : [];
}

/** The curve in words, for who cannot see it. */
export function curveWords(
  { points, test, majority }: Curve,
  { scoreName, rows }: { readonly scoreName: string; readonly rows: number },
): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return `No ${scoreName} on ${rows} validation rows yet.`;
  const start = `On ${rows} validation rows, ${scoreName}: ${score3(first.value)} after the first rules`;
  const always = majority ? ` Always answering “${majority.label}”: ${score3(majority.value)}.` : '';
  const end = `${always}${test ? ` On the test rows: ${score3(test.value)}, 95% interval ${interval2(test)}.` : ''}`;
  if (last === first) return `${start}, 95% interval ${interval2(first)}.${end}`;
  const still = points
    .filter(({ value }, index) => index > 0 && points[index - 1]?.value === value)
    .map(({ step }) => step);
  const flat = still.length === 0 ? '' : ` No change at step ${still.join(', ')}.`;
  return `${start}, ${score3(last.value)} after step ${last.step}, 95% interval ${interval2(last)}.${flat}${end}`;
}
