import { describe, expect, it } from 'vitest';
import type { Checkpoint, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { handAnswers } from './hand-answers';

const run = buildLabelerRun();
const single = run.labelers[0] as TrainedLabeler; // the fixture has one

const byHand = (exampleId: string | null): Checkpoint => ({
  id: 'by-hand',
  step: null,
  score: null,
  parentId: single.championId ?? '',
  mutation: { kind: 'add', label: 'Billing', rule: { id: 'r', text: 'It names a price.' } },
  because:
    exampleId === null
      ? null
      : { row: 7, exampleId, fields: [], golden: 'Billing', predicted: 'Bug', checkpointId: 'c', diagnosis: '' },
});

const withHand = (checkpoint: Checkpoint, currentId: string | null) => ({
  labelers: [{ ...single, checkpoints: [...single.checkpoints, checkpoint], currentId }],
});

describe('rows that were answered by hand', () => {
  it('say what was changed for them', () => {
    expect([...handAnswers(withHand(byHand('row-7'), 'by-hand'))]).toEqual([['row-7', 'Add to Billing']]);
  });

  it('are no longer answered when an earlier rulebook is restored', () => {
    expect(handAnswers(withHand(byHand('row-7'), single.championId)).size).toBe(0);
  });

  it('are neither those that a change without a reason was for, nor those that training answered', () => {
    expect(handAnswers(withHand(byHand(null), 'by-hand')).size).toBe(0);
    expect(handAnswers(run).size).toBe(0);
  });
});
