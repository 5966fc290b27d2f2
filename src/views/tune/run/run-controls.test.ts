import { describe, expect, it } from 'vitest';
import { blankTuningWork } from '../../../core/tuning/run/tuning-work';
import { blankTuneState } from '../../../store/tune/tune-state';
import { runControls } from './run-controls';

const pair = { id: 'p', critique: 'Does it ask?', revision: 'Ask.' };
const work = {
  ...blankTuningWork,
  prompts: { ...blankTuningWork.prompts, typed: 'Why?' },
  constitution: { ...blankTuningWork.constitution, pairs: [pair] },
};
const tune = blankTuneState;
const active = { jobId: 'run', pausing: false };

describe('the controls of a run', () => {
  it('begin with Generate, once there is something to make and to make it by', () => {
    expect(runControls({ work, tune, run: null, active: null })).toMatchObject({
      generate: undefined,
      primary: 'generate',
    });
    const empty = runControls({ work: blankTuningWork, tune, run: null, active: null });
    expect(empty.generate).toBe('Add prompts first: choose a file or type some.');
    expect(empty.primary).toBeNull();
  });

  it('lock Generate while a run goes on, and offer Pause and Stop', () => {
    const run = { id: 'run', status: { status: 'running' } } as const;
    expect(runControls({ work, tune, run, active })).toEqual({
      generate: 'A run is under way: stop it to start another one.',
      pause: undefined,
      resume: 'The run is under way.',
      stop: undefined,
      primary: null,
    });
  });

  it('do not call a run under way that has paused', () => {
    const run = { id: 'run', status: { status: 'paused' } } as const;
    expect(runControls({ work, tune, run, active }).generate).toBe('A run is paused: stop it to start another one.');
  });

  it('say that calls are being finished after Pause', () => {
    const run = { id: 'run', status: { status: 'running' } } as const;
    const { pause } = runControls({ work, tune, run, active: { ...active, pausing: true } });
    expect(pause).toBe('Calls in flight are being finished.');
  });

  it('make Resume the strong one after a pause or a reload, and not after Stop', () => {
    for (const status of ['paused', 'interrupted'] as const)
      expect(runControls({ work, tune, run: { id: 'run', status: { status } }, active: null }).primary).toBe('resume');
    const stopped = runControls({ work, tune, run: { id: 'run', status: { status: 'stopped' } }, active: null });
    expect(stopped).toMatchObject({ resume: undefined, primary: 'generate' });
  });

  it('leave a run of another tab alone', () => {
    const run = { id: 'run', status: { status: 'running' } } as const;
    expect(runControls({ work, tune, run, active: null }).resume).toBe('The run is under way in another tab.');
  });
});
