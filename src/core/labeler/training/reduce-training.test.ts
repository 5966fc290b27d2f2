import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import type { Rulebook } from '../rules/rulebook';
import { rulebookAt } from '../rules/rulebook-at';
import type { Checkpoint, LabelerRun, TrainedLabeler } from '../run/labeler-run';
import type { TrainingEvent } from '../run/training-event';
import { newLabelerRun, reduceTraining, withHandMutation } from './reduce-training';

const rulebook: Rulebook = {
  task: 'Sort.',
  labels: [
    { label: 'a', rules: [{ id: 'a1', text: 'First.' }] },
    { label: 'b', rules: [] },
  ],
};
const { settings } = buildLabelerRun();
if (settings === null) throw new Error('The fixture was trained.');
const fresh = newLabelerRun({ id: 'run', n: 1, at: '2026-01-01T00:00:00.000Z', settings, estimate: null });

const first: Checkpoint = { id: 'single-0', step: 0, score: null, parentId: null, rulebook };
const child = (text: string): Checkpoint => ({
  id: 'single-1-1-1',
  step: 1,
  score: null,
  parentId: 'single-0',
  mutation: { kind: 'add', label: 'b', rule: { id: 'b1', text } },
  because: null,
});
const checkpoint = (each: Checkpoint): TrainingEvent => ({ type: 'checkpoint', labeler: 'single', checkpoint: each });
const step = (n: number, championId: string): TrainingEvent => ({
  type: 'step',
  labeler: 'single',
  step: {
    step: n,
    mistakes: [],
    read: 0,
    unread: 0,
    challengerIds: [],
    rejected: [],
    championId,
    beamIds: [championId],
  },
  predictions: [],
});
const life: readonly TrainingEvent[] = [
  { type: 'labeler', key: 'single', region: null },
  checkpoint(first),
  step(0, 'single-0'),
  checkpoint(child('Second.')),
  step(1, 'single-1-1-1'),
];
const told = (...events: readonly TrainingEvent[]): LabelerRun => events.reduce(reduceTraining, fresh);
const single = (run: LabelerRun): TrainedLabeler => {
  const [labeler] = run.labelers;
  if (labeler === undefined) throw new Error('Nothing was trained.');
  return labeler;
};
const edited = (run: LabelerRun): LabelerRun => ({
  ...run,
  labelers: run.labelers.map((each) =>
    withHandMutation(each, {
      id: 'hand-1',
      mutation: { kind: 'add', label: 'a', rule: { id: 'h1', text: 'By hand.' } },
      because: null,
    }),
  ),
});

describe('a run from its events', () => {
  it('shows the champion, until the author chooses another rulebook', () => {
    const trained = told(...life);
    expect(single(trained)).toMatchObject({ championId: 'single-1-1-1', currentId: 'single-1-1-1' });
    const restored = { ...trained, labelers: [{ ...single(trained), currentId: 'single-0' }] };
    expect(single(reduceTraining(restored, step(2, 'single-1-1-1'))).currentId).toBe('single-0');
  });

  it('keeps the predictions of each champion', () => {
    expect(told(...life).evaluations.map(({ of }) => of)).toMatchObject([
      { checkpointId: 'single-0' },
      { checkpointId: 'single-1-1-1' },
    ]);
  });

  it('does not go back when it is told again, and keeps what was done by hand', () => {
    const trained = edited(told(...life));
    for (let count = 1; count <= life.length; count++) {
      expect(life.slice(0, count).reduce(reduceTraining, trained)).toEqual(trained);
    }
  });

  it('goes another way when a step is told otherwise, and turns rules by hand into a rulebook of their own', () => {
    const trained = edited(told(...life));
    const otherwise = [...life.slice(0, 3), checkpoint(child('Another.'))].reduce(reduceTraining, trained);
    const { checkpoints, steps, championId, currentId } = single(otherwise);
    expect(checkpoints.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['single-0', null],
      ['single-1-1-1', 'single-0'],
      ['hand-1', null],
    ]);
    expect(steps.map((each) => each.step)).toEqual([0]);
    expect({ championId, currentId }).toEqual({ championId: 'single-0', currentId: 'hand-1' });
    expect(rulebookAt(checkpoints, 'hand-1')).toEqual(rulebookAt(single(trained).checkpoints, 'hand-1'));
    expect(rulebookAt(checkpoints, 'single-1-1-1')?.labels[1]?.rules).toEqual([{ id: 'b1', text: 'Another.' }]);
  });

  it('forgets what was read by a rulebook that training did not come to this time', () => {
    const otherwise = [...life.slice(0, 3), checkpoint(child('Another.'))].reduce(reduceTraining, told(...life));
    expect(otherwise.evaluations.map(({ of }) => of)).toEqual([
      { kind: 'checkpoint', labeler: 'single', checkpointId: 'single-0' },
    ]);
  });

  it('puts a checkpoint of training before those by hand, so that parents come first', () => {
    const trained = edited(told(...life));
    const next: Checkpoint = { ...child('Third.'), id: 'single-2-1-1', step: 2 };
    expect(single(reduceTraining(trained, checkpoint(next))).checkpoints.map(({ id }) => id)).toEqual([
      'single-0',
      'single-1-1-1',
      'single-2-1-1',
      'hand-1',
    ]);
  });

  it('shows a mistake once, and its diagnosis when it is there', () => {
    const mistake = {
      row: 1,
      exampleId: 'row-1',
      fields: [],
      golden: 'a',
      predicted: 'b',
      checkpointId: 'single-1-1-1',
      diagnosis: '',
    };
    const found = { type: 'mistake', labeler: 'single', step: 2, mistake } as const;
    const run = told(...life, found, { ...found, mistake: { ...mistake, diagnosis: 'No rule.' } });
    expect(single(run).latest).toMatchObject({ step: 2, mistakes: [{ diagnosis: 'No rule.' }] });
  });

  it('is paused with the error until it goes on, whatever is told of calls that have just ended', () => {
    const error = { kind: 'bad-key', code: '400', message: 'No.', partialText: '' } as const;
    const activity = { kind: 'racing', labeler: 'single', step: 2, count: 4 } as const;
    const paused = told(...life, { type: 'paused', error }, { type: 'activity', activity });
    expect(paused.status).toEqual({ status: 'paused', error });
    const resumed = [{ type: 'resumed' }, { type: 'activity', activity }] as const;
    expect(resumed.reduce<LabelerRun>(reduceTraining, paused).status).toEqual({ status: 'training', activity });
  });

  it('counts no fewer calls while it is told again', () => {
    const spent = (calls: number): TrainingEvent => ({
      type: 'spent',
      spent: { calls, inputTokens: calls, outputTokens: calls, reused: 0 },
      faults: [],
    });
    expect(told(spent(40), spent(1)).spent.calls).toBe(40);
    expect(told(spent(40), spent(41)).spent.calls).toBe(41);
  });
});
