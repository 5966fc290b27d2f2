import { describe, expect, it } from 'vitest';
import type { TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { curveOf, curveWords } from './learning-curve';

const finished = buildLabelerRun().labelers[0] as TrainedLabeler; // the fixture has one
const beside = { plannedSteps: 12, test: null, majority: null };

describe('the learning curve', () => {
  it('has a point for the champion of each step', () => {
    const { points } = curveOf(finished, beside);
    expect(points.map(({ step }) => step)).toEqual(finished.steps.map(({ step }) => step));
  });

  it('never falls, because the champion is kept', () => {
    const values = curveOf(finished, beside).points.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it('leaves room for the steps that are to come', () => {
    expect(curveOf(finished, beside).lastStep).toBe(12);
  });

  it('begins its scale below the lowest interval', () => {
    const { points, floor } = curveOf(finished, beside);
    expect(floor).toBeLessThanOrEqual(Math.min(...points.map(({ low }) => low)));
    expect(Math.round(floor * 10) / 10).toBe(floor);
  });

  it('begins its scale below the test mark and its interval, and below the majority', () => {
    const test = { step: 6, value: 0.49, low: 0.39, high: 0.59 };
    expect(curveOf(finished, { ...beside, test }).floor).toBe(0.3);
    expect(curveOf(finished, { ...beside, majority: { label: 'ham', value: 0.12 } }).floor).toBe(0.1);
  });

  it('shows no challenger that was dropped from the race, since it was not read to the end', () => {
    const { rivals } = curveOf(finished, beside);
    const scored = new Map(finished.checkpoints.map(({ id, score }) => [id, score]));
    expect(rivals.length).toBeGreaterThan(0);
    for (const { id } of rivals) expect(scored.get(id)?.dropped).toBe(false);
  });

  it('says in words where it began, where it is and where it stood still', () => {
    const point = (step: number, value: number) => ({ step, value, low: value - 0.05, high: value + 0.05 });
    const curve = {
      points: [point(0, 0.6), point(1, 0.6), point(2, 0.7)],
      rivals: [],
      lastStep: 4,
      floor: 0.5,
      test: null,
      majority: null,
    };
    expect(curveWords(curve, { scoreName: 'macro F1', rows: 200 })).toBe(
      'On 200 validation rows, macro F1: 0.600 after the first rules, 0.700 after step 2, 95% interval 0.65 to 0.75. No change at step 1.',
    );
  });

  it('has the test rows last in its words', () => {
    const point = { step: 0, value: 0.6, low: 0.5, high: 0.7 };
    const words = curveWords(
      {
        points: [point],
        rivals: [],
        lastStep: 1,
        floor: 0.5,
        test: { ...point, value: 0.55 },
        majority: { label: 'ham', value: 0.85 },
      },
      { scoreName: 'accuracy', rows: 100 },
    );
    expect(words).toMatch(/ Always answering “ham”: 0\.850\. On the test rows: 0\.550, 95% interval 0\.50 to 0\.70\.$/);
  });
});
