import { describe, expect, it } from 'vitest';
import { generated, lastRun, tuningOf, withPrompts } from '../../testing/open-tune';
import { madeRow, through } from '../../testing/scripted-tuning';
import { gate, turns, until } from '../../testing/turns';

const finished = [{ tells: [through(2)] }] as const;

describe('the rows on the screen', () => {
  it('are those of the window, the filter and the run that were asked for', async () => {
    const { state, tune, called } = await generated({ lives: [finished, finished] });
    const [first] = tuningOf(state).runs;
    await tune.generate();
    await tune.showRows({ from: 3, count: 5 });
    expect(state().tune.table.page).toMatchObject({ from: 3, total: 4, rows: [{ row: 2 }] });
    tune.showRun(first?.id ?? '');
    tune.setFilter({ flag: 'cut' });
    await turns();
    expect(called('rows').at(-1)?.given).toMatchObject({ runs: [{ id: first?.id }], filter: { flag: 'cut' } });
    expect(state().tune.statistics).not.toBeNull();
    expect(state().tune.exportCheck).toMatchObject({ training: 2 });
  });

  it('follow those that come, without one look beside another', async () => {
    const { passed, open } = gate();
    let looks = 0;
    const { state, tune, clock } = await withPrompts({
      lives: [[{ tells: [through(1)] }, { waits: passed }, { tells: [through(2)] }]],
      tuning: {
        async rows({ runs }) {
          looks += 1;
          const most = looks;
          await turns(2);
          expect(looks).toBe(most);
          return {
            rows: [],
            matching: 0,
            total: runs[0]?.done ?? 0,
            counts: { outcomes: {}, flags: {}, lengths: {}, scores: {} },
          };
        },
      },
    });
    const going = tune.generate();
    await until(() => state().jobs.tune.active !== null);
    await clock.pass();
    expect(state().tune.table.page?.total).toBe(1);
    open();
    await going;
    await turns();
    expect(state().tune.table.page?.total).toBe(2);
  });

  it('open to all that was made of one, and one that was under way is filled in', async () => {
    let isMade = false;
    const { state, tune } = await generated({
      lives: [finished],
      tuning: { row: async ({ row }) => (isMade ? madeRow(row) : { ...madeRow(row), made: null }) },
    });
    const place = { runId: lastRun(state).id, row: 2 };
    await tune.openRow(place);
    expect(state().tune.table.opened).toMatchObject({ ...place, made: { row: 2, made: null } });
    isMade = true;
    tune.open();
    await turns();
    expect(state().tune.table.opened).toMatchObject({ made: { made: { kind: 'improved' } } });
    await tune.openRow(null);
    expect(state().tune.table.opened).toBeNull();
  });
});

describe('an edit of a row', () => {
  const edited = async () => {
    const opened = await generated({ lives: [finished] });
    opened.tune.open();
    await turns();
    const place = (row: number) => ({ runId: lastRun(opened.state).id, row });
    return { ...opened, place };
  };

  it('is in the project, and on the screen at once', async () => {
    const { state, tune, place } = await edited();
    tune.editRow(place(2), { isRejected: true }, 'reject row 2');
    tune.editRow(place(2), { isFlagged: true, chosen: 'Better.' }, 'edit row 2');
    const edit = { isRejected: true, isFlagged: true, chosen: 'Better.' };
    expect(tuningOf(state).edits).toEqual({ [lastRun(state).id]: { 2: edit } });
    expect(state().tune.table.page?.rows.map((row) => row.edit)).toEqual([null, edit]);
  });

  it('is undone and done again, step by step, the last first', async () => {
    const { state, tune, place } = await edited();
    const { id } = lastRun(state);
    tune.editRow(place(1), { isRejected: true }, 'reject row 1');
    tune.editRow(place(2), { isSwapped: true }, 'swap row 2');
    tune.editRow(place(1), { isRejected: undefined }, 'keep row 1');
    expect(tuningOf(state).edits).toEqual({ [id]: { 2: { isSwapped: true } } });
    tune.undo();
    tune.undo();
    expect(tuningOf(state).edits).toEqual({ [id]: { 1: { isRejected: true } } });
    tune.redo();
    expect(tuningOf(state).edits).toEqual({ [id]: { 1: { isRejected: true }, 2: { isSwapped: true } } });
    expect(state().tune.undo.past.at(-1)?.what).toBe('swap row 2');
    tune.undo();
    tune.undo();
    tune.undo();
    expect(tuningOf(state).edits).toEqual({});
    tune.editRow(place(1), { isFlagged: true }, 'flag row 1');
    expect(state().tune.undo.future).toEqual([]);
  });

  it('that changes nothing is none', async () => {
    const { state, tune, place } = await edited();
    tune.editRow(place(1), { isRejected: undefined }, 'keep row 1');
    expect(state().tune.undo.past).toEqual([]);
  });

  it('goes along with what is taken away', async () => {
    const { state, tune, place, called } = await edited();
    tune.editRow(place(1), { isRejected: true }, 'reject row 1');
    tune.setExport({ format: 'openai-sft' });
    const made = await tune.exportData('jsonl');
    expect(made?.name).toBe('data.jsonl');
    expect(called('export')[0]?.given).toMatchObject({
      edits: { [lastRun(state).id]: { 1: { isRejected: true } } },
      settings: { format: 'openai-sft' },
      as: 'jsonl',
    });
    expect(state().tune.exporting).toBe(false);
  });

  it('becomes an example of the constitution, in the author’s words', async () => {
    const { state, tune, place } = await edited();
    tune.editRow(place(1), { chosen: 'Light is scattered.' }, 'edit row 1');
    await tune.takeAsExample(place(1));
    expect(tuningOf(state).constitution.revisionExamples).toMatchObject([
      { input: 'Prompt 1', initialAnswer: 'Because.', revision: 'Light is scattered.' },
    ]);
    expect(lastRun(state).constitution.revisionExamples).toEqual([]);
  });
});

describe('a file of data', () => {
  it('that cannot be made is said, and nothing is downloaded', async () => {
    const { state, tune } = await generated({
      lives: [finished],
      tuning: { export: () => Promise.reject(new Error('no room')) },
    });
    expect(await tune.exportData('csv')).toBeNull();
    expect(state().notices.at(-1)?.title).toBe('The data could not be put together');
    expect(state().tune.exporting).toBe(false);
  });
});
