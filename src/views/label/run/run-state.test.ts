import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { endWords, finishWords } from './run-state';

const finished = buildLabelerRun();

describe('the end of a run', () => {
  it('is early when its patience ran out before the last step', () => {
    expect(finishWords('no-improvement', finished)).toMatch(/^Ended early|^No step/);
  });

  it('is no early one when its patience ran out at the very last step', () => {
    const { settings } = finished;
    if (settings === null) throw new Error('The fixture has no settings.');
    const hyperparameters = { ...settings.hyperparameters, steps: 6 };
    const run = { ...finished, settings: { ...settings, hyperparameters } };
    expect(finishWords('no-improvement', run)).toBe('All steps are done.');
  });

  it('says of a stopped one that its test rows wait to be read', () => {
    const stopped = { ...finished, status: { status: 'stopped' } as const };
    expect(endWords({ ...stopped, evaluations: [] })).toMatch(/test rows are not read/);
    expect(endWords(stopped)).toBeNull();
  });
});
