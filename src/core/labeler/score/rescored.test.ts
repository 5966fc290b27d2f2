import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { ticketLabels } from '../../../testing/labeler-fixture-rows';
import type { Prediction } from '../prediction/prediction';
import type { LabelerRun } from '../run/labeler-run';
import { rescored, withCorrectedScores } from './rescored';
import { scoreOf } from './scorecard';

const run = buildLabelerRun();
const single = { labeler: 'single', checkpointId: 'c6' } as const;
const right = run.rows.validation.map(({ golden }) => said(golden));

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

/** Each draws an interval for every checkpoint. */
const few = { numRuns: 10 };

describe('the scores of a run, by the labels as they are corrected now', () => {
  const places = fc.uniqueArray(fc.nat(run.rows.validation.length - 1), { maxLength: 20 });
  const corrected = (places: readonly number[], label: string) =>
    Object.fromEntries(places.map((place) => [run.rows.validation[place]?.id ?? '', label]));

  it('are those of the predictions, for every checkpoint whose predictions are kept', () => {
    fc.assert(
      fc.property(places, fc.constantFrom('Billing', 'Bug'), (chosen, label) => {
        const corrections = corrected(chosen, label);
        const shown = withCorrectedScores(run, corrections);
        for (const { id, score } of shown.labelers[0]?.checkpoints ?? []) {
          const kept = predictionsOf(id);
          if (kept === undefined || score === null) continue;
          const golden = run.rows.validation.map((row) => corrections[row.id] ?? row.golden);
          expect(score.correct).toBe(golden.filter((one, place) => kept[place]?.label === one).length);
          const pairs = golden.map((one, place) => ({ golden: one, predicted: kept[place]?.label ?? null }));
          expect(score.value).toBeCloseTo(scoreOf(pairs, { kind: 'macro-f1' }, ticketLabels), 12);
        }
      }),
      few,
    );
  });

  it('say of a change what it mends and spoils by those labels, too', () => {
    fc.assert(
      fc.property(places, (chosen) => {
        const shown = withCorrectedScores(run, corrected(chosen, 'Bug'));
        const all = shown.labelers[0]?.checkpoints ?? [];
        for (const { id, parentId, score } of all) {
          const parent = all.find((each) => each.id === parentId);
          if (parent === undefined || predictionsOf(id) === undefined || predictionsOf(parent.id) === undefined)
            continue;
          expect((score?.fixed ?? 0) - (score?.broken ?? 0)).toBe((score?.correct ?? 0) - (parent.score?.correct ?? 0));
        }
      }),
      few,
    );
  });

  it('are as before when the corrections are taken back', () => {
    fc.assert(
      fc.property(places, (chosen) => {
        const before = withCorrectedScores(run, {});
        const shown = withCorrectedScores(withCorrectedScores(run, corrected(chosen, 'Bug')), {});
        expect(shown).toEqual(before);
      }),
      few,
    );
  });
});

function said(label: string): Prediction {
  return { label, outcome: 'read' };
}

function isOf(of: LabelerRun['evaluations'][number]['of']): boolean {
  return of.kind === 'checkpoint' && of.checkpointId === single.checkpointId;
}

function scoreIn({ labelers }: LabelerRun) {
  return labelers[0]?.checkpoints.find(({ id }) => id === single.checkpointId)?.score;
}

function predictionsOf(checkpointId: string) {
  return run.evaluations.find(
    ({ of, split }) => split === 'validation' && of.kind === 'checkpoint' && of.checkpointId === checkpointId,
  )?.predictions;
}
