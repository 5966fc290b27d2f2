import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { activityWords, estimateError, progressValueText, secondsLeft, stepProgress } from './progress';

const racing = { kind: 'racing', labeler: 'single', step: 7, count: 12 } as const;
const training = buildLabelerRun({
  status: { status: 'training', activity: racing },
  spent: { calls: 1140, inputTokens: 900_000, outputTokens: 40_000, reused: 0 },
});

describe('the progress of a run', () => {
  it('counts complete steps without the first rules, and part of the present one', () => {
    expect(stepProgress(training)).toEqual({ done: 6, steps: 12, part: 0.55, present: 7 });
  });

  it('is the complete steps alone when it ended early', () => {
    expect(stepProgress(buildLabelerRun())).toEqual({ done: 6, steps: 12, part: 0, present: 6 });
  });

  it('is the longest way of all labelers when it is finished', () => {
    const run = buildLabelerRun();
    const early = run.labelers.map((labeler) => ({ ...labeler, key: 'expert-1', steps: labeler.steps.slice(0, 3) }));
    expect(stepProgress({ ...run, labelers: [...run.labelers, ...early] }).done).toBe(6);
  });

  it('is that of the labeler which is being trained', () => {
    const first = { kind: 'first-rules', labeler: 'expert-2', step: 0, count: 0 } as const;
    const [single] = training.labelers;
    if (single === undefined) throw new Error('The fixture has no labeler.');
    const labelers = [single, { ...single, key: 'expert-2', steps: [] }];
    const run = { ...training, labelers, status: { status: 'training', activity: first } as const };
    expect(stepProgress(run)).toMatchObject({ done: 0, present: 0, part: 0 });
  });

  it('is said in words', () => {
    expect(progressValueText(stepProgress(training), 540)).toBe('Step 7 of 12, about 9 minutes left');
    expect(progressValueText({ done: 0, steps: 1, part: 0, present: 0 }, null)).toBe('First rules, 1 step to come');
  });

  it('says what the run is doing', () => {
    const said = (activity: Parameters<typeof activityWords>[0]) => Object.values(activityWords(activity, 12)).join('');
    expect(said(racing)).toBe('Step 7 of 12: racing 12 challengers');
    expect(said({ ...racing, labeler: 'expert-2', count: 1 })).toBe('Expert 2, step 7 of 12: racing 1 challenger');
    expect(said({ ...racing, kind: 'finding-mistakes', count: 40 })).toMatch(/looking for mistakes, 40 rows read$/);
  });
});

describe('the time left', () => {
  it('goes by the pace of this life', () => {
    expect(secondsLeft(training, { ms: 100_000, calls: 200, perMinute: null })).toBe(500);
  });

  it('goes by the estimate before a pace is known', () => {
    expect(secondsLeft(training, { ms: 1000, calls: 3, perMinute: null })).toBeCloseTo((1000 * 1210) / 2140);
  });

  it('is never below what the limit of requests a minute allows, however fast the first minute was', () => {
    const left = 2140 - 1140;
    expect(secondsLeft(training, { ms: 2_000, calls: 100, perMinute: 60 })).toBe(left);
    expect(secondsLeft(training, { ms: 60_000, calls: 100, perMinute: 60 })).toBe(left);
    expect(secondsLeft(training, { ms: 1_000, calls: 3, perMinute: 30 })).toBe(2 * left);
  });

  it('goes by the steps when more was spent than estimated', () => {
    const spent = { ...training.spent, calls: 3000 };
    expect(secondsLeft({ ...training, spent }, { ms: 655_000, calls: 3000, perMinute: 60 })).toBeCloseTo(
      655 * (5.45 / 6.55),
    );
  });

  it('is not known without an estimate', () => {
    expect(secondsLeft({ ...training, estimate: null }, { ms: 1, calls: 1, perMinute: null })).toBeNull();
  });
});

describe('the estimate, when the run is over', () => {
  it('tells how far off it was', () => {
    expect(estimateError(buildLabelerRun())).toBe(
      'Run took 1,732 calls, 19% fewer than the 2,140 estimated, and 1.3 M tokens, 26% fewer than the 1.8 M estimated.',
    );
    expect(estimateError({ estimate: null, spent: training.spent })).toBeNull();
  });
});
