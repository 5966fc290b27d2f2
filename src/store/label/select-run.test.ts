import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import type { Rulebook } from '../../core/labeler/rules/rulebook';
import type { Checkpoint, Evaluation, LabelerRun, TrainedLabeler } from '../../core/labeler/run/labeler-run';
import { buildLabelerRun } from '../../testing/labeler-fixture';
import { classifierOf, goldenOf, latestEvaluation, presentCheckpoint, readRow } from './select-run';

describe('the checkpoint on the screen', () => {
  it('is the one that the author chose, else the champion, else the first', () => {
    expect(presentCheckpoint({ ...single, currentId: 'c1' })?.id).toBe('c1');
    expect(presentCheckpoint({ ...single, currentId: null })?.id).toBe('c0');
    expect(presentCheckpoint({ ...single, currentId: null, championId: null })?.id).toBe('c0');
    expect(presentCheckpoint({ ...single, checkpoints: [], currentId: null, championId: null })).toBeNull();
  });
});

describe('the classifier of a run', () => {
  it('has the single labeler, and the experts by their regions', () => {
    const run = runOf([{ ...single, currentId: 'c1' }, expert]);
    expect(classifierOf(run)).toMatchObject({
      rulebook: { labels: [{ label: 'spam' }, { rules: [{ id: 'r2' }] }] },
      experts: [{ rulebook, centroid: [1, 0], nearestCosine: 0.4 }],
      settings: { truncateWords: 160, temperature: 0.1, examplesPerCall: 5 },
    });
  });

  it('takes the checkpoints that are asked for instead of those on the screen', () => {
    const run = runOf([{ ...single, currentId: 'c1' }]);
    expect(classifierOf(run, { single: 'c0' })?.rulebook).toEqual(rulebook);
  });

  it('is used as the file says where it was imported', () => {
    const classify = { truncateWords: 7, temperature: 0, seed: 1, examplesPerCall: 1 };
    const use = { inputs: ['text'], classify, trainModel: null, evalModel: null };
    const run = { ...runOf([single]), settings: null, status: { status: 'imported', from: 'a.json', use } } as const;
    expect(classifierOf(run)?.settings).toEqual(classify);
  });

  it('is not there before the first rules are', () => {
    expect(classifierOf(runOf([]))).toBeNull();
    expect(classifierOf(runOf([{ ...single, checkpoints: [] }]))).toBeNull();
  });
});

describe('the latest predictions of a labeler', () => {
  it('are those of the nearest ancestor that was scored', () => {
    const run = runOf([single], [evaluation('single', 'c0', [said('spam')])]);
    const labeler = { ...single, currentId: 'c1' };
    expect(latestEvaluation(run, { labeler, split: 'validation' })?.predictions).toEqual([said('spam')]);
    expect(latestEvaluation(run, { labeler, split: 'test' })).toBeNull();
  });

  it('are found in a lineage that leads round in a circle, or not at all', () => {
    const circle: readonly Checkpoint[] = [
      { ...added, parentId: 'c2' },
      { ...added, id: 'c2', parentId: 'c1' },
    ];
    const labeler = { ...single, checkpoints: circle, currentId: 'c1' };
    expect(latestEvaluation(runOf([labeler]), { labeler, split: 'validation' })).toBeNull();
  });
});

describe('a row that was read', () => {
  it('is that of the mixture, with the expert that answered', () => {
    const mixture: Evaluation = {
      of: { kind: 'mixture' },
      split: 'validation',
      predictions: [null, { ...said('ham'), expert: 0 }],
    };
    const run = runOf([single, expert], [evaluation('single', 'c0', [said('spam'), said('spam')]), mixture]);
    expect(readRow(run, 'row-2')).toMatchObject({ labeler: 'expert-1', prediction: { label: 'ham' } });
    expect(readRow(run, 'row-1')).toMatchObject({ labeler: 'single', prediction: { label: 'spam' } });
    expect(readRow(run, 'row-3')).toBeNull();
  });

  it('is that of a rulebook changed by hand and scored again, and not what the mixture made of it before', () => {
    const mixture: Evaluation = {
      of: { kind: 'mixture' },
      split: 'validation',
      predictions: [said('ham'), said('ham')],
    };
    const changed = { ...single, currentId: 'c1' };
    const run = runOf([changed, expert], [evaluation('single', 'c1', [said('spam'), null]), mixture]);
    expect(readRow(run, 'row-1')).toMatchObject({ labeler: 'single', prediction: { label: 'spam' } });
    expect(readRow(run, 'row-2')).toMatchObject({ labeler: 'single', prediction: { label: 'ham' } });
  });
});

describe('a golden label', () => {
  it('is the corrected one where there is a correction of this very row', () => {
    expect(goldenOf({ id: 'row-1', golden: 'spam' }, { 'row-1': 'ham' })).toBe('ham');
    expect(goldenOf({ id: 'constructor', golden: 'spam' }, { 'row-1': 'ham' })).toBe('spam');
  });
});

const rulebook: Rulebook = {
  task: 'Spam or ham.',
  labels: [
    { label: 'spam', rules: [{ id: 'r1', text: 'It sells something.' }] },
    { label: 'ham', rules: [] },
  ],
};
const root: Checkpoint = { id: 'c0', step: 0, score: null, parentId: null, rulebook };
const added = {
  id: 'c1',
  step: null,
  score: null,
  parentId: 'c0',
  mutation: { kind: 'add', label: 'ham', rule: { id: 'r2', text: 'A friend writes.' } },
  because: null,
} as const;
const single: TrainedLabeler = {
  key: 'single',
  region: null,
  checkpoints: [root, added],
  steps: [],
  latest: { step: 0, mistakes: [], rejected: [] },
  championId: 'c0',
  currentId: 'c0',
};
const expert: TrainedLabeler = {
  ...single,
  key: 'expert-1',
  region: { rows: 10, centroid: [1, 0], nearestCosine: 0.4, words: [] },
  checkpoints: [{ ...root, id: 'e0' }],
  championId: 'e0',
  currentId: 'e0',
};

function said(label: string): Prediction {
  return { label, outcome: 'read' };
}

function evaluation(labeler: string, checkpointId: string, predictions: Evaluation['predictions']): Evaluation {
  return { of: { kind: 'checkpoint', labeler, checkpointId }, split: 'validation', predictions };
}

function runOf(labelers: readonly TrainedLabeler[], evaluations: readonly Evaluation[] = []): LabelerRun {
  const row = (n: number) => ({ id: `row-${n}`, row: n, fields: [], golden: 'spam' });
  return buildLabelerRun({ labelers, evaluations, rows: { validation: [row(1), row(2), row(3)], test: [] } });
}
