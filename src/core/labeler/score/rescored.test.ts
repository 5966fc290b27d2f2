import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import type { Prediction } from '../prediction/prediction';
import type { LabelerRun } from '../run/labeler-run';
import { rescored } from './rescored';

describe('a checkpoint that is read again', () => {
  it('gets its predictions in place of the earlier ones, and a score of them', () => {
    const again = rescored(run, { ...single, read: [{ split: 'validation', predictions: right }], corrections: {} });
    const of = again.evaluations.filter((each) => each.split === 'validation' && isOf(each.of));
    expect(of.map(({ predictions }) => predictions)).toEqual([right]);
    expect(scoreIn(again)).toMatchObject({ value: 1, read: 120, correct: 120, broken: 0, dropped: false });
    expect(scoreIn(again)?.fixed).toBeGreaterThan(0);
  });

  it('is scored against the labels as they were corrected', () => {
    const [corrected] = run.rows.validation;
    const corrections = { [corrected?.id ?? '']: corrected?.golden === 'Billing' ? 'Bug' : 'Billing' };
    const read = [{ split: 'validation', predictions: right }] as const;
    const again = rescored(run, { ...single, read, corrections });
    expect(scoreIn(again)?.correct).toBe(119);
  });

  it('counts only the rows that were read, and keeps its score when none was', () => {
    const some = right.map((prediction, index) => (index < 3 ? prediction : null));
    const read = [{ split: 'validation', predictions: some }] as const;
    expect(scoreIn(rescored(run, { ...single, read, corrections: {} }))).toMatchObject({ read: 3, correct: 3 });
    const none = [{ split: 'validation', predictions: right.map(() => null) }] as const;
    expect(scoreIn(rescored(run, { ...single, read: none, corrections: {} }))).toEqual(scoreIn(run));
  });

  it('keeps what was read of the other rows when only test rows were read', () => {
    const predictions = run.rows.test.map(({ golden }) => said(golden));
    const again = rescored(run, { ...single, read: [{ split: 'test', predictions }], corrections: {} });
    const ofBoth = (of: LabelerRun) =>
      of.evaluations.filter((each) => isOf(each.of)).map((each) => [each.split, each.predictions]);
    const [validation] = ofBoth(run);
    expect(ofBoth(again)).toEqual([validation, ['test', predictions]]);
    expect(again.evaluations).toHaveLength(run.evaluations.length);
  });
});

const run = buildLabelerRun();
const single = { labeler: 'single', checkpointId: 'c6' } as const;
const right = run.rows.validation.map(({ golden }) => said(golden));

function said(label: string): Prediction {
  return { label, outcome: 'read' };
}

function isOf(of: LabelerRun['evaluations'][number]['of']): boolean {
  return of.kind === 'checkpoint' && of.checkpointId === single.checkpointId;
}

function scoreIn({ labelers }: LabelerRun) {
  return labelers[0]?.checkpoints.find(({ id }) => id === single.checkpointId)?.score;
}
