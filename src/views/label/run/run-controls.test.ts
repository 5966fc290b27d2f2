import { describe, expect, it } from 'vitest';
import type { RunStatus } from '../../../core/labeler/run/labeler-run';
import { blankLabelState, type LabelState } from '../../../store/label/label-state';
import { buildLabelerRun, buildLabelerWork } from '../../../testing/labeler-fixture';
import { runControls } from './run-controls';

const { setup } = buildLabelerWork();
const here = { runId: 'run-3', pausing: false, startedAt: '2026-03-14T09:30:00.000Z', callsBefore: 0 };
const activity = { kind: 'racing', labeler: 'single', step: 1, count: 2 } as const;

describe('the buttons of a run', () => {
  it('offer Train alone once there is a set-up', () => {
    const controls = runControls({ setup, label: blankLabelState, run: null });
    expect(controls).toMatchObject({ train: undefined, primary: 'train' });
    expect([controls.pause, controls.resume, controls.stop].every((reason) => reason !== undefined)).toBe(true);
  });

  it('say what Train waits for', () => {
    const train = (given: Partial<LabelState>, change = {}) =>
      runControls({ setup: { ...setup, ...change }, label: { ...blankLabelState, ...given }, run: null }).train;
    expect(train({}, { training: null })).toBe('Choose a training CSV first.');
    expect(train({}, { mapping: null })).toBe('Choose the label column first.');
    const refused = { kind: 'one-label', message: 'All rows have the label “yes”.' } as const;
    expect(train({ check: { status: 'refused', problem: refused } })).toBe('All rows have the label “yes”.');
    const gone = { kind: 'gone', title: 'Not here.', message: 'It was expected.', file: 'training' } as const;
    expect(train({ check: { status: 'refused', problem: gone } })).toBe(
      `“${setup.training?.table.name}” is not on this device. Choose it again under Data.`,
    );
    const progress = { bytes: 1, ofBytes: 2, rows: 3 };
    const files = { ...blankLabelState.files, training: { status: 'reading', name: 'a.csv', progress } } as const;
    expect(train({ files })).toBe('The training file is being read.');
  });

  it('have no primary while there is nothing to train on', () => {
    expect(
      runControls({ setup: { training: null, test: null, mapping: null }, label: blankLabelState, run: null }).primary,
    ).toBeNull();
  });

  it('offer Pause and Stop during a run', () => {
    const controls = given({ status: 'training', activity }, here);
    expect(controls).toMatchObject({ pause: undefined, stop: undefined, primary: null });
    expect(controls.train).toMatch(/stop it/);
  });

  it('wait for calls in flight after Pause was pressed', () => {
    expect(given({ status: 'training', activity }, { ...here, pausing: true }).pause).toMatch(/in flight/);
  });

  it('offer Resume first when a run is paused or was interrupted', () => {
    expect(given({ status: 'paused' }, here)).toMatchObject({ resume: undefined, stop: undefined, primary: 'resume' });
    expect(given({ status: 'interrupted' }, null)).toMatchObject({ resume: undefined, primary: 'resume' });
  });

  it('offer both when a run was stopped or failed, Train first', () => {
    for (const status of [{ status: 'stopped' }, { status: 'failed', message: 'No.' }] as const) {
      expect(given(status, null)).toMatchObject({ train: undefined, resume: undefined, primary: 'train' });
    }
  });

  it('offer no Resume when there is nothing to go on with', () => {
    expect(given({ status: 'finished', reason: 'all-steps' }, null).resume).toMatch(/finished/);
    expect(given({ status: 'imported', from: 'a.json' }, null).resume).toMatch(/imported/);
    expect(given({ status: 'training', activity }, null).resume).toMatch(/another tab/);
  });
});

function given(status: RunStatus, training: LabelState['training']) {
  return runControls({ setup, label: { ...blankLabelState, training }, run: buildLabelerRun({ status }) });
}
