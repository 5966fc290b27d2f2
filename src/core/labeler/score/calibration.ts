import { type Interval, wilsonInterval } from '../../interval';
import type { Pair } from './tally';

/** A row whose label came with a probability. */
export interface Judged {
  /** Of the label that was given, 0 to 1. */
  readonly confidence: number;
  readonly right: boolean;
}

/** A row as it was read: `predicted` null where there is no label, `confidence` absent where the model told none. */
export interface SurePair extends Pair {
  readonly confidence?: number;
}

/** Rows of similar confidence: above `from`, up to and with `to`; the first bin has 0 as well. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  /** Rows; from 1. */
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
  /** Of the accuracy, 95%. */
  readonly interval: Interval;
}

export interface Calibration {
  /** Rows with a label and a confidence; from 1. */
  readonly rows: number;
  /** Those that hold rows, least confident first. */
  readonly bins: readonly ReliabilityBin[];
  readonly confidence: number;
  readonly accuracy: number;
  /** Of the accuracy, 95%. */
  readonly interval: Interval;
  /** Expected calibration error: mean over the rows of how far confidence and accuracy of their bin lie apart, 0 to 1. */
  readonly error: number;
  /** Mean square of how far confidences are from what they should have been: 1 for a right label, 0 for a wrong one. */
  readonly brier: number;
}

/** Of equal width, as the papers of the field have them. Ten, so that a hundred rows still tell something. */
const binCount = 10;

/** How far the model's confidence can be believed; null when no row has one. Rows without a label say nothing of it. */
export function calibrationOf(pairs: readonly SurePair[]): Calibration | null {
  const judged = judgedOf(pairs);
  const rows = judged.length;
  if (rows === 0) return null;
  const bins = Array.from({ length: binCount }, (_, place) => place).flatMap((place) => binAt(place, judged));
  return {
    rows,
    bins,
    confidence: mean(judged, ({ confidence }) => confidence),
    accuracy: mean(judged, ({ right }) => Number(right)),
    interval: wilsonInterval(judged.filter(({ right }) => right).length, rows),
    error:
      bins.reduce((sum, { count, confidence, accuracy }) => sum + count * Math.abs(accuracy - confidence), 0) / rows,
    brier: mean(judged, ({ confidence, right }) => (confidence - Number(right)) ** 2),
  };
}

export function judgedOf(pairs: readonly SurePair[]): readonly Judged[] {
  return pairs.flatMap(({ golden, predicted, confidence }) =>
    predicted === null || confidence === undefined ? [] : [{ confidence, right: predicted === golden }],
  );
}

function binAt(place: number, judged: readonly Judged[]): readonly ReliabilityBin[] {
  const [from, to] = [place / binCount, (place + 1) / binCount];
  const own = judged.filter(({ confidence }) => confidence <= to && (confidence > from || place === 0));
  if (own.length === 0) return [];
  return [
    {
      from,
      to,
      count: own.length,
      confidence: mean(own, ({ confidence }) => confidence),
      accuracy: mean(own, ({ right }) => Number(right)),
      interval: wilsonInterval(own.filter(({ right }) => right).length, own.length),
    },
  ];
}

function mean(judged: readonly Judged[], value: (row: Judged) => number): number {
  return judged.reduce((sum, row) => sum + value(row), 0) / judged.length;
}
