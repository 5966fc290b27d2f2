import { describe, expect, it } from 'vitest';
import { buildPrompts, buildTuningRun, buildTuningWork } from '../../testing/tuning-builders';
import { blankConstitution } from '../tuning/constitution/tuning-constitution';
import { defaultExportSettings } from '../tuning/export/export-settings';
import { defaultTuningSettings } from '../tuning/run/tuning-settings';
import type { TuningWork } from '../tuning/run/tuning-work';
import { tuningProblems } from './tuning-integrity';

const problemsOf = (given: Partial<TuningWork>) => tuningProblems(buildTuningWork(given));

describe('the fine-tuning data of a project is whole', () => {
  it('with runs, and edits of rows that they have', () => {
    const edits = { run1: { 2: { isRejected: true } } } as const;
    expect(problemsOf({ runs: [buildTuningRun()], edits })).toEqual([]);
  });

  it('unless two runs have one id, or one number', () => {
    expect(problemsOf({ runs: [buildTuningRun(), buildTuningRun({ n: 2 })] })).toEqual([
      'tuning.runs[1].id: "run1" is used twice.',
    ]);
    expect(problemsOf({ runs: [buildTuningRun(), buildTuningRun({ id: 'run2' })] })).toEqual([
      'tuning.runs[1].n: 1 is used twice.',
    ]);
  });

  it('unless rows of a run are edited that is not there', () => {
    expect(problemsOf({ edits: { gone: { 1: { isFlagged: true } } } })).toEqual([
      'tuning.edits: there is no run "gone".',
    ]);
  });

  it('unless what is edited is no row', () => {
    const edits = { run1: { '0': { isFlagged: true }, first: {}, 2: { round: 5 } } } as const;
    expect(problemsOf({ runs: [buildTuningRun()], edits })).toEqual([
      'tuning.edits.run1: expected numbers of rows from 1, got "0".',
      'tuning.edits.run1.2.round: expected a whole number from 1 to 4, got 5.',
      'tuning.edits.run1: expected numbers of rows from 1, got "first".',
    ]);
  });

  it('unless two entries of a constitution have one id', () => {
    const pair = { id: 'a', critique: 'Find a fault.', revision: 'Mend it.' };
    const constitution = { ...blankConstitution, pairs: [pair, pair] };
    expect(problemsOf({ constitution, runs: [buildTuningRun({ constitution })] })).toEqual([
      'tuning.constitution.pairs[1].id: "a" is used twice.',
      'tuning.runs[0].constitution.pairs[1].id: "a" is used twice.',
    ]);
  });

  it('unless a setting is out of its range', () => {
    const settings = { ...defaultTuningSettings, rounds: 5, seed: 0.5 };
    const prompts = { ...buildPrompts('Hello'), sample: 0, near: 1.2 };
    expect(problemsOf({ settings, prompts, exported: { ...defaultExportSettings, validationShare: 0.6 } })).toEqual([
      'tuning.prompts.sample: expected a whole number from 1, got 0.',
      'tuning.prompts.near: expected a number from 0 to 1, got 1.2.',
      'tuning.settings.rounds: expected a whole number from 1 to 4, got 5.',
      'tuning.settings.seed: expected a whole number from 0 to 2147483647, got 0.5.',
      'tuning.exported.validationShare: expected a number from 0 to 0.5, got 0.6.',
    ]);
  });

  it('unless a run is further than its end', () => {
    expect(problemsOf({ runs: [buildTuningRun({ done: 3 })] })).toEqual([
      'tuning.runs[0].done: expected a whole number from 0 to 2, got 3.',
    ]);
  });
});
