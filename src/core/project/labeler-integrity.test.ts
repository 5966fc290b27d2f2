import { describe, expect, it } from 'vitest';
import { buildLabelerRun, buildLabelerWork } from '../../testing/labeler-fixture';
import type { Checkpoint, LabelerRun, TrainedLabeler } from '../labeler/run/labeler-run';
import { labelerProblems } from './labeler-integrity';

describe('a labeler in a file', () => {
  it('is whole when it came from training', () => {
    expect(labelerProblems(buildLabelerWork())).toEqual([]);
  });

  it('has runs with ids and numbers of their own, and shows one of them', () => {
    const run = buildLabelerRun();
    expect(labelerProblems(buildLabelerWork({ runs: [run, run], currentRunId: 'nobody' }))).toEqual([
      `labeler.runs[1].id: "${run.id}" is used twice.`,
      `labeler.runs[1].n: ${run.n} is used twice.`,
      'labeler.currentRunId: there is no run "nobody".',
    ]);
  });

  it('has checkpoints whose parents come before them', () => {
    const orphan: Checkpoint = { ...mutated, parentId: 'nobody' };
    expect(problemsOf({ checkpoints: [first, orphan] })).toEqual([
      'labeler.runs[0].labelers[0].checkpoints[1].parentId: no earlier checkpoint has the id "nobody".',
    ]);
    expect(problemsOf({ checkpoints: [mutated, first] })).toEqual([
      'labeler.runs[0].labelers[0].checkpoints[0].parentId: no earlier checkpoint has the id "first".',
    ]);
    expect(problemsOf({ checkpoints: [first, first] })).toEqual([
      'labeler.runs[0].labelers[0].checkpoints[1].id: "first" is used twice.',
    ]);
  });

  it('has a champion, a present checkpoint and steps that exist', () => {
    const step = { step: 1, mistakes: [], read: 0, unread: 0, challengerIds: [], rejected: [] };
    const changes = { championId: 'a', currentId: 'b', steps: [{ ...step, championId: 'c', beamIds: ['first', 'd'] }] };
    expect(problemsOf(changes)).toEqual([
      'labeler.runs[0].labelers[0].championId: there is no checkpoint "a".',
      'labeler.runs[0].labelers[0].currentId: there is no checkpoint "b".',
      'labeler.runs[0].labelers[0].steps[0].championId: there is no checkpoint "c".',
      'labeler.runs[0].labelers[0].steps[0].beamIds[1]: there is no checkpoint "d".',
    ]);
  });

  it('has rulebooks of two labels at least, each label and each rule once', () => {
    const rule = { id: 'r', text: 'It asks for money back.' };
    const twice = [
      { label: 'a', rules: [rule] },
      { label: 'a', rules: [rule] },
    ];
    const at = 'labeler.runs[0].labelers[0].checkpoints[0].rulebook.labels';
    expect(problemsOf({ checkpoints: [{ ...first, rulebook: { task: '', labels: [] } }] })).toEqual([
      `${at}: expected at least two, got 0.`,
    ]);
    expect(problemsOf({ checkpoints: [{ ...first, rulebook: { task: '', labels: twice } }] })).toEqual([
      `${at}[1].label: "a" is used twice.`,
      `${at}[1].rules[0].id: "r" is used twice.`,
    ]);
  });

  it('has a prediction for every row of an evaluation', () => {
    const of = { kind: 'checkpoint', labeler: 'single', checkpointId: 'gone' } as const;
    const evaluation = { of, split: 'test', predictions: [null] } as const;
    expect(problemsOf({}, { evaluations: [evaluation] })).toEqual([
      'labeler.runs[0].evaluations[0].predictions: expected one for each of the 0 test rows, got 1.',
      'labeler.runs[0].evaluations[0].of: labeler "single" has no checkpoint "gone".',
    ]);
  });

  it('was trained with settings within their ranges, while the fields may be half typed', () => {
    const work = buildLabelerWork();
    const [run] = work.runs;
    if (run?.settings == null) throw new Error('The run was trained here.');
    const hyperparameters = { ...run.settings.hyperparameters, mistakesPerStep: 0, evalTemperature: 3, steps: 1.5 };
    const runs = [{ ...run, settings: { ...run.settings, hyperparameters } }];
    expect(labelerProblems({ ...work, setup: { ...work.setup, hyperparameters }, runs })).toEqual([
      'labeler.runs[0].settings.hyperparameters.steps: expected a whole number from 0, got 1.5.',
      'labeler.runs[0].settings.hyperparameters.mistakesPerStep: expected a whole number from 1, got 0.',
      'labeler.runs[0].settings.hyperparameters.evalTemperature: expected a number from 0 to 2, got 3.',
    ]);
  });
});

const rulebook = {
  task: 'Sort tickets',
  labels: [
    { label: 'a', rules: [] },
    { label: 'b', rules: [] },
  ],
};
const first = { id: 'first', step: 0, score: null, parentId: null, rulebook } as const satisfies Checkpoint;
const mutated = {
  id: 'second',
  step: 1,
  score: null,
  parentId: 'first',
  mutation: { kind: 'add', label: 'a', rule: { id: 'r', text: 'It asks for money back.' } },
  because: null,
} as const satisfies Checkpoint;

function problemsOf(changes: Partial<TrainedLabeler>, run: Partial<LabelerRun> = {}): readonly string[] {
  const labeler: TrainedLabeler = {
    key: 'single',
    region: null,
    checkpoints: [first],
    steps: [],
    latest: { step: 0, mistakes: [], rejected: [] },
    championId: 'first',
    currentId: 'first',
    ...changes,
  };
  const champion = changes.checkpoints === undefined ? {} : { championId: null, currentId: null };
  const rows = { validation: [], test: [] };
  const runs = [buildLabelerRun({ rows, evaluations: [], labelers: [{ ...labeler, ...champion }], ...run })];
  return labelerProblems(buildLabelerWork({ runs, currentRunId: runs[0]?.id ?? null }));
}
