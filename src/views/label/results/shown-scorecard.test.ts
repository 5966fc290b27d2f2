import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { shownEvaluations } from './shown-evaluation';
import { shownScorecard, testPoint } from './shown-scorecard';

const run = buildLabelerRun();
const evaluation = shownEvaluations(run)[0]?.evaluation;
if (evaluation === undefined) throw new Error('The fixture has no evaluation.');
const shown = shownScorecard(run, { evaluation, corrections: {} });

describe('the scorecard on the screen', () => {
  it('agrees with its confusion matrix', () => {
    const { counts, unread } = shown.confusion;
    const diagonal = counts.reduce((sum, row, place) => sum + (row[place] ?? 0), 0);
    const all = [...counts.flat(), ...unread].reduce((sum, count) => sum + count, 0);
    expect(all).toBe(shown.rows.length);
    expect(shown.scorecard.accuracy).toBeCloseTo(diagonal / all, 12);
  });

  it('says whose rules it is about', () => {
    expect(shown.whose).toMatch(/^champion, rules of step \d+$/);
  });

  it('is held against a labeler that always says the most frequent label, and against the untrained one', () => {
    expect(shown.rivals.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^Always “.+”$/),
      'Untrained: no rules',
    ]);
    for (const { difference, accuracy } of shown.rivals) {
      expect(difference.value).toBeCloseTo(shown.scorecard.accuracy - accuracy, 12);
      expect(difference.low).toBeLessThanOrEqual(difference.value);
      expect(difference.high).toBeGreaterThanOrEqual(difference.value);
    }
  });

  it('follows a corrected label', () => {
    const wrong = shown.rows.find(({ golden, prediction }) => prediction.label !== null && prediction.label !== golden);
    if (wrong?.prediction.label == null) throw new Error('The fixture has no misread row.');
    const corrected = shownScorecard(run, { evaluation, corrections: { [wrong.id]: wrong.prediction.label } });
    expect(corrected.scorecard.correct).toBe(shown.scorecard.correct + 1);
  });

  it('has one point on the test rows for the learning curve', () => {
    const hyperparameters = run.settings?.hyperparameters;
    if (hyperparameters === undefined) throw new Error('The fixture has no settings.');
    const point = testPoint(run, hyperparameters, {});
    expect(point?.step).toBe(run.labelers[0]?.steps.at(-1)?.step);
    expect(point?.low).toBeLessThanOrEqual(point?.value ?? 0);
  });
});
