import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { readRows, shownEvaluations } from './shown-evaluation';

const run = buildLabelerRun();

describe('what the results can show', () => {
  it('is the test rows before the validation rows', () => {
    expect(shownEvaluations(run).map(({ name }) => name)).toEqual(['Test rows', 'Validation rows']);
  });

  it('is that of the rules before, marked, when they were changed by hand since', () => {
    const labelers = run.labelers.map((labeler) => {
      const parentId = labeler.championId;
      if (parentId === null) throw new Error('The fixture has no champion.');
      const mutation = { kind: 'add', label: 'Billing', rule: { id: 'r', text: 'It names a price.' } } as const;
      const byHand = { id: 'by-hand', step: null, score: null, parentId, mutation, because: null };
      return { ...labeler, checkpoints: [...labeler.checkpoints, byHand], currentId: byHand.id };
    });
    expect(shownEvaluations({ ...run, labelers }).map(({ outdated }) => outdated)).toEqual([true, true]);
  });
});

describe('figures of all experts', () => {
  const mixture = { of: { kind: 'mixture' }, split: 'test', predictions: [] } as const;
  const withExperts = { ...run, evaluations: [...run.evaluations, mixture] };
  const outdated = (labelers: typeof run.labelers) =>
    shownEvaluations({ ...withExperts, labelers }).find(({ key }) => key === 'mixture')?.outdated;

  it('are of the champions, and so are marked when another rulebook of any labeler is on the screen', () => {
    const [single] = run.labelers;
    if (single === undefined) throw new Error('The fixture has no labeler.');
    const first = single.checkpoints[0]?.id ?? null;
    expect(outdated([{ ...single, currentId: single.championId }])).toBe(false);
    expect(outdated([{ ...single, currentId: first }])).toBe(true);
  });
});

describe('rows that were read', () => {
  const evaluation = shownEvaluations(run)[0]?.evaluation;
  if (evaluation === undefined) throw new Error('The fixture has no evaluation.');

  it('have the correction of their label and keep what the file says', () => {
    const [first] = readRows(run, evaluation, {});
    if (first === undefined) throw new Error('The fixture has no row.');
    const [corrected] = readRows(run, evaluation, { [first.id]: 'Corrected' });
    expect(corrected).toMatchObject({ golden: 'Corrected', inFile: first.golden });
  });

  it('are those with a prediction only', () => {
    const predictions = evaluation.predictions.with(0, null);
    const rows = readRows(run, { ...evaluation, predictions }, {});
    expect(rows).toHaveLength(predictions.filter((each) => each !== null).length);
  });
});
