import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { err, ok } from '../../core/result';
import { blankConstitution } from '../../core/tuning/constitution/tuning-constitution';
import { memoryStorage } from '../../testing/open-studio';
import { generated, lastRun, openTune, tuningOf, withPrompts } from '../../testing/open-tune';
import { someFound, through } from '../../testing/scripted-tuning';
import { gate, turns, until } from '../../testing/turns';
import { areRowsElsewhere, canChange } from './select-tune';

const finished = [{ tells: [through(1), through(2)] }] as const;

describe('a run', () => {
  it('makes data of the prompts that were found, and ends with what it came to', async () => {
    const { state, called } = await generated({ lives: [finished] });
    expect(lastRun(state)).toMatchObject({
      n: 1,
      total: 2,
      status: { status: 'finished' },
      done: 2,
      calls: 6,
      tokens: 600,
    });
    expect(lastRun(state).estimate).toEqual(someFound.estimate);
    expect(called('generate')).toHaveLength(1);
    expect(state().jobs.tune.active).toBeNull();
  });

  it('keeps the prompts, the constitution and the settings that it began with', async () => {
    const { passed, open } = gate();
    const { state, tune, called, clock } = await withPrompts({
      lives: [[{ tells: [through(1)] }, { waits: passed }, { tells: [through(2)] }], finished],
    });
    const { constitution, settings, prompts } = tuningOf(state);
    const going = tune.generate();
    await until(() => !canChange(state()));
    await tune.setConstitution(() => blankConstitution);
    tune.setPrompts({ typed: 'Another' });
    tune.setSettings({ rounds: 4 });
    open();
    await going;
    expect(lastRun(state)).toMatchObject({ constitution, settings, prompts });
    expect(canChange(state())).toBe(true);
    tune.stop();
    await tune.retryFailed(lastRun(state).id);
    await clock.pass();
    expect(called('retryFailed')[0]?.given).toMatchObject({ run: { constitution, settings, prompts } });
  });

  it('is refused in words where there is nothing to make it from or by, and nothing is sent', async () => {
    const { state, tune, called } = await openTune();
    const why = async () => {
      await tune.generate();
      return state().notices.at(-1)?.body;
    };
    expect(await why()).toMatch(/^Add prompts first/);
    tune.setPrompts({ typed: 'Why?' });
    expect(await why()).toMatch(/^Answers are improved by pairs/);
    tune.setSettings({ make: 'comparison' });
    expect(await why()).toMatch(/^A comparison needs a comparison principle/);
    await tune.setConstitution(() => ({ ...blankConstitution, comparisonPrinciples: [{ id: 'c', text: 'Kinder?' }] }));
    tune.setSettings({ principles: 'chosen' });
    expect(await why()).toMatch(/^Choose at least one principle/);
    expect(tuningOf(state).runs).toEqual([]);
    expect(called('generate')).toEqual([]);
  });

  it('is refused where no prompt is left, or where they cannot be read', async () => {
    const problem = { kind: 'gone', title: 'The file is not here.', message: 'Choose it again.' } as const;
    for (const [answer, said] of [
      [ok({ ...someFound, total: 0 }), 'No prompt is left: all are empty or left out.'],
      [err(problem), 'The file is not here. Choose it again.'],
    ] as const) {
      const { state, tune } = await withPrompts({ check: () => Promise.resolve(answer) });
      await tune.generate();
      expect(state().notices.at(-1)).toMatchObject({ title: 'No data was made', body: said });
      expect(tuningOf(state).runs).toEqual([]);
    }
  });

  it('waits for what the prompts are, so that it begins with the figures of the present ones', async () => {
    const { state, tune } = await withPrompts({
      check: (call) => Promise.resolve(ok({ ...someFound, total: call + 1 })),
      lives: [finished],
    });
    tune.setPrompts({ typed: 'A\n---\nB' });
    await tune.generate();
    expect(lastRun(state)).toMatchObject({ total: 2, prompts: { typed: 'A\n---\nB' } });
  });

  it('stands still when the budget is spent, and says so', async () => {
    const spent = new ModelError({ kind: 'over-budget', code: 'BUDGET', message: 'The budget is spent.' });
    const { state } = await generated({ lives: [[{ tells: [through(1)] }, { fails: spent }]] });
    expect(lastRun(state)).toMatchObject({ done: 1, status: { status: 'paused', error: spent.data } });
  });

  it('stops in words when the storage is full, with everything that was kept', async () => {
    const full = new Error('The storage of the device is full.');
    const { state } = await generated({ lives: [[{ tells: [through(1)] }, { fails: full }]] });
    expect(lastRun(state)).toMatchObject({ done: 1, status: { status: 'failed' } });
    expect(lastRun(state).status).toMatchObject({ message: expect.stringContaining('storage of the device is full') });
  });

  it('is left to another tab that has it in hand', async () => {
    const { state, tune, called } = await generated({
      lives: [[{ tells: [through(1)] }, { fails: new Error('no') }]],
      locks: new Set(),
    });
    const held = await openTune({ storage: memoryStorage(), locks: new Set([`tune/job/${lastRun(state).id}`]) });
    held.actions.project.openImported(state().project);
    await until(() => held.state().project.tuning !== null);
    await held.tune.resume(lastRun(state).id);
    expect(held.state().notices.at(-1)?.title).toBe('This run goes on in another tab');
    expect(held.called('generate')).toEqual([]);
    await tune.resume();
    expect(called('generate')).toHaveLength(2);
  });

  it('that was interrupted by a reload goes on where it was', async () => {
    const first = await withPrompts({ lives: [[{ tells: [through(1)] }, { waits: new Promise(() => {}) }]] });
    void first.tune.generate();
    await until(() => first.state().jobs.tune.active !== null);
    await first.clock.pass();
    const second = await first.reload({ lives: [finished] });
    expect(lastRun(second.state)).toMatchObject({ done: 1, status: { status: 'interrupted' } });
    await second.tune.resume();
    await second.clock.pass();
    expect(lastRun(second.state)).toMatchObject({ done: 2, status: { status: 'finished' } });
    expect(second.called('generate')[0]?.given).toMatchObject({ run: { id: lastRun(first.state).id } });
  });

  it('is paused and goes on by the worker, and ends when it is stopped', async () => {
    const { state, tune, called } = await withPrompts({ lives: [[{ waits: new Promise(() => {}) }]] });
    const going = tune.generate();
    await until(() => state().jobs.tune.active !== null);
    tune.pause();
    expect(state().jobs.tune.active?.pausing).toBe(true);
    await tune.resume();
    tune.stop();
    await going;
    expect([called('pause').length, called('resume').length]).toEqual([1, 1]);
    expect(lastRun(state).status).toEqual({ status: 'stopped' });
  });

  it('asks again for what failed alone, in the same place as any run', async () => {
    const { state, tune, called } = await generated({
      lives: [[{ tells: [through(2, { failed: 1 })] }], [{ tells: [through(2)] }]],
    });
    expect(lastRun(state)).toMatchObject({ failed: 1, status: { status: 'finished' } });
    await tune.retryFailed(lastRun(state).id);
    expect(lastRun(state)).toMatchObject({ failed: 0, status: { status: 'finished' } });
    expect([called('generate').length, called('retryFailed').length]).toEqual([1, 1]);
  });

  it('that is removed takes its rows and what was done with them along', async () => {
    const { state, tune, called } = await generated({ lives: [finished] });
    const { id: runId } = lastRun(state);
    tune.editRow({ runId, row: 1 }, { isRejected: true }, 'reject row 1');
    tune.showRun(runId);
    await tune.removeRun(runId);
    expect(tuningOf(state)).toMatchObject({ runs: [], edits: {} });
    expect(called('remove').map(({ given }) => given)).toEqual([runId]);
    expect(state().tune).toMatchObject({ table: { runId: null, page: null }, undo: { past: [], future: [] } });
  });

  it('whose rows lie on another device is known as such', async () => {
    const { state, reload } = await generated({ lives: [finished] });
    await turns();
    expect(areRowsElsewhere(state())).toBe(false);
    const elsewhere = await reload({ rows: 0 });
    elsewhere.tune.open();
    await turns();
    expect(areRowsElsewhere(elsewhere.state())).toBe(true);
    await elsewhere.tune.openRow({ runId: lastRun(state).id, row: 1 });
    expect(elsewhere.state().tune.table.opened).toBeNull();
    expect(elsewhere.state().notices.at(-1)?.title).toBe('Row 1 is not on this device');
  });
});
